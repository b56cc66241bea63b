// SPDX-License-Identifier: Apache-2.0
#include "evaluation/datasets/constant_answers.h"

#include "evaluation/datasets/asked_situation.h"

#include <algorithm>
#include <map>

namespace msao::evaluation {

std::string constantAnswerFromTrain(world::QuestionType type, std::uint64_t seed, std::size_t scenes) {
    std::map<std::string, std::size_t> counts;
    const AskingOptions options{world::Split::Train, 0, 0};
    for (std::size_t i = 0; i < scenes; ++i) {
        if (const auto asked = askAbout(type, seed, i, options)) ++counts[asked->question.canonical];
    }
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == counts.end() ? std::string() : most->first;
}

}  // namespace msao::evaluation
