// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/in_process/in_process_answer.h"
#include "tests/engine/answer/answer_world.h"

#include <gtest/gtest.h>

namespace msao::app::testing {

/// A synthetic draft and target, made once a suite, and a random question for them.
class AskedPair : public ::testing::Test {
protected:
    static constexpr std::uint64_t kSeed = 20261121;

    static void SetUpTestSuite() { s_pair = new engine::testing::SyntheticPair(0.8, 12); }
    static void TearDownTestSuite() {
        delete s_pair;
        s_pair = nullptr;
    }
    void SetUp() override { ASSERT_TRUE(s_pair->error.empty()) << s_pair->error; }

    void draw(engine::Engine& asked, std::int32_t maxNewTokens) {
        m_asked = engine::testing::randomQuestion(asked, m_dice);
        m_asked.maxNewTokens = maxNewTokens;
    }
    InProcessQuestion question(engine::Mode mode, std::string_view link = "300mbit,4ms,jitter=1ms") {
        InProcessQuestion question;
        question.mode = mode;
        question.prompt = *m_asked.prompt;
        question.text = "which";
        question.sampling = m_asked.sampling;
        question.maxNewTokens = m_asked.maxNewTokens;
        const auto profile = protocol::parseLinkProfile(link);
        EXPECT_TRUE(profile);
        question.link = *profile;
        return question;
    }
    static std::vector<engine::TokenId> ids(const InProcessAnswer& answer) {
        std::vector<engine::TokenId> tokens;
        for (const engine::AnswerToken& token : answer.tokens) tokens.push_back(token.token);
        return tokens;
    }

    inline static engine::testing::SyntheticPair* s_pair = nullptr;
    std::mt19937_64 m_dice{kSeed};
    engine::testing::AskedQuestion m_asked;
    engine::MemoryTraceSink m_trace;
};

}  // namespace msao::app::testing
