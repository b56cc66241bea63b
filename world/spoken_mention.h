// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/world/question.h"

#include <optional>

namespace msao::world {

/// The object that a voice names by colour, kind, or both; nothing if it says something else.
std::optional<Mention> spokenMention(const Sound& sound);

}  // namespace msao::world
