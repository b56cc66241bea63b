// SPDX-License-Identifier: Apache-2.0
#include "msao/world/sentences.h"

#include "msao/world/question.h"
#include "world/draws.h"

#include <array>
#include <set>

namespace msao::world {

std::string SentenceSource::next() {
    while (m_waiting.empty()) {
        constexpr std::size_t kQuestions = 8;
        SituationOptions options;
        options.scene.maxObjects = 9;
        options.clipShare = 0.3;
        options.soundShare = 0.4;
        const std::uint64_t seed = derivedSeed(m_seed, m_situation++);
        const Situation situation = makeSituation(seed, options);
        for (Question& question : askSeveral(situation, kQuestions, TypeWeights::even(), {}, seed)) {
            m_waiting.push_back(std::move(question.answer));
            m_waiting.push_back(std::move(question.text));
        }
    }
    std::string sentence = std::move(m_waiting.back());
    m_waiting.pop_back();
    return sentence;
}

std::vector<std::string> answerWords() {
    static constexpr std::array<std::string_view, 24> kConnecting = {
        "yes",    "no",     "there", "is",    "are",   "a",  "an",     "the",     "at",   "in",      "on",    "top",
        "bottom", "middle", "above", "below", "under", "of", "bigger", "smaller", "than", "nothing", "thing", "things"};
    std::set<std::string> words(kConnecting.begin(), kConnecting.end());
    for (const std::string_view spoken : spokenWords()) words.emplace(spoken);
    for (const Pitch pitch : {Pitch::Low, Pitch::High}) words.emplace(word(pitch));
    return {words.begin(), words.end()};
}

}  // namespace msao::world
