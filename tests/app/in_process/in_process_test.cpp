// SPDX-License-Identifier: Apache-2.0
// Threads, a real clock and an emulated link around both halves: every mode from question to answer.
#include "tests/app/in_process/asked_pair.h"

#include <algorithm>

namespace msao::app {
namespace {

using namespace engine;
using engine::testing::answerOf;
using engine::testing::AskedQuestion;

class InProcessTest : public testing::AskedPair {
protected:
    void SetUp() override {
        AskedPair::SetUp();
        if (!HasFatalFailure()) draw(*s_pair->draft, 20);
    }
    InProcessModels models(Mode mode) const {
        return {mode == Mode::CloudOnly || mode == Mode::PerLlm ? nullptr : s_pair->draft.get(),
                mode == Mode::EdgeOnly ? nullptr : s_pair->target.get(),
                mode == Mode::CoLocated ? s_pair->draft.get() : nullptr};
    }
};

class InProcessModeTest : public InProcessTest, public ::testing::WithParamInterface<Mode> {};

TEST_P(InProcessModeTest, SaysWhatTheTargetSays) {
    const auto answer = answerInProcess(models(GetParam()), question(GetParam()), m_trace, {});
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(ids(*answer), answerOf(*s_pair->target, m_asked));
    EXPECT_EQ(answer->counts.unverified, 0);
}

INSTANTIATE_TEST_SUITE_P(EveryMode, InProcessModeTest,
                         ::testing::Values(Mode::CloudOnly, Mode::Sync, Mode::CoLocated, Mode::VerifyOnly,
                                           Mode::NeverIdle, Mode::Hybrid, Mode::Adaptive, Mode::Msao,
                                           Mode::MsaoNoModality, Mode::MsaoNoCollab, Mode::PerLlm),
                         [](const auto& instance) {
                             std::string name(modeName(instance.param));
                             std::erase(name, '-');
                             return name;
                         });

TEST_F(InProcessTest, APrunedQuestionIsAnsweredAsTheTargetAnswersWhatWasKept) {
    const SpecialTokens& special = s_pair->draft->config().special;
    RgbImage image{224, 224, std::vector<std::uint8_t>(224 * 224 * 3)};
    for (std::size_t i = 0; i < image.pixels.size(); ++i)
        image.pixels[i] = static_cast<std::uint8_t>(40 + i / (224 * 3) / 4);
    InProcessQuestion asked = question(Mode::Msao, "2mbit,20ms");
    asked.prompt = {{special.visionStart, special.imagePad, special.visionEnd, TokenId{5}}, {}};
    asked.prompt.visuals.push_back({VisualKind::Image, {{image}, 1}, {}});
    asked.calibration.quality.push_back({Modality::Image, {{1, 0.001}}, {}});
    const auto answer = answerInProcess(models(Mode::Msao), asked, m_trace, {});
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_FALSE(answer->question.prompt->visuals[0].kept.empty());
    AskedQuestion kept = m_asked;
    kept.prompt = answer->question.prompt;
    EXPECT_EQ(ids(*answer), answerOf(*s_pair->target, kept));
}

TEST_F(InProcessTest, ACloudWithACopyOfTheDraftSaysWhatTheTargetSaysWhicheverModeIsChosen) {
    const std::unique_ptr<Engine> copy = s_pair->anotherDraft();
    ASSERT_NE(copy, nullptr) << s_pair->error;
    const InProcessModels withCopy{s_pair->draft.get(), s_pair->target.get(), copy.get()};
    for (const Mode mode : {Mode::Hybrid, Mode::Adaptive, Mode::Msao}) {
        const auto answer = answerInProcess(withCopy, question(mode, "300mbit,60ms"), m_trace, {});
        ASSERT_TRUE(answer) << answer.error().message;
        EXPECT_EQ(ids(*answer), answerOf(*s_pair->target, m_asked)) << modeName(mode);
    }
}

TEST_F(InProcessTest, AnEdgeAloneNeedsNoTarget) {
    const auto answer = answerInProcess(models(Mode::EdgeOnly), question(Mode::EdgeOnly), m_trace, {});
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(ids(*answer), answerOf(*s_pair->draft, m_asked));
}

TEST_F(InProcessTest, WhatWasAnsweredWhileTheCloudWasGoneIsVerifiedAndCorrected) {
    const auto answer =
        answerInProcess(models(Mode::NeverIdle), question(Mode::NeverIdle, "down;400ms:300mbit,4ms"), m_trace, {});
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(ids(*answer), answerOf(*s_pair->target, m_asked));
    EXPECT_EQ(answer->counts.unverified, 0);
    const auto isUnverified = [](const TraceEvent& event) {
        const auto* emitted = std::get_if<TokenEmitted>(&event.fact);
        return emitted != nullptr && emitted->provenance == Provenance::Unverified;
    };
    EXPECT_TRUE(std::any_of(m_trace.events().begin(), m_trace.events().end(), isUnverified));
}

/// Asks for a stop when the third token is emitted.
class StopAtThree final : public TraceSink {
public:
    void record(const TraceEvent& event) override {
        if (std::holds_alternative<TokenEmitted>(event.fact) && ++m_tokens == 3) source.request_stop();
    }
    std::stop_source source;

private:
    int m_tokens = 0;
};

TEST_F(InProcessTest, AStopEndsTheAnswerAndKeepsWhatWasAnswered) {
    StopAtThree sink;
    m_asked.maxNewTokens = 10'000;
    m_asked.sampling.temperature = 1;
    const auto answer =
        answerInProcess(models(Mode::CloudOnly), question(Mode::CloudOnly), sink, sink.source.get_token());
    ASSERT_TRUE(answer) << answer.error().message;
    if (answer->outcome == RequestOutcome::EndOfText) return;  // it had ended before
    EXPECT_EQ(answer->outcome, RequestOutcome::Cancelled);
    EXPECT_GE(answer->tokens.size(), 3u);
    EXPECT_LT(answer->tokens.size(), 10'000u);
}

TEST_F(InProcessTest, AModeWithoutItsModelIsRefusedInWords) {
    const auto answer = answerInProcess({nullptr, s_pair->target.get(), nullptr}, question(Mode::Sync), m_trace, {});
    ASSERT_FALSE(answer);
    EXPECT_NE(answer.error().message.find("draft"), std::string::npos);
}

}  // namespace
}  // namespace msao::app
