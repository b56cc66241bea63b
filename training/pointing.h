// SPDX-License-Identifier: Apache-2.0
// Where a model has to look for a question's answer. A search by colour and shape at once is not found by answers alone
// within any number of pictures that we can afford; shown where to look, it is learnt in a few thousand.
#pragma once

#include "msao/world/question.h"
#include "training/turn_packing.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace msao::training {

/// A token of a turn, and the objects that its attention should find; none: it should find that there is nothing.
struct Pointer {
    std::int64_t place = 0;  // in the tokens of the question and of the answer behind it
    std::vector<std::size_t> objects;
};

/// One for each name in the question, at its last token; one for all that the answer depends on, at the token that the
/// answer follows; two for each name in the answer: at its last token, and at the token it follows, where what is named
/// next has to be found. In a description also where it is decided whether another item follows: at all that are left.
std::vector<Pointer> pointersOf(const world::Question& question, const world::Situation& situation,
                                const TurnWriter& writer);

}  // namespace msao::training
