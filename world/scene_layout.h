// SPDX-License-Identifier: Apache-2.0
// Which objects there are, where they stand, and how they move.
#pragma once

#include "msao/world/scene.h"

#include <cstdint>
#include <vector>

namespace msao::world {

/// Objects in regions of their own. What moves crosses only regions that nobody else stands in.
std::vector<Object> layOut(std::uint64_t seed, const SceneOptions& options, bool onCards);

}  // namespace msao::world
