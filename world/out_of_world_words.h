// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/world/scene.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace msao::world {

enum class OutOfWorldSlot : std::uint8_t { Person, Place, Thing, Animal, Topic, Deed };

/// Forms with the slots' names in braces, {m} and {n} for numbers. Forms and words of the two splits are disjoint.
std::span<const std::string_view> outOfWorldForms(Split split);
std::span<const std::string_view> outOfWorldWords(OutOfWorldSlot slot, Split split);

}  // namespace msao::world
