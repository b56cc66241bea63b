// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/cuda/backend_laws.h"

#include "engine/base/bfloat16.h"
#include "tests/engine/decode/reference_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <stdexcept>

namespace msao::engine::test {
namespace {

constexpr unsigned kSeed = 20250607;

/// Of the largest logit: activations are float32 beside f32 weights and bf16 beside all others, which are never
/// themselves rounded further here.
double tolerance(WeightType type) {
    return type == WeightType::F32 ? 5e-6 : 3e-2;
}
/// The CPU also quantises activations beside int8 and int4.
double cpuTolerance(WeightType type) {
    return type == WeightType::F32 ? 1e-5 : type == WeightType::BF16 ? 4e-2 : 0.15;
}

template <typename Expected>
double relativeDifference(const std::vector<float>& found, const std::vector<Expected>& expected) {
    double scale = 0;
    double largest = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const double difference = std::abs(double{found[i]} - double{expected[i]});
        if (std::isnan(difference)) return difference;
        scale = std::max(scale, std::abs(double{expected[i]}));
        largest = std::max(largest, difference);
    }
    return largest / scale;
}

/// A model with what is awkward: heads in a group beyond one tile of attention, sizes that divide nothing.
TextConfig awkwardConfig(std::mt19937& random) {
    TextConfig config = randomConfig(random);
    config.headDim = 26;
    config.kvHeadCount = 2;
    config.headCount = 18;
    config.hiddenSize = 70;
    config.intermediateSize = 77;
    config.vocabularySize = 101;
    config.layerCount = 2;
    config.mropeSection = {3, 4, 6};
    return config;
}

/// Keys and values of every layer, as a prefill would leave them.
struct StoredContext {
    std::int64_t slots = 0;
    std::vector<std::vector<float>> keys;
    std::vector<std::vector<float>> values;
};

StoredContext randomContext(const TextConfig& config, std::int64_t slots, std::mt19937& random) {
    std::normal_distribution<float> normal;
    StoredContext context;
    context.slots = slots;
    for (std::int32_t layer = 0; layer < config.layerCount; ++layer) {
        for (auto* part : {&context.keys, &context.values}) {
            std::vector<float>& some = part->emplace_back(static_cast<std::size_t>(slots * config.kvWidth()));
            std::ranges::generate(some, [&] { return normal(random); });
        }
    }
    return context;
}

void store(Decoder& decoder, KvSequence& sequence, const StoredContext& context, const TextConfig& config) {
    if (!sequence.extend(context.slots)) throw std::runtime_error("the test's cache is too small");
    for (std::int32_t layer = 0; layer < config.layerCount; ++layer) {
        const auto i = static_cast<std::size_t>(layer);
        decoder.backend().storeKv(layer, sequence, 0, context.slots, {context.keys[i], context.values[i]});
    }
}

Decoder decoderOf(const MakeBackend& make, const TinyModel& model, WeightType type) {
    return {make(model, type), model.config.vocabularySize};
}

}  // namespace

void logitsEqualTheReference(const MakeBackend& make, WeightType type, const LawSizes& sizes) {
    std::mt19937 random(kSeed);
    for (int round = 0; round < sizes.rounds; ++round) {
        const auto model = makeTinyModel(round == 0 ? awkwardConfig(random) : randomConfig(random), type, random);
        const TestPrompt prompt = randomPrompt(model->config, sizes.promptLength, random);
        const auto expected = referenceLogits(*model, type, prompt.tokens, prompt.positions);
        Decoder decoder = decoderOf(make, *model, type);
        KvSequence sequence(decoder.pool());
        EXPECT_LE(relativeDifference(decoder.inChunks(sequence, prompt, 7), expected), tolerance(type))
            << "round " << round;
    }
}

void logitsEqualTheCpuBackend(const MakeBackend& make, WeightType type, const LawSizes& sizes) {
    std::mt19937 random(kSeed + 1);
    for (int round = 0; round < sizes.rounds; ++round) {
        const auto model = makeTinyModel(randomConfig(random), type, random);
        const TestPrompt prompt = randomPrompt(model->config, sizes.promptLength, random);
        Decoder cpu(model->weights, 1, bestCpuLevel());
        KvSequence cpuSequence(cpu.pool());
        const std::vector<float> expected = cpu.inChunks(cpuSequence, prompt, 5);
        Decoder decoder = decoderOf(make, *model, type);
        KvSequence sequence(decoder.pool());
        EXPECT_LE(relativeDifference(decoder.inChunks(sequence, prompt, 16), expected), cpuTolerance(type))
            << "round " << round;
    }
}

void chunksOfAnySizeGiveTheSameBits(const MakeBackend& make, WeightType type, const LawSizes& sizes) {
    std::mt19937 random(kSeed + 2);
    const auto model = makeTinyModel(awkwardConfig(random), type, random);
    const TestPrompt prompt = randomPrompt(model->config, sizes.promptLength, random);
    const StoredContext context = randomContext(model->config, sizes.storedContext, random);
    Decoder decoder = decoderOf(make, *model, type);
    std::vector<float> expected;
    for (const std::size_t chunk : {1u, 2u, 3u, 4u, 5u, 8u, 11u, 16u}) {
        KvSequence sequence(decoder.pool());
        store(decoder, sequence, context, model->config);
        const std::vector<float> found = decoder.inChunks(sequence, prompt, chunk);
        if (chunk == 1) expected = found;
        EXPECT_EQ(found, expected) << "chunks of " << chunk;
    }
}

void aStepOfManyRowsTakesSeveralPasses(const MakeBackend& make, WeightType type) {
    std::mt19937 random(kSeed + 7);
    const auto model = makeTinyModel(randomConfig(random), type, random);
    const auto vocabulary = static_cast<std::ptrdiff_t>(model->config.vocabularySize);
    constexpr int kRows = 75;
    const TestPrompt prompt = randomPrompt(model->config, kRows, random);
    Decoder decoder = decoderOf(make, *model, type);
    KvSequence inOrder(decoder.pool());
    const std::vector<float> expected = decoder.inChunks(inOrder, prompt, 16);
    KvSequence sequence(decoder.pool());
    ASSERT_TRUE(sequence.extend(kRows));
    std::vector<DecodeRow> rows;  // the last slot first
    for (int slot = kRows - 1; slot >= 0; --slot) {
        const auto i = static_cast<std::size_t>(slot);
        rows.push_back({prompt.tokens[i], prompt.positions[i], &sequence, slot});
    }
    const std::vector<float> found = decoder.step(rows);
    for (int i = 0; i < kRows; ++i) {
        const auto begin = found.begin() + i * vocabulary;
        EXPECT_TRUE(std::equal(begin, begin + vocabulary, expected.begin() + (kRows - 1 - i) * vocabulary))
            << "row " << i;
    }
}

void shuffledSessionsGiveTheSameBits(const MakeBackend& make, WeightType type, const LawSizes& sizes) {
    std::mt19937 random(kSeed + 3);
    const auto model = makeTinyModel(randomConfig(random), type, random);
    const auto vocabulary = static_cast<std::size_t>(model->config.vocabularySize);
    Decoder decoder = decoderOf(make, *model, type);
    constexpr std::size_t kSessions = 8;
    std::deque<KvSequence> together;
    std::vector<TestPrompt> prompts;
    std::vector<DecodeRow> rows;
    std::vector<std::vector<float>> expected;  // by row, until both are shuffled alike
    for (std::size_t s = 0; s < kSessions; ++s) {
        const int known = static_cast<int>(s) * sizes.promptLength / 8 + 1;
        const std::size_t count = 1 + s % 3;
        prompts.push_back(randomPrompt(model->config, known + static_cast<int>(count), random));
        KvSequence alone(decoder.pool());
        std::vector<float> logits;
        for (std::size_t i = 0; i < prompts[s].tokens.size(); ++i) {
            logits = decoder.append(alone, prompts[s], i, 1);
            if (i >= static_cast<std::size_t>(known)) expected.push_back(logits);
        }
        KvSequence& sequence = together.emplace_back(decoder.pool());
        for (std::size_t i = 0; i < static_cast<std::size_t>(known); ++i) decoder.append(sequence, prompts[s], i, 1);
        ASSERT_TRUE(sequence.extend(static_cast<std::int64_t>(count)));
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t slot = static_cast<std::size_t>(known) + i;
            rows.push_back(
                {prompts[s].tokens[slot], prompts[s].positions[slot], &sequence, static_cast<std::int64_t>(slot)});
        }
    }
    std::vector<std::size_t> order(rows.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::shuffle(order, random);
    std::vector<DecodeRow> shuffled;
    for (const std::size_t i : order) shuffled.push_back(rows[i]);
    const std::vector<float> found = decoder.step(shuffled);
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto begin = found.begin() + static_cast<std::ptrdiff_t>(i * vocabulary);
        EXPECT_TRUE(std::equal(expected[order[i]].begin(), expected[order[i]].end(), begin)) << "row " << i;
    }
}

void rollbackLeavesNoTrace(const MakeBackend& make, WeightType type, const LawSizes& sizes) {
    std::mt19937 random(kSeed + 4);
    const auto model = makeTinyModel(randomConfig(random), type, random);
    const TestPrompt prompt = randomPrompt(model->config, sizes.promptLength, random);
    const TestPrompt wrong = randomPrompt(model->config, 15, random);
    Decoder decoder = decoderOf(make, *model, type);
    KvSequence straight(decoder.pool());
    const std::vector<float> expected = decoder.inChunks(straight, prompt, 4);
    KvSequence sequence(decoder.pool());
    std::vector<float> found;
    for (std::size_t i = 0; i < prompt.tokens.size(); i += 4) {
        const std::int64_t length = sequence.length();
        decoder.append(sequence, wrong, 0, 1 + random() % 15);
        sequence.truncate(length);
        const std::vector<float> logits =
            decoder.append(sequence, prompt, i, std::min<std::size_t>(4, prompt.tokens.size() - i));
        found.insert(found.end(), logits.begin(), logits.end());
    }
    EXPECT_EQ(found, expected);
}

void storedKeysAndValuesComeBack(const MakeBackend& make, WeightType type) {
    std::mt19937 random(kSeed + 5);
    const auto model = makeTinyModel(awkwardConfig(random), type, random);
    Decoder decoder = decoderOf(make, *model, type);
    KvSequence sequence(decoder.pool());
    constexpr std::int64_t kSlots = 37;
    ASSERT_TRUE(sequence.extend(kSlots));
    const auto count = static_cast<std::size_t>(kSlots * model->config.kvWidth());
    std::normal_distribution<float> normal;
    std::vector<float> keys(count);
    std::vector<float> values(count);
    for (std::size_t i = 0; i < count; ++i) {
        keys[i] = bfloat16ToFloat(floatToBfloat16(normal(random)));
        values[i] = bfloat16ToFloat(floatToBfloat16(normal(random)));
    }
    const auto width = static_cast<std::size_t>(model->config.kvWidth());
    const std::size_t split = 5 * width;  // in two parts, the second from the middle of a page on
    decoder.backend().storeKv(1, sequence, 0, 5, {std::span(keys).first(split), std::span(values).first(split)});
    decoder.backend().storeKv(1, sequence, 5, kSlots - 5,
                              {std::span(keys).subspan(split), std::span(values).subspan(split)});
    std::vector<float> foundKeys(count);
    std::vector<float> foundValues(count);
    decoder.backend().loadKv(1, sequence, kSlots, foundKeys, foundValues);
    EXPECT_EQ(foundKeys, keys);
    EXPECT_EQ(foundValues, values);
}

void wrongRowsAreRefused(const MakeBackend& make, WeightType type) {
    std::mt19937 random(kSeed + 6);
    const auto model = makeTinyModel(randomConfig(random), type, random);
    Decoder decoder = decoderOf(make, *model, type);
    KvSequence sequence(decoder.pool());
    ASSERT_TRUE(sequence.extend(1));
    std::vector<float> logits(static_cast<std::size_t>(model->config.vocabularySize));
    const DecodeRow good{TokenId{0}, {0, 0, 0}, &sequence, 0};
    DecodeRow unknownToken = good;
    unknownToken.token = TokenId{model->config.vocabularySize};
    DecodeRow unknownSlot = good;
    unknownSlot.slot = 1;
    EXPECT_FALSE(decoder.backend().step({&unknownToken, 1}, logits));
    EXPECT_FALSE(decoder.backend().step({&unknownSlot, 1}, logits));
    EXPECT_FALSE(decoder.backend().step({&good, 1}, std::span(logits).first(logits.size() - 1)));
    EXPECT_TRUE(decoder.backend().step({&good, 1}, logits));
}

}  // namespace msao::engine::test
