// SPDX-License-Identifier: Apache-2.0
// Laws of the audio tower (its numbers: oracle_audio.py).
#include "engine/model/audio_tower.h"
#include "tests/engine/model/random_tensors.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <vector>

namespace msao::engine {
namespace {

NormTensors norm(std::int64_t width) {
    return {noise({width}).add(1.0), noise({width})};
}

constexpr std::int32_t kBins = 6;
constexpr std::int32_t kWidth = 16;

AudioConfig smallConfig() {
    AudioConfig config;
    config.depth = 2;
    config.hiddenSize = kWidth;
    config.headCount = 2;
    config.melBins = kBins;
    config.windowTokens = 5;
    config.outHiddenSize = 8;
    return config;
}

const AudioConfig kConfig = smallConfig();

AudioTensors smallTower() {
    AudioTensors tower;
    tower.firstConvolution = {noise({kWidth, kBins, 3}), noise({kWidth})};
    tower.secondConvolution = {noise({kWidth, kWidth, 3}), noise({kWidth})};
    for (std::int32_t i = 0; i < kConfig.depth; ++i) {
        tower.blocks.push_back({norm(kWidth), linear(kWidth, kWidth), noise({kWidth, kWidth}), linear(kWidth, kWidth),
                                linear(kWidth, kWidth), norm(kWidth), linear(24, kWidth), linear(kWidth, 24)});
    }
    tower.finalNorm = norm(kWidth);
    tower.projection = linear(8, kWidth);
    return tower;
}

AudioInput sound(std::int64_t frames) {
    AudioInput input;
    input.melBins = kBins;
    input.frames = frames;
    const at::Tensor values = noise({kBins * frames}, 1.0);
    input.features.assign(values.data_ptr<float>(), values.data_ptr<float>() + values.numel());
    return input;
}

at::Tensor tokensOf(const AudioTensors& tower, const std::vector<AudioInput>& sounds) {
    AudioState state = embedSpectra(tower, kConfig, sounds);
    for (std::int32_t block = 0; block < kConfig.depth; ++block) runAudioBlock(tower, kConfig, block, state);
    return poolPositions(tower, state);
}

class AudioTowerTest : public testing::Test {
protected:
    void SetUp() override { at::manual_seed(11); }
};

TEST_F(AudioTowerTest, GivesAsManyTokensAsTheInputSays) {
    const AudioTensors tower = smallTower();
    for (std::int64_t frames = 3; frames < 45; ++frames) {
        const AudioInput input = sound(frames);
        EXPECT_EQ(tokensOf(tower, {input}).size(0), input.tokens()) << frames;
    }
}

TEST_F(AudioTowerTest, SoundsOfOneCallDoNotHearEachOther) {
    const AudioTensors tower = smallTower();
    const std::vector<AudioInput> sounds{sound(7), sound(33), sound(20)};
    std::vector<at::Tensor> alone;
    for (const AudioInput& input : sounds) alone.push_back(tokensOf(tower, {input}));
    EXPECT_TRUE(at::allclose(tokensOf(tower, sounds), at::cat(alone), 1e-4, 1e-5));
}

TEST_F(AudioTowerTest, WindowsOfOneSoundDoNotHearEachOther) {
    const AudioTensors tower = smallTower();
    AudioInput input = sound(30);  // three windows of ten frames
    const auto hiddenOf = [&] {
        AudioState state = embedSpectra(tower, kConfig, std::vector{input});
        for (std::int32_t block = 0; block < kConfig.depth; ++block) runAudioBlock(tower, kConfig, block, state);
        return state.hidden;
    };
    const at::Tensor before = hiddenOf();
    for (std::size_t bin = 0; bin < kBins; ++bin) input.features[bin * 30 + 15] += 1.0f;
    const at::Tensor changed = hiddenOf().sub(before).abs().amax(1);
    EXPECT_EQ(changed.narrow(0, 0, 5).max().item<float>(), 0.0f);
    EXPECT_GT(changed.narrow(0, 5, 5).min().item<float>(), 0.0f);
    EXPECT_EQ(changed.narrow(0, 10, 5).max().item<float>(), 0.0f);
}

TEST_F(AudioTowerTest, GoesOnFromACopyOfAnEarlierState) {
    const AudioTensors tower = smallTower();
    const std::vector<AudioInput> sounds{sound(24)};
    AudioState early = embedSpectra(tower, kConfig, sounds);
    runAudioBlock(tower, kConfig, 0, early);
    const at::Tensor looked = poolPositions(tower, early);
    AudioState later = early;
    runAudioBlock(tower, kConfig, 1, later);
    EXPECT_TRUE(at::equal(poolPositions(tower, early), looked));
    EXPECT_TRUE(at::equal(poolPositions(tower, later), tokensOf(tower, sounds)));
}

}  // namespace
}  // namespace msao::engine
