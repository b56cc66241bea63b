// SPDX-License-Identifier: Apache-2.0
// How weights and activations are unpacked on the device, against the plain definition.
#include "engine/cuda/number_formats.h"

#include "engine/base/bfloat16.h"
#include "engine/cuda/matrix_packing.h"
#include "engine/cuda/weight_types.h"
#include "tests/engine/cuda/tiny_source.h"
#include "tests/engine/decode/reference_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

namespace msao::engine::test {
namespace {

template <typename Format>
float unitValue(const Vector16& unit, int column) {
    constexpr int kVector = Format::Activations::kVectorColumns;
    const FloatPair pair = Format::pair(unit, column / kVector, column % kVector / 2);
    return column % 2 == 0 ? pair.first : pair.second;
}

TEST(NumberFormatsTest, EveryByteCodeIsItsDistanceFromTheBias) {
    for (int column = 0; column < 16; ++column) {
        for (int code = 0; code < 256; ++code) {
            std::uint8_t bytes[16] = {};
            bytes[column] = static_cast<std::uint8_t>(code);
            Vector16 unit;
            std::memcpy(&unit, bytes, sizeof unit);
            EXPECT_EQ(unitValue<Int8Format>(unit, column), static_cast<float>(code - kInt8Bias));
        }
    }
}

TEST(NumberFormatsTest, EveryNibbleIsItsDistanceFromTheBiasWhateverItsNeighboursAre) {
    for (const int neighbours : {0x00, 0xFF}) {
        for (int column = 0; column < 32; ++column) {
            for (int code = 0; code < 16; ++code) {
                std::uint8_t bytes[16];
                std::memset(bytes, neighbours, sizeof bytes);
                const int shift = column % 2 * 4;
                const auto kept = static_cast<unsigned>(bytes[column / 2] & ~(0xF << shift));
                bytes[column / 2] = static_cast<std::uint8_t>(kept | static_cast<unsigned>(code) << shift);
                Vector16 unit;
                std::memcpy(&unit, bytes, sizeof unit);
                EXPECT_EQ(unitValue<Int4Format>(unit, column), static_cast<float>(code - kInt4Bias));
            }
        }
    }
}

TEST(NumberFormatsTest, Bf16ActivationsRoundAsTheRestOfTheEngineDoes) {
    std::mt19937 random(3);
    for (int i = 0; i < 200000; ++i) {
        const float value = floatOfBits(static_cast<std::uint32_t>(random()));
        EXPECT_EQ(Bf16Activations::store(value), floatToBfloat16(value));
    }
    EXPECT_TRUE(std::isnan(Bf16Activations::load(Bf16Activations::store(std::numeric_limits<float>::quiet_NaN()))));
}

template <typename Format>
void expectUnitsHoldTheMatrix(WeightType type) {
    std::mt19937 random(5);
    std::uniform_int_distribution<int> size(1, 300);
    std::normal_distribution<float> normal;
    for (int round = 0; round < 20; ++round) {
        TinyMatrix matrix{size(random), size(random), {}};
        for (std::int64_t i = 0; i < matrix.rows * matrix.cols; ++i) {
            matrix.values.push_back(bfloat16ToFloat(floatToBfloat16(normal(random))));
        }
        const HostMatrix host = hostMatrix(matrix, type);
        const auto shape = deviceMatrixShape(type, matrix.rows, matrix.cols, host.groupSize);
        ASSERT_TRUE(shape);
        std::vector<std::byte> values(static_cast<std::size_t>(shape->rows * shape->rowBytes));
        std::vector<float> scales(static_cast<std::size_t>(shape->rows * shape->groups));
        packRows({&host, 1}, sameRow, *shape, 0, shape->rows, values, scales);
        const std::vector<float> expected = effectiveValues(matrix, type);
        for (std::int64_t i = 0; i < matrix.rows * matrix.cols; ++i) {
            const std::int64_t row = i / matrix.cols;
            const auto column = static_cast<int>(i % matrix.cols);
            const Vector16 unit = loadVector(values.data() + row * shape->rowBytes + column / Format::kUnit * 16);
            const float scale = Format::kHasScales
                                    ? scales[static_cast<std::size_t>(row * shape->groups +
                                                                      column / Format::kUnit / shape->unitsPerGroup)]
                                    : 1.0f;
            ASSERT_EQ(unitValue<Format>(unit, column % Format::kUnit) * scale, expected[static_cast<std::size_t>(i)]);
        }
    }
}

TEST(NumberFormatsTest, UnitsOfF32HoldTheMatrix) {
    expectUnitsHoldTheMatrix<F32Format>(WeightType::F32);
}
TEST(NumberFormatsTest, UnitsOfBf16HoldTheMatrix) {
    expectUnitsHoldTheMatrix<Bf16Format>(WeightType::BF16);
}
TEST(NumberFormatsTest, UnitsOfInt8HoldTheMatrix) {
    expectUnitsHoldTheMatrix<Int8Format>(WeightType::Int8);
}
TEST(NumberFormatsTest, UnitsOfInt4HoldTheMatrix) {
    expectUnitsHoldTheMatrix<Int4Format>(WeightType::Int4);
}

TEST(NumberFormatsTest, RefusesGroupsThatCutAUnit) {
    EXPECT_FALSE(deviceMatrixShape(WeightType::Int8, 4, 64, 24));
    EXPECT_FALSE(deviceMatrixShape(WeightType::Int4, 4, 64, 16));
    EXPECT_TRUE(deviceMatrixShape(WeightType::Int4, 4, 64, 32));
}

}  // namespace
}  // namespace msao::engine::test
