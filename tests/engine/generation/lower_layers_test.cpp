// SPDX-License-Identifier: Apache-2.0
// An edge in mode perllm has the first layers of a model alone: they compute what they compute in the whole model.
#include "tests/engine/generation/tiny_checkpoint.h"

#include <gmock/gmock.h>

namespace msao::engine {
namespace {

using ::testing::HasSubstr;

constexpr std::uint64_t kSeed = 20261122;

class LowerLayersTest : public testing::TestWithParam<WeightType> {
protected:
    std::unique_ptr<Engine> load(std::int32_t lowerLayers) {
        LoadOptions options;
        options.weights = GetParam();
        options.threads = 2;
        options.kvCacheBytes = std::size_t{8} << 20;
        options.lowerLayers = lowerLayers;
        auto engine = Engine::load(m_checkpoint.folder(), options);
        if (!engine) throw std::runtime_error(engine.error().message);
        return *std::move(engine);
    }

    Prompt randomPrompt(const Engine& engine) {
        std::mt19937_64 random(kSeed);
        auto prompt = buildPrompt(ordinaryTokens(engine, random, 20), {}, {}, engine.config());
        if (!prompt) throw std::runtime_error(prompt.error().message);
        return *std::move(prompt);
    }

    TinyCheckpoint m_checkpoint{kSeed};
};

TEST_P(LowerLayersTest, ComputeWhatTheyComputeInTheWholeModel) {
    const auto whole = load(0);
    const Prompt prompt = randomPrompt(*whole);
    for (const std::int32_t cut : {1, 2}) {
        const auto lower = load(cut);
        EXPECT_EQ(lower->loadedLayers(), cut);
        EXPECT_LT(lower->bytesPerStep(), whole->bytesPerStep());
        EXPECT_GT(lower->kvUsage().pages, whole->kvUsage().pages);
        Session below = lower->newSession(), inWhole = whole->newSession();
        const auto states = lower->prefillLower(below, prompt, cut);
        const auto expected = whole->prefillLower(inWhole, prompt, cut);
        ASSERT_TRUE(states && expected);
        EXPECT_EQ(*states, *expected);
        for (const TokenId token : {TokenId{5}, TokenId{9}, TokenId{5}}) {
            const auto state = lower->decodeLower(below, token, cut);
            const auto wanted = whole->decodeLower(inWhole, token, cut);
            ASSERT_TRUE(state && wanted);
            EXPECT_EQ(*state, *wanted);
        }
    }
}

TEST_P(LowerLayersTest, DoNothingElse) {
    const auto lower = load(1);
    const Prompt prompt = randomPrompt(*lower);
    Session session = lower->newSession();
    const auto answer = lower->prefill(session, prompt);
    ASSERT_FALSE(answer);
    EXPECT_THAT(answer.error().message, HasSubstr("only the first 1 of 3 layers are loaded"));
    const auto deeper = lower->prefillLower(session, prompt, 2);
    ASSERT_FALSE(deeper);
    EXPECT_THAT(deeper.error().message, HasSubstr("cut behind layer 2, and only the first 1 are loaded"));
    EXPECT_FALSE(lower->beginReading(session, prompt));
    const std::vector<TokenId> token = {TokenId{5}};
    const DecodeRequest request{&session, token};
    Logits logits;
    EXPECT_FALSE(lower->decode(std::span(&request, 1), logits));
    EXPECT_EQ(session.length(), 0);
    EXPECT_THROW(load(3), std::runtime_error);
    EXPECT_THROW(load(-1), std::runtime_error);
}

INSTANTIATE_TEST_SUITE_P(Types, LowerLayersTest,
                         testing::Values(WeightType::F32, WeightType::BF16, WeightType::Int8, WeightType::Int4),
                         [](const auto& instance) {
                             switch (instance.param) {
                                 case WeightType::F32:
                                     return "f32";
                                 case WeightType::BF16:
                                     return "bf16";
                                 case WeightType::Int8:
                                     return "int8";
                                 case WeightType::Int4:
                                     return "int4";
                             }
                             return "";
                         });

}  // namespace
}  // namespace msao::engine
