// SPDX-License-Identifier: Apache-2.0
// A prompt read in steps, with other sessions decoding in between: bitwise the prompt read in one call.
#include "tests/engine/generation/tiny_checkpoint.h"

namespace msao::engine {
namespace {

class PromptReadingTest : public testing::TestWithParam<WeightType> {
protected:
    static void SetUpTestSuite() { s_checkpoint = new TinyCheckpoint(5, ModelFamily::Qwen2_5VL); }
    static void TearDownTestSuite() {
        delete s_checkpoint;
        s_checkpoint = nullptr;
    }
    void SetUp() override {
        m_engine = loadTiny(*s_checkpoint, GetParam());
        ASSERT_NE(m_engine, nullptr);
    }

    Prompt textPrompt(std::size_t count) {
        auto prompt = buildPrompt(ordinaryTokens(*m_engine, m_dice, count), {}, {}, m_engine->config());
        EXPECT_TRUE(prompt);
        return std::move(*prompt);
    }
    /// Words, two pictures of which one is pruned, and more words.
    Prompt promptWithPictures(std::size_t words) {
        const ModelConfig& config = m_engine->config();
        std::vector<TokenId> tokens = ordinaryTokens(*m_engine, m_dice, words);
        const std::vector<TokenId> pads{config.special.visionStart, config.special.imagePad, config.special.visionEnd};
        std::vector<VisualInput> pictures;
        for (const PatchGrid grid : {PatchGrid{1, 12, 16}, PatchGrid{1, 8, 8}}) {
            tokens.insert(tokens.begin() + 3, pads.begin(), pads.end());
            VisualInput& picture = pictures.emplace_back();
            picture.grid = grid;
            picture.patches.resize(static_cast<std::size_t>(grid.patches() * config.vision.patchValues()));
            std::normal_distribution<float> values;
            for (float& value : picture.patches) value = values(m_dice);
        }
        KeptTokens kept(48, true);
        for (std::size_t i = 0; i < kept.size(); i += 3) kept[i] = false;
        auto prompt = buildPrompt(tokens, std::move(pictures), {kept, {}}, config);
        EXPECT_TRUE(prompt) << prompt.error().message;
        return std::move(*prompt);
    }

    /// A neighbour that decodes one token at each call.
    class Neighbour {
    public:
        Neighbour(Engine& engine, const Prompt& prompt) : m_engine(engine), m_session(engine.newSession()) {
            EXPECT_TRUE(engine.prefill(m_session, prompt));
        }
        void decode() {
            const TokenId token{m_next++};
            const DecodeRequest request{&m_session, {&token, 1}};
            Logits logits;
            ASSERT_TRUE(m_engine.decode({&request, 1}, logits));
            m_sum.insert(m_sum.end(), logits.values.begin(), logits.values.begin() + 8);
        }
        const std::vector<float>& seen() const { return m_sum; }

    private:
        Engine& m_engine;
        Session m_session;
        std::int32_t m_next = 1;
        std::vector<float> m_sum;
    };

    /// Reads in steps; the neighbour, if there is one, decodes in between. The steps are counted.
    Logits readInSteps(Session& session, const Prompt& prompt, Neighbour* neighbour = nullptr) {
        auto reading = m_engine->beginReading(session, prompt);
        EXPECT_TRUE(reading);
        for (m_steps = 1;; ++m_steps) {
            auto logits = m_engine->readOn(session, *reading);
            EXPECT_TRUE(logits);
            if (!logits) return {};
            if (*logits) return std::move(**logits);
            if (neighbour != nullptr) neighbour->decode();
        }
    }

    inline static TinyCheckpoint* s_checkpoint = nullptr;
    std::unique_ptr<Engine> m_engine;
    std::mt19937_64 m_dice{20261121};
    int m_steps = 0;
};

TEST_P(PromptReadingTest, HasTheBitsOfPrefillWhateverRunsInBetween) {
    const Prompt before = textPrompt(20);
    for (const Prompt& prompt : {textPrompt(2500), promptWithPictures(40), promptWithPictures(1100)}) {
        Session whole = m_engine->newSession();
        const auto expected = m_engine->prefill(whole, prompt);
        ASSERT_TRUE(expected);
        Neighbour neighbour(*m_engine, before);
        Session stepped = m_engine->newSession();
        const Logits found = readInSteps(stepped, prompt, &neighbour);
        EXPECT_EQ(found.values, expected->values);
        EXPECT_EQ(stepped.length(), whole.length());
        EXPECT_EQ(stepped.nextPosition(), whole.nextPosition());
        EXPECT_GT(m_steps, m_engine->config().text.layerCount);

        // And so have the tokens behind it, and the neighbour's.
        Neighbour alone(*m_engine, before);
        for (int step = 1; step < m_steps; ++step) alone.decode();
        EXPECT_EQ(neighbour.seen(), alone.seen());
        const TokenId next{7};
        const DecodeRequest requests[] = {{&whole, {&next, 1}}, {&stepped, {&next, 1}}};
        Logits logits;
        ASSERT_TRUE(m_engine->decode(requests, logits));
        EXPECT_TRUE(std::ranges::equal(logits.row(0), logits.row(1)));
    }
}

TEST_P(PromptReadingTest, ASessionTakesNothingElseMeanwhile) {
    Session session = m_engine->newSession();
    const Prompt prompt = textPrompt(10);
    auto reading = m_engine->beginReading(session, prompt);
    ASSERT_TRUE(reading);
    const TokenId token{1};
    const DecodeRequest request{&session, {&token, 1}};
    Logits logits;
    EXPECT_EQ(m_engine->decode({&request, 1}, logits).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(m_engine->rollBack(session, 0).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(m_engine->prefill(session, prompt).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(m_engine->beginReading(session, prompt).error().code, ErrorCode::InvalidArgument);
    for (bool isDone = false; !isDone;) {
        const auto step = m_engine->readOn(session, *reading);
        ASSERT_TRUE(step);
        isDone = step->has_value();
    }
    EXPECT_TRUE(m_engine->decode({&request, 1}, logits));
}

TEST_P(PromptReadingTest, WhatIsGivenUpLeavesNoPages) {
    const std::int64_t before = m_engine->kvUsage().pagesInUse;
    {
        Session session = m_engine->newSession();
        auto reading = m_engine->beginReading(session, textPrompt(300));
        ASSERT_TRUE(reading);
        ASSERT_TRUE(m_engine->readOn(session, *reading));
        EXPECT_GT(m_engine->kvUsage().pagesInUse, before);
    }
    EXPECT_EQ(m_engine->kvUsage().pagesInUse, before);
}

INSTANTIATE_TEST_SUITE_P(Weights, PromptReadingTest,
                         testing::Values(WeightType::F32, WeightType::BF16, WeightType::Int8), [](const auto& tested) {
                             switch (tested.param) {
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
                         });

}  // namespace
}  // namespace msao::engine
