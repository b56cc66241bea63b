// SPDX-License-Identifier: Apache-2.0
// Bitwise: however tokens are split into steps, whoever shares a step, and however many threads there are.
#include "tests/engine/decode/decoding.h"
#include "tests/engine/decode/tiny_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <numeric>

namespace msao::engine::test {
namespace {

constexpr std::size_t kLength = 40;

class InvarianceTest : public ::testing::TestWithParam<WeightType> {
protected:
    /// `operation(model, level)` for some random models on every level of this machine.
    template <typename Operation>
    void onRandomModels(unsigned seed, int models, Operation operation) {
        std::mt19937 random(seed);
        for (int i = 0; i < models; ++i) {
            const auto model = makeTinyModel(randomConfig(random), GetParam(), random);
            for (const CpuLevel level : levels()) operation(*model, level, random);
        }
    }
};

std::vector<float> oneByOne(const TinyModel& model, CpuLevel level, const TestPrompt& prompt, int threads = 2) {
    Decoder decoder(model.weights, threads, level);
    KvSequence sequence(decoder.pool());
    return decoder.inChunks(sequence, prompt, 1);
}

TEST_P(InvarianceTest, ChunksOfEverySizeGiveTheSameBits) {
    onRandomModels(11, 4, [](const TinyModel& model, CpuLevel level, std::mt19937& random) {
        const TestPrompt prompt = randomPrompt(model.config, kLength, random);
        const std::vector<float> expected = oneByOne(model, level, prompt);
        Decoder decoder(model.weights, 2, level);
        for (std::size_t chunk = 2; chunk <= 16; ++chunk) {
            KvSequence sequence(decoder.pool());
            EXPECT_EQ(decoder.inChunks(sequence, prompt, chunk), expected) << cpuLevelName(level) << " " << chunk;
        }
    });
}

TEST_P(InvarianceTest, AShuffledBatchOfEightSessionsGivesTheSameBits) {
    onRandomModels(12, 3, [](const TinyModel& model, CpuLevel level, std::mt19937& random) {
        const auto vocabulary = static_cast<std::size_t>(model.config.vocabularySize);
        Decoder decoder(model.weights, 2, level);
        std::vector<TestPrompt> prompts;
        std::vector<std::vector<float>> expected;
        std::vector<std::unique_ptr<KvSequence>> sequences;
        for (int i = 0; i < 8; ++i) {
            prompts.push_back(randomPrompt(model.config, kLength, random));
            expected.push_back(oneByOne(model, level, prompts.back()));
            sequences.push_back(std::make_unique<KvSequence>(decoder.pool()));
        }
        for (bool isLeft = true; isLeft;) {
            // Each session brings 0...5 tokens; the rows of all of them are shuffled.
            std::vector<DecodeRow> rows;
            std::vector<std::pair<std::size_t, std::size_t>> origins;
            isLeft = false;
            for (std::size_t i = 0; i < prompts.size(); ++i) {
                const auto first = static_cast<std::size_t>(sequences[i]->length());
                const std::size_t count = std::min<std::size_t>(kLength - first, random() % 6);
                ASSERT_TRUE(sequences[i]->extend(static_cast<std::int64_t>(count)));
                for (std::size_t t = first; t < first + count; ++t) origins.emplace_back(i, t);
                isLeft = isLeft || first + count < kLength;
            }
            std::shuffle(origins.begin(), origins.end(), random);
            for (const auto& [i, t] : origins) {
                rows.push_back(
                    {prompts[i].tokens[t], prompts[i].positions[t], sequences[i].get(), static_cast<std::int64_t>(t)});
            }
            const std::vector<float> logits = decoder.step(rows);
            for (std::size_t row = 0; row < rows.size(); ++row) {
                const auto& [i, t] = origins[row];
                EXPECT_TRUE(std::equal(logits.begin() + static_cast<std::ptrdiff_t>(row * vocabulary),
                                       logits.begin() + static_cast<std::ptrdiff_t>((row + 1) * vocabulary),
                                       expected[i].begin() + static_cast<std::ptrdiff_t>(t * vocabulary)))
                    << cpuLevelName(level) << ", session " << i << ", token " << t;
            }
        }
    });
}

TEST_P(InvarianceTest, ARollbackLeavesNoTrace) {
    onRandomModels(13, 4, [](const TinyModel& model, CpuLevel level, std::mt19937& random) {
        const TestPrompt prompt = randomPrompt(model.config, kLength, random);
        const TestPrompt rejected = randomPrompt(model.config, 15, random);
        const std::vector<float> expected = oneByOne(model, level, prompt);
        Decoder decoder(model.weights, 2, level);
        KvSequence sequence(decoder.pool());
        std::vector<float> found;
        std::size_t first = 0;
        for (std::size_t back = 1; back <= 15; ++back) {
            decoder.append(sequence, rejected, 0, back);
            sequence.truncate(static_cast<std::int64_t>(first));
            const std::size_t count = std::min<std::size_t>(3, kLength - first);
            const std::vector<float> logits = decoder.append(sequence, prompt, first, count);
            found.insert(found.end(), logits.begin(), logits.end());
            first += count;
        }
        EXPECT_EQ(found, expected) << cpuLevelName(level);
    });
}

TEST_P(InvarianceTest, TheNumberOfThreadsDoesNotShow) {
    onRandomModels(14, 3, [](const TinyModel& model, CpuLevel level, std::mt19937& random) {
        const TestPrompt prompt = randomPrompt(model.config, kLength, random);
        const std::vector<float> expected = oneByOne(model, level, prompt, 1);
        EXPECT_EQ(oneByOne(model, level, prompt, 2), expected) << cpuLevelName(level);
        EXPECT_EQ(oneByOne(model, level, prompt, 3), expected) << cpuLevelName(level);
    });
}

TEST_P(InvarianceTest, StoredKeysAndValuesComeBackAndContinueTheSequence) {
    onRandomModels(15, 3, [](const TinyModel& model, CpuLevel level, std::mt19937& random) {
        const TestPrompt prompt = randomPrompt(model.config, kLength, random);
        const std::vector<float> expected = oneByOne(model, level, prompt);
        Decoder decoder(model.weights, 2, level);
        KvSequence original(decoder.pool());
        decoder.append(original, prompt, 0, 20);
        KvSequence copy(decoder.pool());
        ASSERT_TRUE(copy.extend(20));
        const auto size = static_cast<std::size_t>(20 * model.config.kvWidth());
        for (std::int32_t layer = 0; layer < model.config.layerCount; ++layer) {
            std::vector<float> keys(size);
            std::vector<float> values(size);
            decoder.backend().loadKv(layer, original, 20, keys, values);
            decoder.backend().storeKv(layer, copy, 0, 20, {keys, values});
        }
        const std::vector<float> found = decoder.append(copy, prompt, 20, 20);
        EXPECT_TRUE(std::equal(found.begin(), found.end(), expected.end() - static_cast<std::ptrdiff_t>(found.size())));
    });
}

TEST_P(InvarianceTest, AModelCutAtAnyLayerGivesTheSameBits) {
    onRandomModels(16, 2, [](const TinyModel& model, CpuLevel level, std::mt19937& random) {
        const TestPrompt prompt = randomPrompt(model.config, kLength, random);
        const std::vector<float> expected = oneByOne(model, level, prompt);
        const std::int32_t layers = model.config.layerCount;
        const auto vocabulary = static_cast<std::size_t>(model.config.vocabularySize);
        Decoder lower(model.weights, 2, level);
        Decoder upper(model.weights, 1, level);  // each half where it will
        for (std::int32_t cut = 1; cut <= layers; ++cut) {
            KvSequence below(lower.pool());
            KvSequence above(upper.pool());
            std::vector<float> found;
            for (std::size_t t = 0; t < kLength; ++t) {
                ASSERT_TRUE(below.extend(1) && above.extend(1));
                const DecodeRow first{prompt.tokens[t], prompt.positions[t], &below, static_cast<std::int64_t>(t)};
                const DecodeRow second{TokenId{0}, prompt.positions[t], &above, static_cast<std::int64_t>(t)};
                std::vector<float> residual(static_cast<std::size_t>(model.config.hiddenSize));
                std::vector<float> logits(cut == layers ? vocabulary : 0);
                ASSERT_TRUE(lower.backend().stepLayers({&first, 1}, {0, cut}, residual, logits));
                if (cut < layers) {
                    logits.resize(vocabulary);
                    ASSERT_TRUE(upper.backend().stepLayers({&second, 1}, {cut, layers}, residual, logits));
                }
                found.insert(found.end(), logits.begin(), logits.end());
            }
            EXPECT_EQ(found, expected) << cpuLevelName(level) << ", behind layer " << cut;
        }
    });
}

TEST_P(InvarianceTest, LayersThatAreNotThereAreRefused) {
    onRandomModels(17, 1, [](const TinyModel& model, CpuLevel level, std::mt19937& random) {
        const TestPrompt prompt = randomPrompt(model.config, 1, random);
        Decoder decoder(model.weights, 1, level);
        KvSequence sequence(decoder.pool());
        ASSERT_TRUE(sequence.extend(1));
        const DecodeRow row{prompt.tokens[0], prompt.positions[0], &sequence, 0};
        std::vector<float> residual(static_cast<std::size_t>(model.config.hiddenSize));
        const std::int32_t layers = model.config.layerCount;
        EXPECT_FALSE(decoder.backend().stepLayers({&row, 1}, {-1, 1}, residual, {}));
        EXPECT_FALSE(decoder.backend().stepLayers({&row, 1}, {1, 0}, residual, {}));
        EXPECT_FALSE(decoder.backend().stepLayers({&row, 1}, {0, layers + 1}, residual, {}));
        EXPECT_FALSE(decoder.backend().stepLayers({&row, 1}, {0, layers}, residual, {}));  // without its logits
        residual.pop_back();
        EXPECT_FALSE(decoder.backend().stepLayers({&row, 1}, {0, 1}, residual, {}));
    });
}

INSTANTIATE_TEST_SUITE_P(AllTypes, InvarianceTest,
                         ::testing::Values(WeightType::F32, WeightType::BF16, WeightType::Int8, WeightType::Int4),
                         [](const auto& type) { return typeName(type.param); });

}  // namespace
}  // namespace msao::engine::test
