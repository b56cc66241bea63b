// SPDX-License-Identifier: Apache-2.0
#include "training/language_layer.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace msao::training {
namespace {

constexpr PackedShape kShape{2, 7, 2, 6};

engine::TextConfig smallText() {
    engine::TextConfig config;
    config.hiddenSize = 96;
    config.intermediateSize = 160;
    config.layerCount = 1;
    config.headCount = 6;
    config.kvHeadCount = 2;
    config.headDim = 32;
    config.ropeTheta = 30;
    config.mropeSection = {2, 7, 7};
    return config;
}

/// Weights, then the hidden state: everything that a gradient is wanted of.
std::vector<at::Tensor> leaves(const engine::TextConfig& config) {
    at::manual_seed(3);
    const std::int64_t width = config.hiddenSize, inner = config.intermediateSize;
    const std::int64_t queries = config.headCount * config.headDim, keys = config.kvHeadCount * config.headDim;
    const auto matrix = [](std::int64_t rows, std::int64_t columns) {
        return at::randn({rows, columns}).div(std::sqrt(static_cast<double>(columns))).to(at::kBFloat16);
    };
    const auto norm = [&] { return at::randn({width}).mul(0.1).add(1); };
    std::vector<at::Tensor> all = {norm(),
                                   matrix(queries, width),
                                   matrix(keys, width),
                                   matrix(keys, width),
                                   at::randn({queries}),
                                   at::randn({keys}),
                                   at::randn({keys}),
                                   matrix(width, queries),
                                   norm(),
                                   matrix(inner, width),
                                   matrix(inner, width),
                                   matrix(width, inner),
                                   at::randn({kShape.prefixTotal() + kShape.rowTotal(), width})};
    for (at::Tensor& leaf : all) leaf.requires_grad_(true);
    return all;
}

engine::LanguageLayerTensors layerOf(const std::vector<at::Tensor>& all) {
    return {.inputNorm = all[0],
            .query = all[1],
            .key = all[2],
            .value = all[3],
            .queryBias = all[4],
            .keyBias = all[5],
            .valueBias = all[6],
            .output = all[7],
            .postAttentionNorm = all[8],
            .gate = all[9],
            .up = all[10],
            .down = all[11]};
}

engine::RotaryTable someRotary(const engine::TextConfig& config) {
    std::vector<engine::RopePosition> positions;
    for (std::int32_t i = 0; i < kShape.prefixTotal() + kShape.rowTotal(); ++i) positions.push_back({i, i / 2, i % 5});
    return engine::languageRotary(positions, config);
}

PackedAttention attention() {
    const at::Tensor turns = at::tensor({0, 0, 0, 0, 1, 1, 2, 2, 2, 2, 2, -1}, at::kInt).view({2, 6}).repeat({2, 1});
    return {kShape, turns, at::kBFloat16};
}

double relativeDifference(const at::Tensor& found, const at::Tensor& expected) {
    const at::Tensor exact = expected.to(at::kFloat);
    return found.to(at::kFloat).sub(exact).norm().div(exact.norm()).item<double>();
}

struct Outcome {
    at::Tensor values, looks;
    std::vector<at::Tensor> gradients;
};

/// The rows' outcome, weighted by fixed noise, and the looks of two tokens take part in the loss.
Outcome learnt(bool isFast) {
    const engine::TextConfig config = smallText();
    const std::vector<at::Tensor> all = leaves(config);
    const PackedAttention attend = attention();
    const engine::RotaryTable rotary = someRotary(config);
    Looks looks{at::tensor({3, 14}, at::kLong), {}};
    Outcome outcome;
    if (isFast) {
        outcome.values = fastLayer(layerOf(all), config, all.back(), rotary, attend, nullptr, &looks);
    } else {
        engine::KeyValues own;
        const auto attending = [&](const at::Tensor& query, const engine::KeyValues& keys) {
            return attend(query, keys, &looks);
        };
        outcome.values = engine::languageLayerAttending(layerOf(all), config, all.back(), rotary, attending, own,
                                                        all.back().size(0));
    }
    outcome.looks = looks.chances;
    at::manual_seed(4);
    const at::Tensor weighting = at::randn(outcome.values.sizes());
    outcome.values.mul(weighting).sum().add(looks.chances.to(at::kFloat).square().sum(), 10).backward();
    for (const at::Tensor& leaf : all) outcome.gradients.push_back(leaf.grad());
    return outcome;
}

TEST(LanguageLayerTest, GivesTheValuesAndGradientsOfTheEngines) {
    const Outcome fast = learnt(true), exact = learnt(false);
    constexpr double kTolerance = 0.02;  // bfloat16 keeps eight bits, and the two round at other places
    EXPECT_LT(relativeDifference(fast.values, exact.values), kTolerance);
    EXPECT_LT(relativeDifference(fast.looks, exact.looks), kTolerance);
    for (std::size_t i = 0; i < exact.gradients.size(); ++i)
        EXPECT_LT(relativeDifference(fast.gradients[i], exact.gradients[i]), kTolerance) << "leaf " << i;
}

TEST(LanguageLayerTest, PlacesThatAreWantedAloneGetTheSame) {
    const engine::TextConfig config = smallText();
    const std::vector<at::Tensor> all = leaves(config);
    const engine::RotaryTable rotary = someRotary(config);
    const at::Tensor places = at::tensor({0, 5, 9, 23}, at::kLong);
    const at::Tensor whole = fastLayer(layerOf(all), config, all.back(), rotary, attention(), nullptr, nullptr);
    const at::Tensor some = fastLayer(layerOf(all), config, all.back(), rotary, attention(), &places, nullptr);
    EXPECT_LT(relativeDifference(some, whole.index_select(0, places.add(kShape.prefixTotal()))), 1e-2);
}

}  // namespace
}  // namespace msao::training
