// SPDX-License-Identifier: Apache-2.0
#include "engine/base/bfloat16.h"
#include "engine/decode/cpu/activations.h"
#include "tests/engine/decode/reference_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

namespace msao::engine::test {
namespace {

TinyMatrix randomMatrix(std::int64_t rows, std::int64_t cols, std::mt19937& random) {
    std::normal_distribution<float> normal;
    TinyMatrix matrix{rows, cols, std::vector<float>(static_cast<std::size_t>(rows * cols))};
    for (float& value : matrix.values) value = bfloat16ToFloat(floatToBfloat16(normal(random)));
    return matrix;
}

WeightMatrix load(const TinyMatrix& matrix, WeightType type) {
    const TensorView tensor{ElementType::F32, {matrix.rows, matrix.cols}, std::as_bytes(std::span(matrix.values))};
    return *WeightMatrix::fromTensor(tensor, type, "matrix");
}

class WeightMatrixTest : public ::testing::TestWithParam<WeightType> {};

TEST_P(WeightMatrixTest, GivesPrefillTheValuesThatDecodeComputesWith) {
    std::mt19937 random(21);
    for (int round = 0; round < 10; ++round) {
        const TinyMatrix matrix = randomMatrix(1 + random() % 70, 1 + random() % 300, random);
        const WeightMatrix weights = load(matrix, GetParam());
        const std::vector<float> expected = effectiveValues(matrix, GetParam());
        std::vector<std::uint16_t> found(expected.size());
        weights.toBf16(found);
        for (std::size_t i = 0; i < expected.size(); ++i) ASSERT_EQ(found[i], floatToBfloat16(expected[i]));
    }
}

/// Activations are small integers over a power of two with 127 in every group: nothing is lost by bf16 or int8, so only
/// the order of float32 sums may differ from the sum in double precision.
TEST_P(WeightMatrixTest, ProductsEqualDoublePrecisionForEveryShapeAndLevel) {
    std::mt19937 random(22);
    for (int round = 0; round < 25; ++round) {
        const TinyMatrix matrix = randomMatrix(1 + random() % 70, 1 + random() % 400, random);
        const std::int64_t count = 1 + random() % 20;
        std::vector<float> x(static_cast<std::size_t>(count * matrix.cols));
        for (std::size_t i = 0; i < x.size(); ++i) {
            const bool isGroupStart = i % static_cast<std::size_t>(matrix.cols) % 8 == 0;
            x[i] = isGroupStart ? 127.0F / 64 : static_cast<float>(static_cast<int>(random() % 255) - 127) / 64;
        }
        const WeightMatrix weights = load(matrix, GetParam());
        const std::vector<float> values = effectiveValues(matrix, GetParam());
        for (const CpuLevel level : levels()) {
            Activations activations(weights);
            activations.reserve(count);
            for (std::int64_t m = 0; m < count; ++m) {
                activations.set(cpuKernels(level), m, 0, matrix.cols, x.data() + m * matrix.cols);
            }
            std::vector<float> out(static_cast<std::size_t>(count * matrix.rows));
            activations.multiply(cpuKernels(level), weights, count, 0, matrix.rows, {out.data(), matrix.rows});
            for (std::int64_t i = 0; i < count * matrix.rows; ++i) {
                double sum = 0;
                double size = 0;
                for (std::int64_t k = 0; k < matrix.cols; ++k) {
                    const double product = double{values[static_cast<std::size_t>(i % matrix.rows * matrix.cols + k)]} *
                                           x[static_cast<std::size_t>(i / matrix.rows * matrix.cols + k)];
                    sum += product;
                    size += std::abs(product);
                }
                ASSERT_NEAR(out[static_cast<std::size_t>(i)], sum, 2e-6 * size + 1e-12)
                    << cpuLevelName(level) << " " << matrix.rows << " x " << matrix.cols;
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(AllTypes, WeightMatrixTest,
                         ::testing::Values(WeightType::F32, WeightType::BF16, WeightType::Int8, WeightType::Int4),
                         [](const auto& type) { return typeName(type.param); });

TEST(PlainWeightMatrixTest, ViewsWhatAlreadyHasTheTypeAskedFor) {
    const std::vector<float> values(12, 1.0F);
    const TensorView tensor{ElementType::F32, {3, 4}, std::as_bytes(std::span(values))};
    EXPECT_EQ(WeightMatrix::fromTensor(tensor, WeightType::F32, "matrix")->plainData(), values.data());
}

TEST(PlainWeightMatrixTest, RefusesATensorThatIsNotAMatrixOfFloats) {
    const std::vector<std::byte> bytes(24);
    EXPECT_FALSE(WeightMatrix::fromTensor({ElementType::I32, {2, 3}, bytes}, WeightType::F32, "matrix"));
    EXPECT_FALSE(WeightMatrix::fromTensor({ElementType::F32, {6}, bytes}, WeightType::F32, "matrix"));
    EXPECT_FALSE(WeightMatrix::fromTensor({ElementType::F32, {3, 3}, bytes}, WeightType::F32, "matrix"));
}

}  // namespace
}  // namespace msao::engine::test
