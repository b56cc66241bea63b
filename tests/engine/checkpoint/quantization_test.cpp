// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/quantization.h"

#include "engine/base/bfloat16.h"
#include "engine/checkpoint/quantize_checkpoint.h"
#include "engine/checkpoint/random_values.h"
#include "engine/checkpoint/tensor_values.h"
#include "msao/engine/weight_types.h"
#include "tests/engine/checkpoint/checkpoint_files.h"
#include "tests/engine/checkpoint/refusal.h"

#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <utility>

namespace msao::engine {
namespace {

using namespace testing_files;

struct Shape {
    QuantizationConfig config;
    std::int64_t rows;
    std::int64_t cols;
};

std::vector<float> randomWeights(std::int64_t count) {
    std::vector<float> weights(static_cast<std::size_t>(count));
    RandomValues(3, "weights").fill(0, weights, 0.02f);
    return weights;
}

double relativeError(const std::vector<float>& original, const std::vector<float>& restored) {
    double difference = 0;
    double total = 0;
    for (std::size_t i = 0; i < original.size(); ++i) {
        difference += std::pow(original[i] - restored[i], 2);
        total += std::pow(original[i], 2);
    }
    return std::sqrt(difference / total);
}

TEST(QuantizationTest, RestoresWeightsWithinHalfAStepOfInt8) {
    for (const Shape& shape : {Shape{{8, 128}, 5, 300}, Shape{{8, 64}, 3, 64}, Shape{{8, 2}, 2, 7}}) {
        const std::vector<float> weights = randomWeights(shape.rows * shape.cols);
        QuantizedRows rows = makeQuantizedRows(shape.config, shape.rows, shape.cols);
        quantizeRows(std::span<const float>(weights), 0, shape.rows, rows);
        std::vector<float> restored(weights.size());
        dequantizeRows(viewOf(rows), 0, shape.rows, restored);
        const std::int64_t groups = groupsPerRow(shape.config, shape.cols);
        for (std::int64_t i = 0; i < shape.rows * shape.cols; ++i) {
            const std::int64_t group = i / shape.cols * groups + i % shape.cols / shape.config.groupSize;
            const float step = rows.scales[static_cast<std::size_t>(group)];
            ASSERT_LE(std::abs(weights[static_cast<std::size_t>(i)] - restored[static_cast<std::size_t>(i)]),
                      step * 0.501f);
        }
        for (const std::uint8_t code : rows.codes) ASSERT_GE(code, 1);
    }
}

TEST(QuantizationTest, KeepsTheErrorOfInt4BelowThatOfPlainRounding) {
    const std::vector<float> weights = randomWeights(64 * 512);
    QuantizedRows rows = makeQuantizedRows({4, 64}, 64, 512);
    quantizeRows(std::span<const float>(weights), 0, 64, rows);
    std::vector<float> restored(weights.size());
    dequantizeRows(viewOf(rows), 0, 64, restored);
    std::vector<float> plain(weights.size());
    for (std::size_t group = 0; group < weights.size(); group += 64) {
        float most = 0;
        for (std::size_t i = group; i < group + 64; ++i) most = std::max(most, std::abs(weights[i]));
        for (std::size_t i = group; i < group + 64; ++i) plain[i] = std::round(weights[i] / (most / 7)) * (most / 7);
    }
    EXPECT_LT(relativeError(weights, restored), 0.93 * relativeError(weights, plain));
}

TEST(QuantizationTest, PacksTheEvenColumnIntoTheLowNibble) {
    const std::vector<float> weights = {-8, 7, 1};
    QuantizedRows rows = makeQuantizedRows({4, 4}, 1, 3);
    quantizeRows(std::span<const float>(weights), 0, 1, rows);
    EXPECT_EQ(rows.codes, (std::vector<std::uint8_t>{0xF0, 0x89}));
    EXPECT_EQ(rows.scales, std::vector<float>{1});
}

TEST(QuantizationTest, UsesANegativeScaleWhereTheLargestWeightIsPositive) {
    const std::vector<float> weights = {8, -7, 1, 0};
    QuantizedRows rows = makeQuantizedRows({4, 4}, 1, 4);
    quantizeRows(std::span<const float>(weights), 0, 1, rows);
    std::vector<float> restored(4);
    dequantizeRows(viewOf(rows), 0, 1, restored);
    EXPECT_EQ(restored, weights);
    EXPECT_EQ(rows.scales, std::vector<float>{-1});
}

TEST(QuantizationTest, ZerosAndTinyNumbersBecomeZero) {
    for (const int bits : {4, 8}) {
        for (const float value : {0.0f, 1e-44f}) {
            const std::vector<float> weights(10, value);
            QuantizedRows rows = makeQuantizedRows({bits, 4}, 1, 10);
            quantizeRows(std::span<const float>(weights), 0, 1, rows);
            std::vector<float> restored(10, 1.0f);
            dequantizeRows(viewOf(rows), 0, 1, restored);
            EXPECT_EQ(restored, std::vector<float>(10, 0.0f)) << bits;
        }
    }
}

TEST(QuantizationTest, RangesOfRowsGiveTheSameAsAllAtOnceAndBf16TheSameAsItsFloats) {
    const std::vector<float> weights = randomWeights(9 * 130);
    std::vector<std::uint16_t> rounded(weights.size());
    std::vector<float> widened(weights.size());
    for (std::size_t i = 0; i < weights.size(); ++i)
        widened[i] = bfloat16ToFloat(rounded[i] = floatToBfloat16(weights[i]));
    for (const int bits : {4, 8}) {
        QuantizedRows whole = makeQuantizedRows({bits, 32}, 9, 130);
        QuantizedRows parts = makeQuantizedRows({bits, 32}, 9, 130);
        quantizeRows(std::span<const float>(widened), 0, 9, whole);
        quantizeRows(std::span<const std::uint16_t>(rounded), 4, 5, parts);
        quantizeRows(std::span<const std::uint16_t>(rounded), 0, 4, parts);
        EXPECT_EQ(whole.codes, parts.codes);
        EXPECT_EQ(whole.scales, parts.scales);
    }
}

TEST(QuantizeCheckpointTest, WritesAFolderThatOpensAndHoldsTheQuantisedMatrices) {
    for (const ModelFamily family : {ModelFamily::Qwen2VL, ModelFamily::Qwen2_5VL}) {
        for (const int bits : {4, 8}) {
            TemporaryFolder folder;
            copyValidCheckpoint(family, folder.path() / "in");
            const QuantizationConfig config{bits, defaultGroupSize(bits)};
            const auto report = quantizeCheckpoint(folder.path() / "in", config, folder.path() / "out", 2, {});
            ASSERT_TRUE(report) << report.error().message;
            EXPECT_EQ(report->matrices, 8);
            EXPECT_LT(report->worstError, bits == 4 ? 0.10 : 0.01);
            EXPECT_GE(report->worstError, report->meanError);
            const auto original = Checkpoint::open(folder.path() / "in");
            const auto quantized = Checkpoint::open(folder.path() / "out");
            ASSERT_TRUE(quantized) << quantized.error().message;
            EXPECT_EQ(quantized->quantization(), config);
            EXPECT_EQ(quantized->config(), original->config());
            const bool isTied = family == ModelFamily::Qwen2VL;
            const auto head = quantizedMatrix(*quantized, "lm_head.weight");
            ASSERT_TRUE(head) << head.error().message;
            const auto expected = *toFloat(*original->find(isTied ? "model.embed_tokens.weight" : "lm_head.weight"));
            QuantizedRows again = makeQuantizedRows(config, head->rows, head->cols);
            quantizeRows(std::span<const float>(expected), 0, head->rows, again);
            EXPECT_TRUE(std::equal(head->codes.begin(), head->codes.end(), again.codes.begin(), again.codes.end()));
            EXPECT_TRUE(std::equal(head->scales.begin(), head->scales.end(), again.scales.begin(), again.scales.end()));
            EXPECT_EQ(readText(folder.path() / "out/tokenizer.json"), readText(folder.path() / "in/tokenizer.json"));
            EXPECT_FALSE(quantizeCheckpoint(folder.path() / "out", config, folder.path() / "again", 1, {}))
                << "must not quantise twice";
        }
    }
}

TEST(QuantizeCheckpointTest, ItsConfigAloneTellsHowAFolderIsStored) {
    TemporaryFolder folder;
    const auto plain = folder.path() / "plain";
    copyValidCheckpoint(ModelFamily::Qwen2VL, plain);
    for (const auto& [config, type] : {std::pair{QuantizationConfig{8, 128}, WeightType::Int8},
                                       std::pair{QuantizationConfig{4, 64}, WeightType::Int4}}) {
        const auto out = folder.path() / weightTypeName(type);
        ASSERT_TRUE(quantizeCheckpoint(plain, config, out, 1, {}));
        std::filesystem::remove(out / "model.safetensors");
        EXPECT_EQ(*storedQuantized(out), type);
        EXPECT_EQ(*weightTypeOf(out, WeightType::BF16), type);
    }
    EXPECT_EQ(*storedQuantized(plain), std::nullopt);
    EXPECT_EQ(*weightTypeOf(plain, WeightType::F32), WeightType::F32);
    EXPECT_FALSE(storedQuantized(folder.path() / "none"));
}

TEST(QuantizeCheckpointTest, LeavesNothingBehindWhenStopped) {
    TemporaryFolder folder;
    copyValidCheckpoint(ModelFamily::Qwen2VL, folder.path() / "in");
    std::stop_source source;
    Progress progress;
    progress.stop = source.get_token();
    progress.report = [&](double, std::string_view) { source.request_stop(); };
    const auto report = quantizeCheckpoint(folder.path() / "in", {8, 128}, folder.path() / "out", 1, progress);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(QuantizeCheckpointTest, RefusesWeightsThatAreNotFinite) {
    TemporaryFolder folder;
    copyValidCheckpoint(ModelFamily::Qwen2VL, folder.path() / "in");
    std::string bytes = readText(folder.path() / "in/model.safetensors");
    std::fill(bytes.end() - 400'000, bytes.end(), '\xFF');
    writeText(folder.path() / "in/model.safetensors", bytes);
    std::vector<ExpectedTensor> tensors = expectedTensors(validConfig(ModelFamily::Qwen2VL));
    const auto report = quantizeCheckpoint(folder.path() / "in", {8, 128}, folder.path() / "out", 1, {});
    // The tail of the file is the vision tower, which is copied as it is; so poison everything.
    const std::size_t dataBegin =
        bytes.size() - static_cast<std::size_t>(Checkpoint::open(folder.path() / "in")->totalBytes());
    std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(dataBegin), bytes.end(), '\xFF');
    writeText(folder.path() / "in/model.safetensors", bytes);
    const auto poisoned = quantizeCheckpoint(folder.path() / "in", {8, 128}, folder.path() / "poisoned", 1, {});
    EXPECT_TRUE(report);
    ASSERT_FALSE(poisoned);
    EXPECT_NE(poisoned.error().message.find("expected finite weights"), std::string::npos);
}

}  // namespace
}  // namespace msao::engine
