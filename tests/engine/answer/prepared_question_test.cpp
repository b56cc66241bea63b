// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/prepared_question.h"
#include "msao/engine/prompt_hash.h"
#include "msao/engine/question_probe.h"
#include "tests/engine/answer/answer_world.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace msao::engine {
namespace {

using testing::SyntheticPair;

/// Soft shades: nothing in them looks like text, which would be kept whatever the plan says.
RgbImage softImage(int side, int shade) {
    RgbImage image{side, side, {}};
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            for (int c = 0; c < 3; ++c)
                image.pixels.push_back(static_cast<std::uint8_t>((x * (c + 1) + y * 2) * 30 / side + shade));
        }
    }
    return image;
}

std::int64_t ones(const KeptTokens& kept) {
    return std::count(kept.begin(), kept.end(), true);
}

class PreparedQuestionTest : public ::testing::Test {
protected:
    static void SetUpTestSuite() { s_pair = new SyntheticPair(0.8, 13); }
    static void TearDownTestSuite() {
        delete s_pair;
        s_pair = nullptr;
    }
    void SetUp() override { ASSERT_TRUE(s_pair->error.empty()) << s_pair->error; }

    /// A picture of 64 tokens, a clip of 16, and words.
    static PromptDescription pictureAndClip() {
        const SpecialTokens& special = s_pair->draft->config().special;
        PromptDescription asked;
        asked.tokens = {special.visionStart, special.imagePad,  special.visionEnd, special.visionStart,
                        special.videoPad,    special.visionEnd, TokenId{5},        TokenId{6}};
        asked.visuals.push_back({VisualKind::Image, {{softImage(224, 10)}, 1}, {}});
        asked.visuals.push_back({VisualKind::Video, {{softImage(112, 20), softImage(112, 90)}, 2}, {}});
        return asked;
    }
    /// One of 64 tokens: eight of soft shades, all others of one flat ground.
    static PromptDescription flatPicture() {
        const SpecialTokens& special = s_pair->draft->config().special;
        PromptDescription asked;
        asked.tokens = {special.visionStart, special.imagePad, special.visionEnd, TokenId{5}, TokenId{6}};
        RgbImage screen = softImage(224, 10);
        std::fill(screen.pixels.begin() + 224 * 28 * 3, screen.pixels.end(), std::uint8_t{200});
        asked.visuals.push_back({VisualKind::Image, {{std::move(screen)}, 1}, {}});
        return asked;
    }
    /// On this link and by this calibration pruning costs nothing and is worth much.
    static QuestionOptions options(Mode mode) {
        QuestionOptions options;
        options.wish.mode = mode;
        options.words = {TokenId{5}, TokenId{6}};
        options.live.link = {2e5, 20, 0};
        options.live.edge = {3.3, 0.01, 5, 0};
        options.live.cloud = {9.09, 0.01, 5, 0};
        for (const Modality modality : {Modality::Image, Modality::Video})
            options.calibration.quality.push_back({modality, {{1, 1e-5}}, {{1, 1e-5}}});
        return options;
    }
    static PreparedQuestion prepared(const QuestionOptions& options, PromptDescription asked = pictureAndClip()) {
        auto question = prepareQuestion(s_pair->draft.get(), std::move(asked), options, *trainingFreeImportance(),
                                        [] { return TraceTime{}; });
        EXPECT_TRUE(question) << question.error().message;
        return question ? std::move(*question) : PreparedQuestion{};
    }

    inline static SyntheticPair* s_pair = nullptr;
};

TEST_F(PreparedQuestionTest, BothSidesBuildTheSamePrunedPromptFromIt) {
    const PreparedQuestion question = prepared(options(Mode::Msao));
    const auto whole = preparePrompt(pictureAndClip(), s_pair->draft->config());
    const auto cloud = preparePrompt(*question.prompt, s_pair->target->config());
    ASSERT_TRUE(whole && cloud && question.draftPrompt);
    EXPECT_LT(question.draftPrompt->tokens.size(), whole->tokens.size());
    EXPECT_EQ(promptHash(*question.draftPrompt, s_pair->draft->config()), promptHash(*cloud, s_pair->target->config()));
}

TEST_F(PreparedQuestionTest, KeepsWhatThePlanSaysAndShowsExactlyThat) {
    const PreparedQuestion question = prepared(options(Mode::Msao));
    ASSERT_EQ(question.probes.size(), 3u);
    for (std::size_t m = 0; m < question.probes.size(); ++m) {
        const ModalityPlan& plan = question.plan.planning.plan.modalities[m];
        EXPECT_GE(plan.retention, 1 - question.probes[m].mas - 1e-9);
    }
    ASSERT_EQ(question.frames.size(), 2u);
    for (std::size_t v = 0; v < question.frames.size(); ++v) {
        const KeptTokens& kept = question.prompt->visuals[v].kept;
        const ModalityPlan& plan = question.plan.planning.plan.modalities[v + 1];
        EXPECT_EQ(plan.modality, question.frames[v].modality);
        EXPECT_GE(static_cast<double>(ones(question.frames[v].kept)),
                  plan.retention * static_cast<double>(question.probes[v + 1].tokens) - 1e-6);
        EXPECT_EQ(kept.empty() ? KeptTokens(question.frames[v].kept.size(), true) : kept, question.frames[v].kept);
    }
}

TEST_F(PreparedQuestionTest, WithoutALossNothingIsPrunedAndTheDraftIsTheSameBitForBit) {
    QuestionOptions lossless = options(Mode::Msao);
    lossless.planner.method.qualityBound = 0;
    PreparedQuestion question = prepared(lossless);
    auto whole = preparePrompt(pictureAndClip(), s_pair->draft->config());
    ASSERT_TRUE(whole && question.draftPrompt && question.seen);
    EXPECT_EQ(question.draftPrompt->tokens, whole->tokens);
    for (const VisualMedium& medium : question.prompt->visuals) EXPECT_TRUE(medium.kept.empty());
    Drafter goesOn(*s_pair->draft, *std::move(question.draftPrompt), {}, std::move(question.seen));
    Drafter alone(*s_pair->draft, *std::move(whole), {});
    ASSERT_TRUE(goesOn.readPrompt() && alone.readPrompt());
    const std::vector<TokenId> answer = {TokenId{7}};
    const auto first = goesOn.draft(answer), second = alone.draft(answer);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->token, second->token);
    EXPECT_EQ(first->normalisedEntropy, second->normalisedEntropy);
}

TEST_F(PreparedQuestionTest, APrunedPromptIsReadFromWhatTheProbeSaw) {
    PreparedQuestion question = prepared(options(Mode::Msao));
    Drafter drafter(*s_pair->draft, *std::move(question.draftPrompt), {}, std::move(question.seen));
    ASSERT_TRUE(drafter.readPrompt());
    ASSERT_TRUE(drafter.hasReadPrompt());
    EXPECT_TRUE(drafter.draft({}));
}

TEST_F(PreparedQuestionTest, ExactDuplicatesAreMergedBeforeTheProbeLooksAndOnBothSides) {
    PreparedQuestion question = prepared(options(Mode::Msao), flatPicture());
    const auto cloud = preparePrompt(*question.prompt, s_pair->target->config());
    ASSERT_TRUE(cloud && question.draftPrompt && question.seen);
    // 64 tokens, of which 8 show something: the probe counts those and one for the ground.
    ASSERT_EQ(question.probes.size(), 2u);
    EXPECT_EQ(question.probes[1].tokens, 9);
    EXPECT_EQ(question.probes[1].bytes, 9 * 28 * 28 * 3);
    EXPECT_EQ(question.prompt->visuals[0].kept, question.frames[0].kept);
    EXPECT_GE(static_cast<double>(ones(question.frames[0].kept)),
              9 * question.plan.planning.plan.modalities[1].retention - 1e-6);
    EXPECT_LE(ones(question.frames[0].kept), 9);
    EXPECT_EQ(promptHash(*question.draftPrompt, s_pair->draft->config()), promptHash(*cloud, s_pair->target->config()));
    Drafter drafter(*s_pair->draft, *std::move(question.draftPrompt), {}, std::move(question.seen));
    EXPECT_TRUE(drafter.readPrompt() && drafter.draft({}));
}

TEST_F(PreparedQuestionTest, NothingIsMergedWhereTheAnswerMayNotChangeOrTheChoiceIsABaselines) {
    QuestionOptions lossless = options(Mode::Msao);
    lossless.planner.method.qualityBound = 0;
    const PreparedQuestion exact = prepared(lossless, flatPicture());
    EXPECT_TRUE(exact.prompt->visuals[0].kept.empty());
    EXPECT_EQ(exact.probes[1].tokens, 64);
    EXPECT_EQ(prepared(options(Mode::MsaoNoModality), flatPicture()).probes[1].tokens, 64);
    const auto random = prepareQuestion(s_pair->draft.get(), flatPicture(), options(Mode::Msao), *randomImportance(3),
                                        [] { return TraceTime{}; });
    ASSERT_TRUE(random);
    EXPECT_EQ(random->probes[1].tokens, 64);
}

TEST_F(PreparedQuestionTest, MergingTakesItsShareOfTheBoundAndNoMoreThanHalfOfIt) {
    QuestionOptions dear = options(Mode::Msao);
    dear.calibration.quality = {{Modality::Image, {{1, 0.1}}, {{1, 1}}}};  // a tenth of the answer for all tokens
    for (const double tokens : {1, 2, 5}) {
        dear.live.answerTokens = tokens;
        for (const double bound : {0.01, 0.02, 0.05}) {
            dear.planner.method.qualityBound = bound;
            const PreparedQuestion question = prepared(dear, flatPicture());
            const auto merged = static_cast<double>(64 - question.probes[1].tokens);
            EXPECT_EQ(merged, std::floor(64 * tokenLossWithin(bound, tokens) / 2 / 0.1));
            const double kept = question.plan.planning.plan.modalities[1].retention * (64 - merged);
            const double byTheCurve = answerLoss(0.1 * (1 - kept / 64), tokens);  // whoever removed it
            EXPECT_LE(byTheCurve, bound + 1e-9);
            EXPECT_NEAR(question.plan.planning.qualityLoss, byTheCurve, 1e-3 * bound);
            EXPECT_LE(question.plan.planning.qualityLoss, bound + 1e-9);
        }
    }
}

TEST_F(PreparedQuestionTest, ALongerAnswerKeepsMoreAndTheQuestionTellsHowLongItWillBe) {
    const auto keptFor = [](const QuestionOptions& asked) {
        return prepared(asked).plan.planning.plan.modalities[1].retention;
    };
    QuestionOptions dear = options(Mode::Msao);
    for (ModalityQuality& quality : dear.calibration.quality) quality.ofPruning = {{1, 0.05}};
    double before = 0;
    for (const double tokens : {1, 4, 16, 64}) {
        dear.live.answerTokens = tokens;
        const double kept = keptFor(dear);
        EXPECT_GT(kept, before) << tokens;
        before = kept;
    }
    const auto words = s_pair->draft->embeddings(dear.words);
    ASSERT_TRUE(words);
    LengthHead& head = dear.calibration.answerLength;
    head.weights.assign(static_cast<std::size_t>(words->width), 0.0F);
    head.bias = std::log(4.0F);
    const double expected = keptFor(dear);
    QuestionOptions told = dear;
    told.calibration.answerLength = {};
    told.live.answerTokens = 4;
    EXPECT_NEAR(expected, keptFor(told), 1e-6);
    head.bias = std::log(400.0F);  // more than the 64 that it may have
    EXPECT_EQ(keptFor(dear), before);
    head.weights.push_back(0);  // of another draft model: nobody knows
    head.bias = std::log(4.0F);
    EXPECT_EQ(keptFor(dear), before);
}

TEST_F(PreparedQuestionTest, OtherModesDoNotLookAndSendEverything) {
    for (const Mode mode : {Mode::CloudOnly, Mode::EdgeOnly, Mode::Sync, Mode::NeverIdle, Mode::Adaptive}) {
        const PreparedQuestion question = prepared(options(mode));
        EXPECT_TRUE(question.probes.empty());
        EXPECT_FALSE(question.seen);
        for (const VisualMedium& medium : question.prompt->visuals) EXPECT_TRUE(medium.kept.empty());
    }
}

TEST_F(PreparedQuestionTest, WithoutModalityAwarenessEveryModalityLosesTheSameShareEvenly) {
    const PreparedQuestion question = prepared(options(Mode::MsaoNoModality));
    const std::vector<ModalityPlan>& plans = question.plan.planning.plan.modalities;
    ASSERT_EQ(plans.size(), 3u);
    ASSERT_LT(plans[1].retention, 1);
    EXPECT_DOUBLE_EQ(plans[1].retention, plans[2].retention);
    for (const VisualMedium& medium : question.prompt->visuals) {
        const auto tokens = static_cast<double>(medium.kept.size());
        EXPECT_NEAR(static_cast<double>(ones(medium.kept)), plans[1].retention * tokens, 1);
        const auto half = static_cast<std::ptrdiff_t>(medium.kept.size() / 2);
        const KeptTokens first(medium.kept.begin(), medium.kept.begin() + half);
        EXPECT_NEAR(static_cast<double>(ones(first)), plans[1].retention * tokens / 2, 1);
    }
}

TEST_F(PreparedQuestionTest, TheTraceShowsMapsScoresAndThePlan) {
    MemoryTraceSink trace;
    recordQuestion(trace, TraceTime{}, RequestId{1}, prepared(options(Mode::Msao)));
    std::size_t frames = 0, scores = 0, plans = 0;
    for (const TraceEvent& event : trace.events()) {
        frames += std::holds_alternative<FrameProbed>(event.fact);
        scores += std::holds_alternative<ModalityScored>(event.fact);
        plans += std::holds_alternative<PlanMade>(event.fact);
    }
    EXPECT_EQ(frames, 2u);
    EXPECT_EQ(scores, 3u);
    EXPECT_EQ(plans, 1u);
}

TEST_F(PreparedQuestionTest, ASoundForAModelThatCannotHearIsRefusedInWords) {
    PromptDescription asked;
    asked.tokens = {TokenId{5}};
    asked.sounds.push_back({{16'000, std::vector<float>(16'000, 0.1f)}, {}});
    const auto question = prepareQuestion(s_pair->draft.get(), asked, options(Mode::Msao), *trainingFreeImportance(),
                                          [] { return TraceTime{}; });
    ASSERT_FALSE(question);
    EXPECT_NE(question.error().message.find("audio encoder"), std::string::npos);
}

TEST_F(PreparedQuestionTest, DownsamplingSendsSmallerPicturesWhole) {
    auto prepared = prepareQuestion(s_pair->draft.get(), pictureAndClip(), options(Mode::Msao),
                                    *downsamplingImportance(), [] { return TraceTime{}; });
    ASSERT_TRUE(prepared) << prepared.error().message;
    const auto whole = preparePrompt(pictureAndClip(), s_pair->draft->config());
    const auto cloud = preparePrompt(*prepared->prompt, s_pair->target->config());
    ASSERT_TRUE(whole && cloud && prepared->draftPrompt);
    for (const VisualMedium& medium : prepared->prompt->visuals) EXPECT_TRUE(medium.kept.empty());
    const double retention = prepared->plan.planning.plan.modalities[1].retention;
    ASSERT_LT(retention, 1);
    EXPECT_LT(cloud->visuals[0].grid.patches(), whole->visuals[0].grid.patches());
    EXPECT_FALSE(prepared->seen);  // it was of the large ones
    EXPECT_EQ(promptHash(*prepared->draftPrompt, s_pair->draft->config()),
              promptHash(*cloud, s_pair->target->config()));
}

TEST(DownsampleTest, LeavesAtMostSoManyTokensAsFarAsTheLeastSizeAllows) {
    ModelConfig config;
    config.preprocessor.minPixels = 4 * 28 * 28;
    config.preprocessor.maxPixels = 400 * 28 * 28;
    for (const std::int64_t tokens : {1, 4, 9, 30, 64, 399}) {
        VisualMedium medium{VisualKind::Image, {{softImage(560, 10)}, 1}, {true}};
        ASSERT_TRUE(downsample(medium, tokens, config));
        const auto read = imageInput(medium.clip.frames.front(), config.preprocessor, config.vision);
        ASSERT_TRUE(read) << read.error().message;
        EXPECT_LE(read->grid.tokens(2), std::max<std::int64_t>(tokens, 4)) << tokens;
        EXPECT_GE(2 * read->grid.tokens(2), std::min<std::int64_t>(tokens, 4)) << tokens;
        EXPECT_TRUE(medium.kept.empty());
    }
}

TEST(ImportanceNamesTest, EveryOneIsFoundByItsName) {
    for (const ImportanceKind kind : kImportanceKinds) EXPECT_EQ(parseImportance(importanceName(kind)), kind);
    EXPECT_EQ(parseImportance("probe"), std::nullopt);
    for (const ImportanceKind kind :
         {ImportanceKind::TrainingFree, ImportanceKind::Random, ImportanceKind::Downsampling}) {
        const auto source = importanceOf(kind, {});
        ASSERT_TRUE(source);
        EXPECT_EQ((*source)->kind(), kind);
    }
    const auto none = importanceOf(ImportanceKind::Calibrated, {});
    ASSERT_FALSE(none);
    EXPECT_NE(none.error().message.find("msao calibrate"), std::string::npos);
    const auto heads = importanceOf(ImportanceKind::Calibrated, ProbeHeads{});
    ASSERT_TRUE(heads);
    EXPECT_EQ((*heads)->kind(), ImportanceKind::Calibrated);
}

}  // namespace
}  // namespace msao::engine
