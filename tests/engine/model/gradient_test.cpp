// SPDX-License-Identifier: Apache-2.0
// Training runs the same functions as prefill: their gradients are held against finite differences.
#include "engine/model/audio_tower.h"
#include "engine/model/fused_rows.h"
#include "engine/model/language_model.h"
#include "engine/model/vision_tower.h"
#include "tests/engine/model/random_tensors.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <functional>
#include <vector>

namespace msao::engine {
namespace {

/// The slope of `loss` along a random direction of all `parameters`, by autograd and by central difference.
void expectGradientsAgree(const std::vector<at::Tensor*>& parameters, const std::function<at::Tensor()>& loss) {
    std::vector<at::Tensor> values;
    std::vector<at::Tensor> directions;
    for (at::Tensor* parameter : parameters) {
        values.push_back(*parameter);
        directions.push_back(at::randn_like(*parameter));
        *parameter = parameter->detach().clone().requires_grad_(true);
    }
    loss().backward();
    double analytic = 0;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        ASSERT_TRUE(parameters[i]->grad().defined()) << "parameter " << i << " gets no gradient";
        analytic += parameters[i]->grad().mul(directions[i]).sum().item<double>();
    }
    const auto lossAt = [&](double step) {
        for (std::size_t i = 0; i < parameters.size(); ++i) *parameters[i] = values[i].add(directions[i], step);
        return loss().item<double>();
    };
    constexpr double kStep = 2e-3;
    const double numeric = (lossAt(kStep) - lossAt(-kStep)) / (2 * kStep);
    EXPECT_NEAR(numeric, analytic, 0.02 * std::abs(analytic) + 1e-3);
}

TEST(GradientTest, FlowsThroughFusedNorms) {
    at::manual_seed(1);
    at::Tensor x = noise({5, 37}, 1.0), weight = noise({37}).add(1.0);
    const at::Tensor weighting = noise({5, 37}, 1.0);
    const auto leaf = x.clone().requires_grad_(true);
    ASSERT_TRUE(isFusable(leaf));
    EXPECT_TRUE(at::allclose(rmsNorm(leaf, weight, 1e-6), rmsNorm(x, weight, 1e-6), 1e-5, 1e-6));
    expectGradientsAgree({&x, &weight}, [&] { return rmsNorm(x, weight, 1e-6).mul(weighting).sum(); });
}

TEST(GradientTest, FlowsThroughFusedRotationsOfPartsOfATensor) {
    at::manual_seed(2);
    at::Tensor x = noise({5, 3, 4, 10}, 1.0);
    const at::Tensor angle = at::randn({5, 1, 5});
    const RotaryTable table{angle.cos(), angle.sin()};
    const at::Tensor weighting = noise({5, 4, 10}, 1.0);
    const auto leaf = x.clone().requires_grad_(true);
    EXPECT_TRUE(at::allclose(rotate(leaf.select(1, 1), table), rotate(x.select(1, 1), table), 1e-5, 1e-6));
    expectGradientsAgree({&x}, [&] { return rotate(x.select(1, 1), table).mul(weighting).sum(); });
}

TEST(GradientTest, FlowsThroughALanguageLayer) {
    at::manual_seed(3);
    TextConfig config;
    config.hiddenSize = 32;
    config.intermediateSize = 48;
    config.headCount = 4;
    config.kvHeadCount = 2;
    config.headDim = 8;
    config.mropeSection = {2, 1, 1};
    LanguageLayerTensors layer{.inputNorm = noise({32}).add(1.0),
                               .query = noise({32, 32}),
                               .key = noise({16, 32}),
                               .value = noise({16, 32}),
                               .queryBias = noise({32}),
                               .keyBias = noise({16}),
                               .valueBias = noise({16}),
                               .output = noise({32, 32}),
                               .postAttentionNorm = noise({32}).add(1.0),
                               .gate = noise({48, 32}),
                               .up = noise({48, 32}),
                               .down = noise({32, 48})};
    at::Tensor hidden = noise({6, 32}, 1.0);
    const at::Tensor weighting = noise({6, 32}, 1.0);
    const std::vector<RopePosition> positions{{0, 0, 0}, {1, 1, 1}, {1, 1, 2}, {1, 2, 1}, {1, 2, 2}, {3, 3, 3}};
    const RotaryTable rotary = languageRotary(positions, config);
    const auto loss = [&] {
        KeyValues own;
        return languageLayer(layer, config, hidden, rotary, {}, own, hidden.size(0)).mul(weighting).sum();
    };
    expectGradientsAgree(
        {&hidden, &layer.inputNorm, &layer.query, &layer.key, &layer.value, &layer.queryBias, &layer.keyBias,
         &layer.valueBias, &layer.output, &layer.postAttentionNorm, &layer.gate, &layer.up, &layer.down},
        loss);
}

TEST(GradientTest, FlowsThroughTheVisionTower) {
    at::manual_seed(4);
    ModelConfig config;
    config.family = ModelFamily::Qwen2_5VL;
    config.vision.hiddenSize = 16;
    config.vision.headCount = 2;
    config.vision.inChannels = 1;
    config.vision.patchSize = 2;
    config.vision.windowSize = 4;  // one merge block
    config.vision.activation = Activation::Silu;
    VisionTensors tower;
    tower.patchEmbedding = noise({16, config.vision.patchValues()});
    tower.blocks.push_back({{noise({16}).add(1.0), {}},
                            linear(48, 16),
                            linear(16, 16),
                            {noise({16}).add(1.0), {}},
                            linear(24, 16),
                            linear(24, 16),
                            linear(16, 24)});
    tower.mergerNorm = {noise({16}).add(1.0), {}};
    tower.mergerFirst = linear(64, 64);
    tower.mergerSecond = linear(8, 64);
    VisualInput image;
    image.grid = {1, 4, 4};
    const at::Tensor pixels = noise({16 * config.vision.patchValues()}, 1.0);
    image.patches.assign(pixels.data_ptr<float>(), pixels.data_ptr<float>() + pixels.numel());
    const at::Tensor weighting = noise({4, 8}, 1.0);
    const auto loss = [&] {
        VisionState state = embedPatches(tower, config, std::vector{image});
        runVisionBlock(tower, config, 0, state);
        return mergePatches(tower, config, state).mul(weighting).sum();
    };
    VisionBlockTensors& block = tower.blocks[0];
    expectGradientsAgree({&tower.patchEmbedding, &block.attentionNorm.weight, &block.queryKeyValue.weight,
                          &block.queryKeyValue.bias, &block.gate.weight, &block.up.bias, &block.down.weight,
                          &tower.mergerNorm.weight, &tower.mergerFirst.weight, &tower.mergerSecond.bias},
                         loss);
}

NormTensors layerNorm(std::int64_t width) {
    return {noise({width}).add(1.0), noise({width})};
}

TEST(GradientTest, FlowsThroughTheAudioTower) {
    at::manual_seed(5);
    AudioConfig config;
    config.hiddenSize = 16;
    config.headCount = 2;
    config.windowTokens = 4;
    AudioTensors tower;
    tower.firstConvolution = {noise({16, 6, 3}), noise({16})};
    tower.secondConvolution = {noise({16, 16, 3}), noise({16})};
    tower.blocks.push_back({layerNorm(16), linear(16, 16), noise({16, 16}), linear(16, 16), linear(16, 16),
                            layerNorm(16), linear(24, 16), linear(16, 24)});
    tower.finalNorm = layerNorm(16);
    tower.projection = linear(8, 16);
    const std::vector<at::Tensor> spectra{noise({6, 21}, 1.0), noise({6, 5}, 1.0)};
    const at::Tensor weighting = noise({6, 8}, 1.0);
    const auto loss = [&] {
        AudioState state = embedSpectra(tower, config, spectra);
        runAudioBlock(tower, config, 0, state);
        return poolPositions(tower, state).mul(weighting).sum();
    };
    AudioBlockTensors& block = tower.blocks[0];
    expectGradientsAgree(
        {&tower.firstConvolution.weight, &tower.firstConvolution.bias, &tower.secondConvolution.weight,
         &block.attentionNorm.bias, &block.query.weight, &block.key, &block.value.bias, &block.attentionOutput.weight,
         &block.up.weight, &block.down.bias, &tower.finalNorm.weight, &tower.projection.weight},
        loss);
}

}  // namespace
}  // namespace msao::engine
