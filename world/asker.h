// SPDX-License-Identifier: Apache-2.0
// What every kind of question needs, and the askers: one for each type, each of which may find nothing to ask.
#pragma once

#include "world/draws.h"
#include "world/sight.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace msao::world {

struct Asker {
    const Situation& situation;
    const std::vector<Seen>& sight;
    const AskOptions& options;
    Draws& draws;

    /// The canonical answer, or another way to put it.
    std::string phrased(const std::string& canonical, std::initializer_list<std::string> others);
    /// A question with its truth's scene filled in, without text and answer yet.
    Question begun(QuestionType type) const;
};

using Asked = std::optional<Question>;

Asked askCount(Asker& asker);
Asked askColour(Asker& asker);
Asked askShape(Asker& asker);
Asked askSize(Asker& asker);
Asked askWhere(Asker& asker);
Asked askAbsent(Asker& asker);
Asked askBigger(Asker& asker);
Asked askExists(Asker& asker);
Asked askRelation(Asker& asker);
Asked askDescribe(Asker& asker);
Asked askWhatHappened(QuestionType type, Asker& asker);  // WhatMoved, WhatEntered, WhatLeft
Asked askDirection(Asker& asker);
Asked askVoiceSaid(Asker& asker);
Asked askVoiceMatch(Asker& asker);
Asked askTone(Asker& asker);
Asked askOutOfWorld(Asker& asker);

/// Truth and answers of "is there ...": shared by Exists and VoiceMatch. `wanted` may name a colour, a kind, or both.
void answerExistence(Question& question, const Mention& wanted, Asker& asker);

}  // namespace msao::world
