// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/world/question.h"

#include <cstdint>
#include <optional>

namespace msao::evaluation {

/// A scene of the demo world and one question about it.
struct AskedSituation {
    world::Situation situation;
    world::Question question;
};

struct AskingOptions {
    world::Split split = world::Split::HeldOut;
    double clipShare = 0.2;
    double typoShare = 0.1;
};

/// The first scene of those that belong to (seed, index) that allows the question; nothing where none of many does.
std::optional<AskedSituation> askAbout(world::QuestionType type, std::uint64_t seed, std::uint64_t index,
                                       const AskingOptions& options);

}  // namespace msao::evaluation
