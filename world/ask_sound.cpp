// SPDX-License-Identifier: Apache-2.0
#include "world/asker.h"
#include "world/spoken_mention.h"
#include "world/wording.h"

namespace msao::world {

Asked askVoiceSaid(Asker& asker) {
    const Sound& sound = *asker.situation.sound;
    Question question = asker.begun(QuestionType::VoiceSaid);
    question.text = drawQuestion(question.type, asker.options.split, {}, asker.draws);
    if (sound.kind != SoundKind::Speech) {
        question.canonical = "there was no voice";
        question.answer = asker.phrased(question.canonical, {"no voice", "nothing"});
        return question;
    }
    question.truth.words = sound.words;
    for (const std::string& spoken : sound.words)
        question.canonical += (question.canonical.empty() ? "" : " ") + spoken;
    question.answer =
        asker.phrased(question.canonical, {"the voice said " + question.canonical, "i heard " + question.canonical});
    return question;
}

Asked askVoiceMatch(Asker& asker) {
    const Sound& sound = *asker.situation.sound;
    if (sound.kind != SoundKind::Speech) return {};
    const auto wanted = spokenMention(sound);
    // A lone colour or kind comes from voices that do not look at the picture, and would nearly always be wrong.
    if (!wanted || !wanted->colour || !wanted->kind || asker.sight.empty()) return {};
    Question question = asker.begun(QuestionType::VoiceMatch);
    question.text = drawQuestion(question.type, asker.options.split, {}, asker.draws);
    answerExistence(question, *wanted, asker);
    return question;
}

Asked askTone(Asker& asker) {
    const Sound& sound = *asker.situation.sound;
    if (sound.kind != SoundKind::Tone) return {};
    Question question = asker.begun(QuestionType::Tone);
    question.text = drawQuestion(question.type, asker.options.split, {}, asker.draws);
    question.truth.pitch = sound.pitch;
    question.canonical = std::string(word(sound.pitch));
    question.answer =
        asker.phrased(question.canonical, {"it was " + question.canonical, "a " + question.canonical + " tone"});
    return question;
}

}  // namespace msao::world
