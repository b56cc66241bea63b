// SPDX-License-Identifier: Apache-2.0
// Which visual tokens of a pass are not there, as if a probe had left them out, and what can still be asked then.
#pragma once

#include "training/curriculum.h"
#include "training/draws.h"
#include "training/question_rows.h"

#include "msao/world/question.h"

#include <cstdint>
#include <span>
#include <vector>

namespace msao::training {

/// Equally many tokens of every picture and time step are missing. Mostly background goes first and then one object
/// after another, as a probe would have it; else anything does.
class MissingTokens {
public:
    MissingTokens(const Stage& stage, Draws draws);

    /// Ascending places, among the tokens of all pictures, of those that stay.
    std::vector<std::int64_t> kept(const std::vector<Owners>& pictures);

private:
    void keepOf(const Owners& picture, std::int64_t firstPlace, std::vector<std::int64_t>& kept);

    Draws m_draws;
    double m_share = 0;
    bool m_isBackgroundFirst = false;
};

/// A picture as it can be asked about: objects of which too little is left to tell what they are do not exist. Who is
/// asked about what cannot be seen learns to guess.
struct WhatIsLeft {
    world::Situation situation;
    Owners owners;  // of all its tokens; nobody's where an object is lost
};
WhatIsLeft whatIsLeft(const world::Situation& situation, const Owners& owners, std::span<const std::int64_t> kept);

}  // namespace msao::training
