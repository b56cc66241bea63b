// SPDX-License-Identifier: Apache-2.0
// What a situation shows, as words can tell it.
#pragma once

#include "msao/world/question.h"

#include <cstddef>
#include <vector>

namespace msao::world {

/// An object that can be seen, with every field of its mention filled in.
struct Seen {
    std::size_t object = 0;  // index into the scene's objects
    Mention is;
};

/// What can be seen in the picture, or at the end of the clip, from the top left to the bottom right.
std::vector<Seen> sightOf(const Situation& situation);

Mention mentionOf(const Object& object, double seconds);

/// Whether nothing that `said` states is wrong of `is`. `is` has every field.
bool fits(const Mention& said, const Mention& is);
std::size_t countFitting(const Mention& said, const std::vector<Seen>& sight);

}  // namespace msao::world
