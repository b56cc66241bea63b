// SPDX-License-Identifier: Apache-2.0
// Training's network on sounds is held to the engine, which reads what was exported.
#include "tests/training/demo_tokenizer.h"
#include "tests/training/demo_voices.h"
#include "training/export_model.h"
#include "training/leaves.h"
#include "training/lesson.h"
#include "training/losses.h"
#include "training/network.h"

#include "msao/engine/engine.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace msao::training {
namespace {

struct RandomModel {
    engine::ModelConfig config = demoModel(Role::Draft, demoRegularTokens());
    ParameterSet parameters = makeParameters(config, 5, at::kCPU);

    RandomModel() {
        at::manual_seed(6);
        parameters.masters.add_(at::randn_like(parameters.masters), 0.02);  // no bias is 0, no norm 1
        parameters.round();
    }
};

class ExportedModel {
public:
    explicit ExportedModel(const RandomModel& model)
        : m_folder(std::filesystem::path(testing::TempDir()) / "msao_hearing_test") {
        const std::string tokenizer = tokenizerJson(learnDemoMerges(1));
        const engine::Status done = exportModel(model.config, model.parameters, tokenizer, m_folder);
        EXPECT_TRUE(done) << done.error().message;
        engine::LoadOptions options;
        options.threads = 1;
        auto loaded = engine::Engine::load(m_folder, options);
        EXPECT_TRUE(loaded) << loaded.error().message;
        if (loaded) engine = *std::move(loaded);
    }
    ~ExportedModel() {
        engine.reset();
        std::error_code ignored;
        std::filesystem::remove_all(m_folder, ignored);
    }

    std::unique_ptr<engine::Engine> engine;

private:
    std::filesystem::path m_folder;
};

std::vector<float> floats(const at::Tensor& tensor) {
    const at::Tensor values = tensor.to(at::kFloat).contiguous();
    return {values.const_data_ptr<float>(), values.const_data_ptr<float>() + values.numel()};
}

engine::PromptMedia firstMedia(const PackedBatch& batch) {
    engine::PromptMedia media;
    const at::Tensor spectrum = batch.spectra[0];
    media.audios.push_back({static_cast<std::int32_t>(spectrum.size(0)), spectrum.size(1), floats(spectrum)});
    media.keptAudio.emplace_back();
    if (!batch.hasPictures()) return media;
    const at::Tensor still = batch.patches.narrow(0, 0, batch.grid.patches()).view({batch.grid.patches(), 3, 1, -1});
    media.visuals.push_back({engine::VisualKind::Image, batch.grid, floats(still.expand({-1, 3, 2, -1}))});
    media.kept.emplace_back();
    return media;
}

/// Tokens of the first prefix, with one pad for each medium, and of the first turn behind it.
std::vector<engine::TokenId> firstTokens(const PackedBatch& batch, const engine::ModelConfig& config,
                                         std::int64_t turnTokens) {
    std::vector<engine::TokenId> tokens;
    const auto add = [&](const at::Tensor& ids, std::int64_t first, std::int64_t count) {
        for (std::int64_t i = 0; i < count; ++i)
            tokens.push_back(engine::TokenId{static_cast<std::int32_t>(ids[first + i].item<std::int64_t>())});
    };
    add(batch.prefixText, 0, batch.before);
    if (batch.hasPictures()) tokens.push_back(config.special.imagePad);
    add(batch.prefixText, batch.before, batch.between);
    tokens.push_back(config.audio->pad);
    add(batch.prefixText, batch.before + batch.between, batch.after);
    add(batch.rowIds, 0, turnTokens);
    return tokens;
}

class HearingTest : public testing::TestWithParam<bool> {};

TEST_P(HearingTest, LogitsBehindASoundAreTheEngines) {
    MSAO_VOICES_OR_SKIP(voices);
    Stage stage{.name = "test", .soundShare = 1, .unseenShare = GetParam() ? 0.0 : 1.0, .rows = 1};
    const RandomModel model;
    const LessonPlan plan(model.config, demoTokenizer(), &voices);
    const PackedBatch batch = plan.pass(stage, {3, 1}, 2);
    ASSERT_EQ(batch.hasPictures(), GetParam());
    const Leaves leaves(model.parameters, model.config, false);
    const NetworkTensors tensors = leaves.tensors();
    Sensed sensed{{}, hearSounds(tensors, model.config, batch)};
    if (batch.hasPictures()) sensed.seen = seePictures(tensors, model.config, batch);
    const PackedTurn turn = batch.packedTurns.front();
    const at::Tensor found = answers(tensors, model.config, batch, sensed).logits.narrow(0, 0, turn.lossCount);

    const std::int64_t first = batch.lossRows[0].item<std::int64_t>(), turnTokens = first + turn.lossCount;
    const ExportedModel exported(model);
    ASSERT_NE(exported.engine, nullptr);
    const auto prompt =
        engine::buildPrompt(firstTokens(batch, model.config, turnTokens), firstMedia(batch), exported.engine->config());
    ASSERT_TRUE(prompt) << prompt.error().message;
    ASSERT_EQ(static_cast<std::int64_t>(prompt->tokens.size()), batch.prefixTokens() + turnTokens);
    engine::Session session = exported.engine->newSession();
    const auto logits = exported.engine->prefill(session, *prompt, engine::LogitRows::All);
    ASSERT_TRUE(logits) << logits.error().message;
    const at::Tensor expected = at::tensor(logits->values)
                                    .view({logits->rows, logits->vocabularySize})
                                    .narrow(0, batch.prefixTokens() + first, turn.lossCount);
    constexpr double kTolerance = 0.03;  // bfloat16 keeps eight bits, and the two round at other places
    EXPECT_LT(found.sub(expected).norm().div(expected.norm()).item<double>(), kTolerance);
}

INSTANTIATE_TEST_SUITE_P(All, HearingTest, testing::Bool(), [](const auto& hasPicture) {
    return std::string(hasPicture.param ? "WithAPicture" : "Alone");
});

TEST(ListeningTest, EveryParameterOfTheTowerHasAGradient) {
    MSAO_VOICES_OR_SKIP(voices);
    const Stage stage{.name = "test", .soundShare = 1, .unseenShare = 1};
    const RandomModel model;
    const PackedBatch batch = LessonPlan(model.config, demoTokenizer(), &voices).pass(stage, {3, 1}, 2);
    Leaves leaves(model.parameters, model.config, true);
    const NetworkTensors tensors = leaves.tensors();
    const at::Tensor heard = hearSounds(tensors, model.config, batch);
    hearingLoss(hearingScores(tensors, heard), batch.heard).backward();
    leaves.collectGradients();
    for (const Parameter& parameter : model.parameters.list) {
        const at::Tensor gradient = leaves.gradientSum().narrow(0, parameter.offset, parameter.count);
        EXPECT_EQ(gradient.ne(0).any().item<bool>(), parameter.group == ParameterGroup::Audio) << parameter.name;
    }
}

TEST(ListeningTest, ANameThatLooksAsItIsReadMissesNothing) {
    PackedBatch batch;
    batch.heardNames = at::tensor({-1, 1, 2}, at::kLong);
    const at::Tensor embedding = at::randn({3, 8});
    const at::Tensor read = embedding.clone();
    read[0].add_(5);  // no name: not looked at
    EXPECT_EQ(readingLoss(read, embedding, batch).item<double>(), 0);
    EXPECT_NEAR(readingLoss(read.mul(2), embedding, batch).item<double>(), 1, 1e-5);
}

}  // namespace
}  // namespace msao::training
