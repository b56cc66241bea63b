// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/image.h"

namespace msao::engine {

/// A PNG as upright RGB. Colour profiles and gamma are ignored, as the reference does.
Result<RgbImage> decodePng(std::span<const std::byte> encoded);

}  // namespace msao::engine
