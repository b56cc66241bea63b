// SPDX-License-Identifier: Apache-2.0
// Where a model has to listen for a question's answer.
#pragma once

#include "msao/world/question.h"
#include "training/turn_packing.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace msao::training {

/// What can be told of a sound, in order: its words, or the pitch of its tone.
std::vector<std::string> wordsIn(const world::Sound& sound);

/// VoiceSaid and Tone; whether a voice matches is seen rather than heard.
bool isAboutSoundAlone(world::QuestionType type);

/// A token of a turn, and which of wordsIn its attention should find; none: that there is nothing.
struct WordPointer {
    std::int64_t place = 0;  // in the tokens of the question and of the answer behind it
    std::optional<std::size_t> word;
};

/// One for each word that the answer repeats, at the token before it; where nothing was said, at the token that the
/// answer follows.
std::vector<WordPointer> wordPointersOf(const world::Question& question, const world::Sound& sound,
                                        const TurnWriter& writer);

}  // namespace msao::training
