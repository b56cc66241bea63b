// SPDX-License-Identifier: Apache-2.0
#include "training/examination.h"

#include "msao/engine/chat_template.h"
#include "msao/engine/generate.h"
#include "training/situation.h"

#include <vector>

namespace msao::training {
namespace {

constexpr std::int32_t kLongestAnswer = 90;

engine::Result<engine::Answer> answer(engine::Engine& model, const world::Situation& situation,
                                      const engine::VisualInput& visual, const std::string& question,
                                      std::stop_token stop) {
    engine::Message message;
    if (situation.isClip) {
        message.parts.push_back(engine::VideoPart{});
    } else {
        message.parts.push_back(engine::ImagePart{});
    }
    message.parts.push_back(engine::TextPart{question});
    const auto tokens = model.tokenizer().encode(engine::renderChat({message}));
    MSAO_TRY(const engine::Prompt prompt,
             engine::buildPrompt(tokens, std::vector{visual}, std::vector<engine::KeptTokens>{}, model.config()));
    engine::Session session = model.newSession();
    engine::GenerateOptions options;
    options.maxNewTokens = kLongestAnswer;
    return engine::generate(
        model, session, prompt, options, [](engine::TokenId) {}, std::move(stop));
}

std::vector<world::Question> oneOfEachType(const world::Situation& situation, const ExaminationOptions& options,
                                           std::uint64_t seed) {
    std::vector<world::Question> questions;
    const world::AskOptions asking{options.split, 0, 0};
    for (const world::QuestionType type : world::kAllQuestionTypes) {
        if (world::needsSound(type)) continue;
        if (auto question = world::ask(type, situation, asking, seed)) questions.push_back(*std::move(question));
    }
    return questions;
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
        const bool isClip = static_cast<double>(i % 10) < 10 * options.clipShare;
        world::SceneOptions scene;
        scene.split = options.split;
        const world::Situation situation = makeSilentSituation(seed, scene, isClip);
        MSAO_TRY(const engine::VisualInput visual, visualInput(situation, loaded->config()));
        for (const world::Question& question : oneOfEachType(situation, options, seed)) {
            MSAO_TRY(const engine::Answer given, answer(*loaded, situation, visual, question.text, stop));
            const bool isRight = world::isCorrect(question, given.text);
            marks.byType[static_cast<std::size_t>(question.type)].answers.add({isRight ? 1 : 0, 1});
            all.push_back(question);
        }
    }
    for (const world::QuestionType type : world::kAllQuestionTypes)
        marks.byType[static_cast<std::size_t>(type)].constantBaseline = world::constantAnswerBaseline(all, type);
    return marks;
}

}  // namespace msao::training
