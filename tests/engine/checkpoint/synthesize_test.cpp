// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/synthesize.h"

#include "engine/checkpoint/agreement.h"
#include "engine/checkpoint/model_presets.h"
#include "engine/checkpoint/random_values.h"
#include "engine/checkpoint/synthetic_tokenizer.h"
#include "engine/checkpoint/tensor_values.h"
#include "tests/engine/checkpoint/checkpoint_files.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace msao::engine {
namespace {

using namespace testing_files;

TEST(RandomValuesTest, AnyRangeHoldsTheSameNumbers) {
    const RandomValues random(7, "a");
    std::vector<float> whole(101);
    random.fill(0, whole, 2.0f, 1.0f);
    for (const std::int64_t first : {1, 2, 50}) {
        std::vector<float> part(static_cast<std::size_t>(101 - first));
        random.fill(first, part, 2.0f, 1.0f);
        EXPECT_TRUE(std::equal(part.begin(), part.end(), whole.begin() + first));
    }
    std::vector<float> other(101);
    RandomValues(7, "b").fill(0, other, 2.0f, 1.0f);
    EXPECT_NE(other, whole);
}

TEST(RandomValuesTest, AreNearlyNormal) {
    std::vector<float> numbers(200'000);
    RandomValues(7, "moments").fill(0, numbers, 1.0f);
    const double mean = std::accumulate(numbers.begin(), numbers.end(), 0.0) / static_cast<double>(numbers.size());
    const double variance =
        std::inner_product(numbers.begin(), numbers.end(), numbers.begin(), 0.0) / static_cast<double>(numbers.size());
    EXPECT_NEAR(mean, 0, 0.01);
    EXPECT_NEAR(variance, 1, 0.02);
}

TEST(SynthesizeTest, TheSameSeedGivesTheSameBytesWhateverTheThreads) {
    TemporaryFolder folder;
    const ModelConfig model = validConfig(ModelFamily::Qwen2_5VL);
    ASSERT_TRUE(synthesizeCheckpoint(model, folder.path() / "a", {.seed = 9, .threads = 1, .progress = {}}));
    ASSERT_TRUE(synthesizeCheckpoint(model, folder.path() / "b", {.seed = 9, .threads = 4, .progress = {}}));
    ASSERT_TRUE(synthesizeCheckpoint(model, folder.path() / "c", {.seed = 10, .threads = 4, .progress = {}}));
    EXPECT_EQ(readText(folder.path() / "a/model.safetensors"), readText(folder.path() / "b/model.safetensors"));
    EXPECT_NE(readText(folder.path() / "a/model.safetensors"), readText(folder.path() / "c/model.safetensors"));
}

TEST(SynthesizeTest, ShardsHoldTheSameTensors) {
    TemporaryFolder folder;
    const ModelConfig model = validConfig(ModelFamily::Qwen2VL);
    ASSERT_TRUE(synthesizeCheckpoint(model, folder.path() / "one", {.seed = 9, .isFloat32 = true, .progress = {}}));
    ASSERT_TRUE(synthesizeCheckpoint(model, folder.path() / "four",
                                     {.seed = 9, .isFloat32 = true, .shards = 4, .progress = {}}));
    const auto one = Checkpoint::open(folder.path() / "one");
    const auto four = Checkpoint::open(folder.path() / "four");
    ASSERT_TRUE(one && four);
    ASSERT_EQ(one->names(), four->names());
    for (const std::string& name : one->names())
        EXPECT_EQ(*toFloat(*one->find(name)), *toFloat(*four->find(name))) << name;
}

TEST(SynthesizeTest, RefusesShapesThatNoTokenizerFits) {
    TemporaryFolder folder;
    ModelConfig model = validConfig(ModelFamily::Qwen2VL);
    model.special.visionStart = TokenId{20};
    const Status status = synthesizeCheckpoint(model, folder.path() / "a", {});
    ASSERT_FALSE(status);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(SyntheticTokenizerTest, GivesEveryIdBelowTheEndExactlyOnce) {
    for (const ModelConfig& model : {qwen2VL2B(), tinyModel(ModelFamily::Qwen2_5VL)}) {
        const auto json = nlohmann::json::parse(syntheticTokenizerJson(model));
        std::vector<int> seen(static_cast<std::size_t>(model.text.vocabularySize));
        for (const auto& [token, id] : json["model"]["vocab"].items()) ++seen[id.get<std::size_t>()];
        for (const auto& token : json["added_tokens"]) ++seen[token["id"].get<std::size_t>()];
        const auto end = static_cast<std::size_t>(firstSpecialToken(model)) + specialTokenNames(model).size();
        EXPECT_EQ(std::count(seen.begin(), seen.begin() + static_cast<std::ptrdiff_t>(end), 1),
                  static_cast<std::ptrdiff_t>(end));
        EXPECT_EQ(std::count(seen.begin() + static_cast<std::ptrdiff_t>(end), seen.end(), 0),
                  static_cast<std::ptrdiff_t>(seen.size() - end));
    }
}

TEST(AgreementTest, TablesDifferInTheShareAskedForAndStayPermutations) {
    constexpr std::int32_t kTokens = 1000;
    for (const double agreement : {0.0, 0.5, 0.8, 1.0}) {
        const SuccessorTable draft = successorTable(3, kTokens, agreement, PairRole::Draft);
        const SuccessorTable target = successorTable(3, kTokens, agreement, PairRole::Target);
        int same = 0;
        for (std::size_t i = 0; i < kTokens; ++i) same += draft.predecessor[i] == target.predecessor[i] ? 1 : 0;
        EXPECT_EQ(same, std::lround(agreement * kTokens));
        std::vector<std::int32_t> sorted = draft.predecessor;
        std::sort(sorted.begin(), sorted.end());
        for (std::int32_t i = 0; i < kTokens; ++i) EXPECT_EQ(sorted[static_cast<std::size_t>(i)], i);
    }
}

TEST(AgreementTest, TheTargetRunsThroughAllTokensBeforeItRepeats) {
    const SuccessorTable target = successorTable(3, 1000, 0.8, PairRole::Target);
    std::int32_t token = 0;
    int steps = 0;
    do {
        token = target.predecessor[static_cast<std::size_t>(token)];
        ++steps;
    } while (token != 0);
    EXPECT_EQ(steps, 1000);
}

}  // namespace
}  // namespace msao::engine
