// SPDX-License-Identifier: Apache-2.0
#include "training/word_pointing.h"

namespace msao::training {

std::vector<std::string> wordsIn(const world::Sound& sound) {
    switch (sound.kind) {
        case world::SoundKind::Speech:
            return sound.words;
        case world::SoundKind::Tone:
            return {std::string(world::word(sound.pitch))};
        case world::SoundKind::Noise:
            return {};
    }
    return {};
}

bool isAboutSoundAlone(world::QuestionType type) {
    return type == world::QuestionType::VoiceSaid || type == world::QuestionType::Tone;
}

std::vector<WordPointer> wordPointersOf(const world::Question& question, const world::Sound& sound,
                                        const TurnWriter& writer) {
    const auto asked = static_cast<std::int64_t>(writer.question(question.text).size());
    if (question.type == world::QuestionType::VoiceSaid && question.truth.words.empty()) return {{asked - 1, {}}};
    const std::vector<std::string> words = wordsIn(sound);
    const auto end = static_cast<std::int64_t>(writer.answer("").size());
    std::vector<WordPointer> pointers;
    std::size_t from = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::size_t place = question.answer.find(words[i], from);
        if (place == std::string::npos) break;
        // A word's token holds the space before it.
        const std::string before = question.answer.substr(0, place == 0 ? 0 : place - 1);
        pointers.push_back({asked + static_cast<std::int64_t>(writer.answer(before).size()) - end - 1, i});
        from = place + words[i].size();
    }
    return pointers;
}

}  // namespace msao::training
