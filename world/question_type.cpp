// SPDX-License-Identifier: Apache-2.0
#include "msao/world/question.h"

#include <algorithm>

namespace msao::world {

std::string_view name(QuestionType type) {
    static constexpr std::array<std::string_view, kAllQuestionTypes.size()> kNames = {
        "count",        "colour",    "shape",      "size",        "where",      "bigger",
        "exists",       "relation",  "absent",     "describe",    "what_moved", "direction",
        "what_entered", "what_left", "voice_said", "voice_match", "tone",       "out_of_world"};
    return kNames[static_cast<std::size_t>(type)];
}

std::optional<QuestionType> parseQuestionType(std::string_view wanted) {
    const auto found = std::find_if(kAllQuestionTypes.begin(), kAllQuestionTypes.end(),
                                    [&](QuestionType type) { return name(type) == wanted; });
    if (found == kAllQuestionTypes.end()) return {};
    return *found;
}

bool isShort(QuestionType type) {
    return type != QuestionType::Describe;
}

bool needsClip(QuestionType type) {
    return type == QuestionType::WhatMoved || type == QuestionType::Direction || type == QuestionType::WhatEntered ||
           type == QuestionType::WhatLeft;
}

bool needsSound(QuestionType type) {
    return type == QuestionType::VoiceSaid || type == QuestionType::VoiceMatch || type == QuestionType::Tone;
}

bool isConjunctive(QuestionType type) {
    return type == QuestionType::Bigger || type == QuestionType::Exists || type == QuestionType::Relation ||
           type == QuestionType::VoiceMatch;
}

TypeWeights TypeWeights::even() {
    TypeWeights weights;
    weights.byType.fill(1);
    return weights;
}

TypeWeights TypeWeights::forTraining() {
    TypeWeights weights;
    for (const QuestionType type : kAllQuestionTypes) weights[type] = isConjunctive(type) ? 3.5 : 1;
    return weights;
}

}  // namespace msao::world
