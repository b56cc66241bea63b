// SPDX-License-Identifier: Apache-2.0
#include "training/examination.h"

#include "msao/engine/chat_template.h"
#include "msao/engine/generate.h"
#include "training/situation.h"
#include "training/word_pointing.h"

#include <vector>

namespace msao::training {
namespace {

constexpr std::int32_t kLongestAnswer = 90;

/// A question with what it is about.
struct Asked {
    world::Situation situation;
    world::Question question;
    bool isSeen = true;  // otherwise only the sound is there
};

engine::Result<engine::PromptMedia> mediaOf(const Asked& asked, const engine::VisualInput& visual,
                                            const ExaminationOptions& options, const engine::ModelConfig& config) {
    engine::PromptMedia media;
    if (asked.isSeen) {
        media.visuals.push_back(visual);
        media.kept.emplace_back();
    }
    if (asked.situation.sound) {
        MSAO_TRY(std::vector<float> samples, options.voices->samples(*asked.situation.sound));
        MSAO_TRY(media.audios.emplace_back(), engine::audioInput({world::kSoundRate, std::move(samples)}, config));
        media.keptAudio.emplace_back();
    }
    return media;
}

engine::Result<engine::Answer> answer(engine::Engine& model, const Asked& asked, const engine::VisualInput& visual,
                                      const ExaminationOptions& options, std::stop_token stop) {
    engine::Message message;
    if (asked.isSeen && asked.situation.isClip) message.parts.push_back(engine::VideoPart{});
    if (asked.isSeen && !asked.situation.isClip) message.parts.push_back(engine::ImagePart{});
    if (asked.situation.sound) message.parts.push_back(engine::AudioPart{});
    message.parts.push_back(engine::TextPart{asked.question.text});
    const auto tokens = model.tokenizer().encode(engine::renderChat({message}));
    MSAO_TRY(engine::PromptMedia media, mediaOf(asked, visual, options, model.config()));
    MSAO_TRY(const engine::Prompt prompt, engine::buildPrompt(tokens, std::move(media), model.config()));
    engine::Session session = model.newSession();
    engine::GenerateOptions generating;
    generating.maxNewTokens = kLongestAnswer;
    return engine::generate(
        model, session, prompt, generating, [](engine::TokenId) {}, std::move(stop));
}

/// A sound that allows a question of this type.
world::Sound soundFor(world::QuestionType type, const world::Scene& scene, world::Split split, std::uint64_t seed) {
    world::SoundOptions options;
    options.split = split;
    if (type == world::QuestionType::VoiceMatch) return world::makeSoundAbout(scene, seed, options);
    options.toneShare = type == world::QuestionType::Tone ? 1 : 0;
    return world::makeSound(seed, options);
}

/// One of each type that the situation allows. Half of what is only heard comes without a picture.
std::vector<Asked> oneOfEachType(const world::Situation& situation, const ExaminationOptions& options,
                                 std::uint64_t seed) {
    std::vector<Asked> all;
    const world::AskOptions asking{options.split, 0, 0};
    for (const world::QuestionType type : world::kAllQuestionTypes) {
        if (world::needsSound(type) && options.voices == nullptr) continue;
        Asked asked{situation, {}, true};
        if (world::needsSound(type)) asked.situation.sound = soundFor(type, situation.scene, options.split, seed);
        auto question = world::ask(type, asked.situation, asking, seed);
        if (!question) continue;
        asked.question = *std::move(question);
        asked.isSeen = !isAboutSoundAlone(type) || seed % 2 == 0;
        all.push_back(std::move(asked));
    }
    return all;
}

}  // namespace

double Marks::mean(bool isShortOnly) const {
    double sum = 0;
    int types = 0;
    for (const world::QuestionType type : world::kAllQuestionTypes) {
        const Share& share = byType[static_cast<std::size_t>(type)].answers;
        if (share.seen == 0 || (isShortOnly && !world::isShort(type))) continue;
        sum += share.value();
        ++types;
    }
    return types == 0 ? 0 : sum / types;
}

engine::Result<Marks> examine(const std::filesystem::path& model, const ExaminationOptions& options,
                              std::stop_token stop) {
    engine::LoadOptions loading;
    loading.threads = options.threads;
    loading.kvCacheBytes = std::size_t{64} << 20;
    MSAO_TRY(const auto loaded, engine::Engine::load(model, loading));
    Marks marks;
    std::vector<world::Question> all;
    for (std::int64_t i = 0; i < options.situations; ++i) {
        const std::uint64_t seed = options.seed << 32 | static_cast<std::uint64_t>(i);
        world::SceneOptions scene;
        scene.split = options.split;
        const world::Situation situation = makeSilentSituation(seed, scene, options.isOfClips);
        MSAO_TRY(const engine::VisualInput visual, visualInput(situation, loaded->config()));
        for (const Asked& asked : oneOfEachType(situation, options, seed)) {
            MSAO_TRY(const engine::Answer given, answer(*loaded, asked, visual, options, stop));
            const bool isRight = world::isCorrect(asked.question, given.text);
            marks.byType[static_cast<std::size_t>(asked.question.type)].answers.add({isRight ? 1 : 0, 1});
            all.push_back(asked.question);
        }
    }
    for (const world::QuestionType type : world::kAllQuestionTypes)
        marks.byType[static_cast<std::size_t>(type)].constantBaseline = world::constantAnswerBaseline(all, type);
    return marks;
}

}  // namespace msao::training
