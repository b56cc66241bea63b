// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/generate.h"
#include "tests/engine/generation/tiny_checkpoint.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace msao::engine {
namespace {

class EngineTest : public testing::Test {
protected:
    static void SetUpTestSuite() { s_checkpoint = new TinyCheckpoint(3); }
    static void TearDownTestSuite() {
        delete s_checkpoint;
        s_checkpoint = nullptr;
    }

    void SetUp() override {
        m_engine = loadTiny(*s_checkpoint, WeightType::F32);
        ASSERT_NE(m_engine, nullptr);
    }

    Prompt randomPrompt(std::size_t count) {
        auto prompt = buildPrompt(ordinaryTokens(*m_engine, m_generator, count), {}, {}, m_engine->config());
        EXPECT_TRUE(prompt);
        return std::move(*prompt);
    }

    Result<Answer> answer(const Prompt& prompt, const GenerateOptions& options, std::stop_token stop = {}) {
        Session session = m_engine->newSession();
        return generate(
            *m_engine, session, prompt, options, [](TokenId) {}, stop);
    }

    inline static TinyCheckpoint* s_checkpoint = nullptr;
    std::unique_ptr<Engine> m_engine;
    std::mt19937_64 m_generator{42};
};

TEST_F(EngineTest, DecodeContinuesWherePrefillEnds) {
    // Prefill (libtorch) and decode (own kernels) are two computations of one function: all but the last bits agree.
    for (int trial = 0; trial < 10; ++trial) {
        const Prompt whole = randomPrompt(40);
        const std::size_t cut = 1 + m_generator() % 38;
        Session all = m_engine->newSession();
        const auto expected = m_engine->prefill(all, whole, LogitRows::All);
        ASSERT_TRUE(expected);
        auto head = buildPrompt(std::span(whole.tokens).first(cut), {}, {}, m_engine->config());
        Session session = m_engine->newSession();
        ASSERT_TRUE(m_engine->prefill(session, *head));
        for (std::size_t i = cut; i < whole.tokens.size(); ++i) {
            Logits logits;
            const DecodeRequest request{&session, std::span(whole.tokens).subspan(i, 1)};
            ASSERT_TRUE(m_engine->decode(std::span(&request, 1), logits));
            const auto reference = expected->row(static_cast<std::int64_t>(i));
            for (std::size_t v = 0; v < reference.size(); ++v)
                ASSERT_NEAR(logits.values[v], reference[v], 2e-3f) << "token " << i << " logit " << v;
        }
    }
}

TEST_F(EngineTest, AFollowUpPromptSeesTheWholeConversation) {
    const Prompt whole = randomPrompt(50);
    Session all = m_engine->newSession();
    const auto expected = m_engine->prefill(all, whole);
    ASSERT_TRUE(expected);
    auto head = buildPrompt(std::span(whole.tokens).first(20), {}, {}, m_engine->config());
    auto tail = buildPrompt(std::span(whole.tokens).subspan(20), {}, {}, m_engine->config(), 20);
    Session session = m_engine->newSession();
    ASSERT_TRUE(m_engine->prefill(session, *head));
    const auto found = m_engine->prefill(session, *tail);
    ASSERT_TRUE(found);
    for (std::size_t v = 0; v < expected->values.size(); ++v) ASSERT_NEAR(found->values[v], expected->values[v], 2e-3f);
    EXPECT_EQ(session.nextPosition(), all.nextPosition());
}

TEST_F(EngineTest, ASeedGivesOneAnswerAndAnotherSeedAnother) {
    const Prompt prompt = randomPrompt(10);
    GenerateOptions options;
    options.maxNewTokens = 24;
    options.sampling.temperature = 1.0;
    options.sampling.seed = 5;
    const auto first = answer(prompt, options);
    const auto again = answer(prompt, options);
    options.sampling.seed = 6;
    const auto other = answer(prompt, options);
    ASSERT_TRUE(first && again && other);
    EXPECT_EQ(first->tokens, again->tokens);
    EXPECT_NE(first->tokens, other->tokens);
}

TEST_F(EngineTest, AnAnswerEndsWhereTheKvCacheIsFull) {
    const auto small = loadTiny(*s_checkpoint, WeightType::F32, 2, std::size_t{1} << 20);
    ASSERT_NE(small, nullptr);
    const std::vector<TokenId> endless = ordinaryTokens(*small, m_generator, 20);
    const auto prompt = buildPrompt(endless, {}, {}, small->config());
    ASSERT_TRUE(prompt);
    GenerateOptions options;
    options.maxNewTokens = 1'000'000;
    // Several answers: one of them may end by itself.
    std::optional<Answer> longest;
    for (options.sampling.seed = 0; options.sampling.seed < 8; ++options.sampling.seed) {
        options.sampling.temperature = 1.0;
        Session session = small->newSession();
        const auto answer = generate(*small, session, *prompt, options, [](TokenId) {});
        ASSERT_TRUE(answer) << answer.error().message;
        EXPECT_FALSE(answer->tokens.empty());
        if (answer->reason == StopReason::Length) longest = *answer;
        if (longest) break;
    }
    ASSERT_TRUE(longest);
    EXPECT_LT(longest->tokens.size(), 1'000'000u);
    EXPECT_EQ(longest->text, small->tokenizer().decode(longest->tokens));
}

TEST_F(EngineTest, StopsBeforeTheNextTokenWhenCancelled) {
    GenerateOptions options;
    options.maxNewTokens = 1000;
    options.sampling.temperature = 1.0;
    std::stop_source source;
    Session session = m_engine->newSession();
    int seen = 0;
    const auto result = generate(
        *m_engine, session, randomPrompt(5), options,
        [&](TokenId) {
            if (++seen == 3) source.request_stop();
        },
        source.get_token());
    ASSERT_TRUE(result);
    EXPECT_TRUE(result->reason == StopReason::Cancelled || result->reason == StopReason::EndOfText);
    EXPECT_LE(result->tokens.size(), 3u);
}

TEST_F(EngineTest, TellsHowFarAPromptIsRead) {
    Session session = m_engine->newSession();
    std::vector<double> told;
    Progress progress;
    progress.report = [&told](double fraction, std::string_view) { told.push_back(fraction); };
    // In three pieces, each through every layer.
    ASSERT_TRUE(m_engine->prefill(session, randomPrompt(2500), LogitRows::Last, progress));
    ASSERT_GT(told.size(), 3 * static_cast<std::size_t>(m_engine->config().text.layerCount));
    EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
    EXPECT_EQ(told.front(), 0.0);
    EXPECT_LT(told[told.size() / 2], 1.0);
    EXPECT_EQ(told.back(), 1.0);
}

TEST_F(EngineTest, ACancelledPrefillLeavesTheSessionAsItWas) {
    Session session = m_engine->newSession();
    std::stop_source source;
    source.request_stop();
    const auto result = m_engine->prefill(session, randomPrompt(30), LogitRows::Last, source.get_token());
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(session.length(), 0);
    EXPECT_TRUE(m_engine->prefill(session, randomPrompt(30)));
}

TEST_F(EngineTest, AFullKvCacheIsSaidInWordsAndLeavesOthersAlone) {
    auto engine = loadTiny(*s_checkpoint, WeightType::F32, 2, std::size_t{1} << 20);
    ASSERT_NE(engine, nullptr);
    std::vector<Session> sessions;
    const Prompt prompt = randomPrompt(64);
    std::optional<Error> refusal;
    while (!refusal && sessions.size() < 10000) {
        sessions.push_back(engine->newSession());
        const auto logits = engine->prefill(sessions.back(), prompt);
        if (!logits) refusal = logits.error();
    }
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->code, ErrorCode::LimitExceeded);
    EXPECT_EQ(sessions.back().length(), 0);
    sessions.erase(sessions.begin());  // gives its pages back
    EXPECT_TRUE(engine->prefill(sessions.back(), prompt));
}

TEST_F(EngineTest, RefusesWhatDoesNotFit) {
    Session session = m_engine->newSession();
    ASSERT_TRUE(m_engine->prefill(session, randomPrompt(4)));
    Logits logits;
    const std::vector<TokenId> tooMany(kMaxDecodeTokens + 1, TokenId{1});
    const std::vector<TokenId> outside = {TokenId{m_engine->config().text.vocabularySize}};
    const std::vector<TokenId> negative = {TokenId{-1}};
    for (const auto& tokens : {tooMany, outside, negative, std::vector<TokenId>{}}) {
        const DecodeRequest request{&session, tokens};
        EXPECT_FALSE(m_engine->decode(std::span(&request, 1), logits));
        EXPECT_EQ(session.length(), 4);
    }
    EXPECT_FALSE(m_engine->rollBack(session, 1)) << "prompt tokens stay";
}

}  // namespace
}  // namespace msao::engine
