// SPDX-License-Identifier: Apache-2.0
// What audioInput promises beyond its numbers (those: oracle_log_mel.py).
#include "msao/engine/audio_input.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace msao::engine {
namespace {

using testing::HasSubstr;

Sound tone(std::size_t count, std::int32_t rate = kAudioSampleRate) {
    Sound sound{rate, {}};
    for (std::size_t i = 0; i < count; ++i)
        sound.samples.push_back(0.5f * std::sin(static_cast<float>(i) * 2765.0f / static_cast<float>(rate)));
    return sound;
}

Result<AudioInput> heard(const Sound& sound, std::int32_t seconds = 30) {
    PreprocessorConfig config;
    config.audioSeconds = seconds;
    return audioInput(sound, config, AudioConfig());
}

TEST(AudioInputTest, GivesAFrameForEveryHundredthOfASecondAndATokenForFour) {
    // Counts of frames and tokens as Qwen2.5-Omni's processor has them.
    const std::vector<std::array<std::int64_t, 3>> cases = {{321, 3, 1},   {480, 3, 1},      {481, 4, 1},
                                                            {1120, 7, 2},  {1121, 8, 2},     {1600, 10, 2},
                                                            {1601, 11, 3}, {16000, 100, 25}, {32000, 200, 50}};
    for (const auto& [samples, frames, tokens] : cases) {
        const auto input = heard(tone(static_cast<std::size_t>(samples)));
        ASSERT_TRUE(input) << samples;
        EXPECT_EQ(input->frames, frames) << samples;
        EXPECT_EQ(input->tokens(), tokens) << samples;
        EXPECT_EQ(input->features.size(), static_cast<std::size_t>(128 * frames));
    }
}

TEST(AudioInputTest, SilenceIsFlat) {
    const auto input = heard({kAudioSampleRate, std::vector<float>(4000, 0.0f)});
    ASSERT_TRUE(input);
    for (const float value : input->features) EXPECT_FLOAT_EQ(value, -1.5f);  // (log10(1e-10) + 4) / 4
}

TEST(AudioInputTest, SpansEightDecadesAtMost) {
    const auto input = heard(tone(8000));
    ASSERT_TRUE(input);
    const auto [least, most] = std::minmax_element(input->features.begin(), input->features.end());
    EXPECT_LE(*most - *least, 2.0f + 1e-6f);
    EXPECT_GT(*most - *least, 1.0f);
}

TEST(AudioInputTest, HearsTheSameToneAtAnyRate) {
    const auto original = heard(tone(16'000));
    const auto other = heard(tone(48'000, 48'000));
    ASSERT_TRUE(original && other);
    ASSERT_EQ(original->frames, other->frames);
    // Where the tone is; far from it the two differ by the noise of their float samples.
    std::size_t loudest = 50;  // of frame 50
    for (std::size_t at = 50; at < original->features.size(); at += static_cast<std::size_t>(original->frames)) {
        if (original->features[at] > original->features[loudest]) loudest = at;
    }
    EXPECT_GT(original->features[loudest], 1.0f);
    EXPECT_NEAR(original->features[loudest], other->features[loudest], 1e-3);
}

TEST(AudioInputTest, RefusesWhatIsTooShortOrTooLong) {
    for (const std::size_t samples : {0, 1, 320}) {
        const auto input = heard(tone(samples));
        ASSERT_FALSE(input) << samples;
        EXPECT_THAT(input.error().message, HasSubstr("too short"));
    }
    const auto longer = heard(tone(16'001), 1);
    ASSERT_FALSE(longer);
    EXPECT_EQ(longer.error().code, ErrorCode::LimitExceeded);
    EXPECT_THAT(longer.error().message, HasSubstr("this model listens to 1"));
    EXPECT_TRUE(heard(tone(16'000), 1));
}

TEST(AudioInputTest, RefusesSamplesThatAreNoNumbers) {
    Sound sound = tone(4000);
    sound.samples[7] = std::numeric_limits<float>::quiet_NaN();
    EXPECT_FALSE(heard(sound));
}

TEST(AudioInputTest, OfAModelThatCannotHearSaysSo) {
    const auto input = audioInput(tone(16'000), ModelConfig());
    ASSERT_FALSE(input);
    EXPECT_EQ(input.error().code, ErrorCode::UnsupportedModel);
    EXPECT_EQ(input.error().message, "this checkpoint has no audio encoder, so it cannot listen to a sound");
}

}  // namespace
}  // namespace msao::engine
