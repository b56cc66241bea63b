// SPDX-License-Identifier: Apache-2.0
// A long prompt is read between the passes of others, who hardly notice; and the answers are the target's own.
#include "tests/engine/answer/answer_world.h"

#include <gtest/gtest.h>

namespace msao::engine {
namespace {

using testing::answerOf;
using testing::AskedQuestion;
using testing::SyntheticPair;

constexpr CloudAnswerId kRunning{1};
constexpr CloudAnswerId kLong{2};

/// Every look at the clock takes longer than prompts may be read.
TraceClock hurryingClock() {
    return [now = TraceTime{}]() mutable { return now += std::chrono::milliseconds(50); };
}

class PromptStepsTest : public ::testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(m_pair.error.empty()) << m_pair.error; }

    /// Words alone, or words around a picture.
    AskedQuestion question(std::size_t words, bool hasPicture) {
        const ModelConfig& config = m_pair.target->config();
        PromptDescription description;
        for (std::size_t i = 0; i < words; ++i)
            description.tokens.push_back(TokenId{static_cast<std::int32_t>(m_dice() % 400)});
        if (hasPicture) {
            description.tokens.insert(description.tokens.begin() + 2,
                                      {config.special.visionStart, config.special.imagePad, config.special.visionEnd});
            RgbImage image{224, 168, {}};
            for (int i = 0; i < 224 * 168 * 3; ++i) image.pixels.push_back(static_cast<std::uint8_t>(i * 31 % 253));
            VisualMedium medium;
            medium.clip.frames.push_back(std::move(image));
            description.visuals.push_back(std::move(medium));
        }
        AskedQuestion asked;
        asked.prompt = std::make_shared<const PromptDescription>(std::move(description));
        asked.maxNewTokens = 60;
        return asked;
    }
    void open(CloudAnswers& cloud, CloudAnswerId id, const AskedQuestion& question) {
        AnswerOpening opening;
        opening.mode = Mode::CloudOnly;
        opening.maxNewTokens = question.maxNewTokens;
        auto prompt = preparePrompt(*question.prompt, m_pair.target->config());
        ASSERT_TRUE(prompt);
        ASSERT_TRUE(cloud.open(id, opening, *std::move(prompt)));
    }

    SyntheticPair m_pair{0.8, 12};
    std::mt19937_64 m_dice{20261121};
};

TEST_F(PromptStepsTest, WhoIsAnsweredGetsATokenInEveryPass) {
    for (const AskedQuestion& longOne : {question(1500, false), question(20, true)}) {
        const AskedQuestion shortOne = question(10, false);
        CloudAnswers cloud(*m_pair.target, nullptr, {}, hurryingClock());
        std::map<CloudAnswerId, std::vector<TokenId>> answers;
        const auto pass = [&] {
            std::size_t heard = 0;
            for (CloudReply& reply : cloud.pass()) {
                const Verdict& verdict = std::get<Verdict>(reply.message);
                std::vector<TokenId>& answer = answers[reply.answer];
                answer.insert(answer.end(), verdict.tokens.begin(), verdict.tokens.end());
                heard += reply.answer == kRunning ? 1 : 0;
            }
            return heard;
        };
        open(cloud, kRunning, shortOne);
        while (!answers.contains(kRunning)) pass();
        open(cloud, kLong, longOne);
        int passes = 0;
        for (; !answers.contains(kLong); ++passes) EXPECT_EQ(pass(), 1u);
        EXPECT_GT(passes, m_pair.target->config().text.layerCount) << "it was read in one go";
        while (cloud.wantsPass()) pass();
        EXPECT_EQ(answers[kRunning], answerOf(*m_pair.target, shortOne));
        EXPECT_EQ(answers[kLong], answerOf(*m_pair.target, longOne));
    }
}

TEST_F(PromptStepsTest, TwoLongPromptsAreReadInTurns) {
    const AskedQuestion first = question(300, false);
    const AskedQuestion second = question(10, false);
    CloudAnswers cloud(*m_pair.target, nullptr, {}, hurryingClock());
    open(cloud, CloudAnswerId{1}, first);
    open(cloud, CloudAnswerId{2}, second);
    // One step each in turn: the one asked later begins one step later, not a whole prompt later.
    std::vector<int> began(3, 0);
    for (int pass = 1; began[1] == 0 || began[2] == 0; ++pass) {
        for (const CloudReply& reply : cloud.pass()) {
            int& when = began[static_cast<std::size_t>(reply.answer)];
            if (when == 0) when = pass;
        }
    }
    EXPECT_EQ(began[2], began[1] + 1);
}

TEST_F(PromptStepsTest, WhatIsClosedInTheMiddleLeavesNothing) {
    CloudAnswers cloud(*m_pair.target, nullptr, {}, hurryingClock());
    open(cloud, kLong, question(400, true));
    EXPECT_TRUE(cloud.pass().empty());
    EXPECT_GT(m_pair.target->kvUsage().pagesInUse, 0);
    cloud.close(kLong);
    EXPECT_EQ(m_pair.target->kvUsage().pagesInUse, 0);
    EXPECT_FALSE(cloud.wantsPass());
}

}  // namespace
}  // namespace msao::engine
