// SPDX-License-Identifier: Apache-2.0
// A whole step against the reference in double precision, for every weight type and instruction level.
#include "tests/engine/decode/decoding.h"
#include "tests/engine/decode/reference_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace msao::engine::test {
namespace {

/// Of the largest logit. float32 differs by rounding only; the others also round or quantise their activations.
double tolerance(WeightType type) {
    switch (type) {
        case WeightType::F32:
            return 5e-6;
        case WeightType::BF16:
            return 3e-2;
        case WeightType::Int8:
        case WeightType::Int4:
            return 0.12;
    }
    return 0;
}

double relativeDifference(const std::vector<float>& found, const std::vector<double>& expected) {
    double scale = 0;
    double largest = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        scale = std::max(scale, std::abs(expected[i]));
        largest = std::max(largest, std::abs(found[i] - expected[i]));
    }
    return largest / scale;
}

class DecodeStepTest : public ::testing::TestWithParam<WeightType> {};

TEST_P(DecodeStepTest, LogitsEqualTheReferenceOnRandomModels) {
    std::mt19937 random(20250101);
    for (int round = 0; round < 6; ++round) {
        const auto model = makeTinyModel(randomConfig(random), GetParam(), random);
        const TestPrompt prompt = randomPrompt(model->config, 40, random);
        const std::vector<double> expected = referenceLogits(*model, GetParam(), prompt.tokens, prompt.positions);
        for (const CpuLevel level : levels()) {
            Decoder decoder(model->weights, 2, level);
            KvSequence sequence(decoder.pool());
            const std::vector<float> found = decoder.inChunks(sequence, prompt, 7);
            EXPECT_LE(relativeDifference(found, expected), tolerance(GetParam()))
                << cpuLevelName(level) << ", round " << round;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(AllTypes, DecodeStepTest,
                         ::testing::Values(WeightType::F32, WeightType::BF16, WeightType::Int8, WeightType::Int4),
                         [](const auto& type) { return typeName(type.param); });

}  // namespace
}  // namespace msao::engine::test
