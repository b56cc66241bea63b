// SPDX-License-Identifier: Apache-2.0
// The law on which lossless speculation stands: logits do not depend on how new tokens are split into steps, on which
// sessions share a step, or on what was appended and rolled back before.
#include "tests/engine/generation/tiny_checkpoint.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <numeric>

namespace msao::engine {
namespace {

constexpr std::size_t kNewTokens = 24;
constexpr std::size_t kSessions = 8;
constexpr std::size_t kMostRejected = 15;

struct Case {
    Prompt prompt;
    std::vector<TokenId> continuation;
    std::vector<std::vector<float>> expected;  // logits after each token of the continuation, decoded one by one
};

class MInvarianceTest : public testing::TestWithParam<WeightType> {
protected:
    static constexpr std::uint64_t kSeed = 20261121;

    static void SetUpTestSuite() { s_checkpoint = new TinyCheckpoint(kSeed); }
    static void TearDownTestSuite() {
        delete s_checkpoint;
        s_checkpoint = nullptr;
    }

    void SetUp() override {
        m_engine = loadTiny(*s_checkpoint, GetParam());
        ASSERT_NE(m_engine, nullptr);
    }

    Session prefilled(const Case& c) {
        Session session = m_engine->newSession();
        const auto logits = m_engine->prefill(session, c.prompt);
        EXPECT_TRUE(logits) << (logits ? "" : logits.error().message);
        return session;
    }

    /// Appends tokens in one step and compares a row per token with what one by one gave.
    void decodeAndCompare(Session& session, const Case& c, std::size_t first, std::size_t count) {
        Logits logits;
        const DecodeRequest request{&session, std::span(c.continuation).subspan(first, count)};
        const Status status = m_engine->decode(std::span(&request, 1), logits);
        ASSERT_TRUE(status) << status.error().message;
        for (std::size_t i = 0; i < count; ++i)
            expectSameBits(logits.row(static_cast<std::int64_t>(i)), c.expected[first + i]);
    }

    static void expectSameBits(std::span<const float> found, const std::vector<float>& expected) {
        ASSERT_EQ(found.size(), expected.size());
        ASSERT_EQ(std::memcmp(found.data(), expected.data(), expected.size() * sizeof(float)), 0);
    }

    /// Text, and in one of four a picture of which a part is pruned: behind it a token's position is not its slot.
    Prompt makePrompt() {
        const ModelConfig& config = m_engine->config();
        std::vector<TokenId> tokens = ordinaryTokens(*m_engine, m_generator, 1 + m_generator() % 70);
        std::vector<VisualInput> pictures;
        std::vector<KeptTokens> kept;
        if (m_generator() % 4 == 0) {
            const std::vector<TokenId> pads{config.special.visionStart, config.special.imagePad,
                                            config.special.visionEnd};
            tokens.insert(tokens.begin(), pads.begin(), pads.end());
            VisualInput& picture = pictures.emplace_back();
            picture.grid = {1, 8, 12};
            picture.patches.resize(static_cast<std::size_t>(picture.grid.patches() * config.vision.patchValues()));
            std::normal_distribution<float> values;
            for (float& value : picture.patches) value = values(m_generator);
            KeptTokens& bits = kept.emplace_back(std::size_t{24}, true);
            for (std::size_t i = 1; i < bits.size(); ++i) bits[i] = m_generator() % 2 == 0;
        }
        auto prompt = buildPrompt(tokens, std::move(pictures), std::move(kept), config);
        EXPECT_TRUE(prompt);
        return std::move(*prompt);
    }

    Case makeCase() {
        Case c;
        c.prompt = makePrompt();
        c.continuation = ordinaryTokens(*m_engine, m_generator, kNewTokens);
        Session session = prefilled(c);
        Logits logits;
        for (const TokenId& token : c.continuation) {
            const DecodeRequest request{&session, std::span(&token, 1)};
            const Status status = m_engine->decode(std::span(&request, 1), logits);
            EXPECT_TRUE(status);
            c.expected.emplace_back(logits.values);
        }
        return c;
    }

    std::vector<Case> makeCases(std::size_t count) {
        std::vector<Case> cases;
        while (cases.size() < count) cases.push_back(makeCase());
        return cases;
    }

    void compareInChunks(const Case& c, std::size_t chunk) {
        Session session = prefilled(c);
        for (std::size_t first = 0; first < kNewTokens; first += chunk)
            decodeAndCompare(session, c, first, std::min(chunk, kNewTokens - first));
    }

    /// Steps of some tokens of each, in another order every time.
    void compareInShuffledBatches(const std::vector<Case>& cases) {
        std::vector<Session> sessions;
        for (const Case& c : cases) sessions.push_back(prefilled(c));
        std::vector<std::size_t> done(cases.size(), 0);
        while (std::any_of(done.begin(), done.end(), [](std::size_t n) { return n < kNewTokens; })) {
            std::vector<std::size_t> order(cases.size());
            std::iota(order.begin(), order.end(), 0);
            std::erase_if(order, [&](std::size_t s) { return done[s] == kNewTokens; });
            std::shuffle(order.begin(), order.end(), m_generator);
            std::vector<DecodeRequest> requests;
            for (const std::size_t s : order) {
                const std::size_t count =
                    std::min<std::size_t>(1 + m_generator() % kMaxDecodeTokens, kNewTokens - done[s]);
                requests.push_back({&sessions[s], std::span(cases[s].continuation).subspan(done[s], count)});
            }
            Logits logits;
            const Status status = m_engine->decode(requests, logits);
            ASSERT_TRUE(status) << status.error().message;
            std::int64_t row = 0;
            for (std::size_t r = 0; r < requests.size(); ++r) {
                for (std::size_t i = 0; i < requests[r].tokens.size(); ++i)
                    expectSameBits(logits.row(row++), cases[order[r]].expected[done[order[r]]++]);
            }
        }
    }

    void compareAfterRollback(const Case& c, std::size_t rejected) {
        Session session = prefilled(c);
        const std::size_t accepted = 1 + m_generator() % 8;
        decodeAndCompare(session, c, 0, accepted);
        const std::vector<TokenId> wrong = ordinaryTokens(*m_engine, m_generator, rejected);
        Logits logits;
        const DecodeRequest request{&session, wrong};
        ASSERT_TRUE(m_engine->decode(std::span(&request, 1), logits));
        ASSERT_TRUE(m_engine->rollBack(session, static_cast<std::int64_t>(rejected)));
        decodeAndCompare(session, c, accepted, std::min<std::size_t>(kNewTokens - accepted, kMaxDecodeTokens));
    }

    inline static TinyCheckpoint* s_checkpoint = nullptr;
    std::unique_ptr<Engine> m_engine;
    std::mt19937_64 m_generator{kSeed};
};

TEST_P(MInvarianceTest, ChunksOfEverySizeGiveTheBitsOfOneByOne) {
    for (int i = 0; i < 3; ++i) {
        const Case c = makeCase();
        for (std::size_t chunk = 1; chunk <= kMaxDecodeTokens; ++chunk) compareInChunks(c, chunk);
    }
}

TEST_P(MInvarianceTest, AShuffledBatchOfSessionsGivesTheBitsOfEachAlone) {
    for (int trial = 0; trial < 5; ++trial) compareInShuffledBatches(makeCases(kSessions));
}

TEST_P(MInvarianceTest, RollingBackLeavesNoTrace) {
    for (std::size_t rejected = 1; rejected <= kMostRejected; ++rejected) compareAfterRollback(makeCase(), rejected);
}

/// The long form: each of the two hundred prompts in chunks of every size and after every rollback.
bool isLongForm() {
    return std::getenv("MSAO_EVERY_CHUNK") != nullptr;
}

// One thread: with several, a step of so small a model waits for the scheduler of a busy machine.
TEST_P(MInvarianceTest, TwoHundredPromptsGiveTheSameBitsHoweverTheyAreDecoded) {
    m_engine = loadTiny(*s_checkpoint, GetParam(), 1);
    ASSERT_NE(m_engine, nullptr);
    constexpr std::size_t kPrompts = 200;
    const std::size_t chunks = isLongForm() ? std::size_t{kMaxDecodeTokens} : 2;
    const std::size_t rollbacks = isLongForm() ? kMostRejected : 1;
    std::size_t chunk = 0;  // each size comes as often as the others
    std::size_t rejected = 0;
    for (std::size_t done = 0; done < kPrompts && !HasFailure(); done += kSessions) {
        const std::vector<Case> cases = makeCases(kSessions);
        for (const Case& c : cases) {
            for (std::size_t i = 0; i < chunks; ++i) compareInChunks(c, 1 + chunk++ % kMaxDecodeTokens);
            for (std::size_t i = 0; i < rollbacks; ++i) compareAfterRollback(c, 1 + rejected++ % kMostRejected);
        }
        compareInShuffledBatches(cases);
    }
}

std::string weightName(const testing::TestParamInfo<WeightType>& info) {
    switch (info.param) {
        case WeightType::F32:
            return "F32";
        case WeightType::BF16:
            return "BF16";
        case WeightType::Int8:
            return "Int8";
        case WeightType::Int4:
            return "Int4";
    }
    return "";
}

INSTANTIATE_TEST_SUITE_P(AllWeights, MInvarianceTest,
                         testing::Values(WeightType::F32, WeightType::BF16, WeightType::Int8, WeightType::Int4),
                         weightName);

}  // namespace
}  // namespace msao::engine
