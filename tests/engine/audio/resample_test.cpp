// SPDX-License-Identifier: Apache-2.0
// Sines tell what a resampler does: those that both rates can carry come out as they went in, others vanish.
#include "msao/engine/audio.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace msao::engine {
namespace {

constexpr std::int32_t kRate = 16'000;

double sineAt(double hertz, double seconds) {
    return std::sin(2 * std::numbers::pi * hertz * seconds + 0.3);
}

Sound sine(double hertz, std::int32_t rate, std::size_t count) {
    Sound sound{rate, {}};
    for (std::size_t i = 0; i < count; ++i)
        sound.samples.push_back(static_cast<float>(sineAt(hertz, static_cast<double>(i) / rate)));
    return sound;
}

/// The largest |found - expected| away from the ends, where the silence around the sound is heard.
double largestError(const Sound& found, double expectedHertz, double expectedLevel) {
    double error = 0;
    const std::size_t margin = static_cast<std::size_t>(found.samplesPerSecond) / 20;
    for (std::size_t i = margin; i + margin < found.samples.size(); ++i) {
        const double expected = expectedLevel * sineAt(expectedHertz, static_cast<double>(i) / found.samplesPerSecond);
        error = std::max(error, std::abs(static_cast<double>(found.samples[i]) - expected));
    }
    return error;
}

TEST(ResampleTest, KeepsWhatBothRatesCanCarry) {
    for (const std::int32_t from : {4'000, 8'000, 11'025, 22'050, 44'100, 48'000, 96'000, 44'099}) {
        SCOPED_TRACE(from);
        const double top = 0.91 * std::min(from, kRate) / 2;
        for (const double hertz : {50.0, 0.5 * top, top}) {
            SCOPED_TRACE(hertz);
            const auto sound = resampled(sine(hertz, from, static_cast<std::size_t>(from) / 2), kRate);
            ASSERT_TRUE(sound);
            EXPECT_EQ(sound->samplesPerSecond, kRate);
            EXPECT_NEAR(static_cast<double>(sound->samples.size()), kRate / 2.0, 2);
            EXPECT_LT(largestError(*sound, hertz, 1), 1e-4);
        }
    }
}

TEST(ResampleTest, SilencesWhatWouldAlias) {
    for (const std::int32_t from : {22'050, 44'100, 48'000, 192'000}) {
        for (const double share : {1.0, 1.1, 1.3}) {
            SCOPED_TRACE(std::to_string(from) + ", " + std::to_string(share));
            const auto sound = resampled(sine(share * kRate / 2, from, static_cast<std::size_t>(from) / 2), kRate);
            ASSERT_TRUE(sound);
            EXPECT_LT(largestError(*sound, 0, 0), 1e-4);
        }
    }
}

TEST(ResampleTest, LeavesASoundOfTheRightRateAlone) {
    const Sound sound = sine(440, kRate, 1000);
    const auto same = resampled(sound, kRate);
    ASSERT_TRUE(same);
    EXPECT_EQ(*same, sound);
}

TEST(ResampleTest, TakesSoundsOfAnyLength) {
    for (const std::size_t length : {0, 1, 2, 3}) {
        const auto longer = resampled(Sound{8'000, std::vector<float>(length, 1.0f)}, kRate);
        ASSERT_TRUE(longer);
        EXPECT_EQ(longer->samples.size(), 2 * length);
    }
}

TEST(ResampleTest, RefusesImpossibleRates) {
    EXPECT_FALSE(resampled(Sound{0, {1.0f}}, kRate));
    EXPECT_FALSE(resampled(Sound{-8'000, {1.0f}}, kRate));
    EXPECT_FALSE(resampled(Sound{8'000, {1.0f}}, 1'000'000));
}

}  // namespace
}  // namespace msao::engine
