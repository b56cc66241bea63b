// SPDX-License-Identifier: Apache-2.0
// What is made of a microphone's samples: ring, level, voice, one channel.
#include "edge/capture/audio_level.h"
#include "edge/capture/audio_ring.h"
#include "edge/capture/audio_samples.h"
#include "edge/capture/audio_voice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <deque>
#include <limits>
#include <numbers>
#include <random>

namespace msao::edge {
namespace {

using engine::Sound;
using testing::ElementsAre;

constexpr int kRate = 16'000;

/// Prints itself where a test with it fails.
class Seeded : public testing::Test {
protected:
    const unsigned m_seed = std::random_device{}();
    testing::ScopedTrace m_trace{__FILE__, __LINE__, "seed " + std::to_string(m_seed)};
    std::mt19937 m_random{m_seed};

    int integer(int least, int most) { return std::uniform_int_distribution(least, most)(m_random); }
    float real(float least, float most) { return std::uniform_real_distribution(least, most)(m_random); }
    void addNoise(Sound& sound, float amplitude) {
        for (float& sample : sound.samples) sample += real(-amplitude, amplitude);
    }
};

Sound silence(double seconds) {
    return {kRate, std::vector<float>(static_cast<std::size_t>(seconds * kRate))};
}

/// Something like a vowel: a tone with its octave, from one moment to another.
void addVoice(Sound& sound, double from, double to, double amplitude = 0.2) {
    const auto begin = static_cast<std::size_t>(from * sound.samplesPerSecond);
    const auto end = std::min(sound.samples.size(), static_cast<std::size_t>(to * sound.samplesPerSecond));
    for (std::size_t i = begin; i < end; ++i) {
        const double phase = 2 * std::numbers::pi * 180 * static_cast<double>(i) / sound.samplesPerSecond;
        sound.samples[i] += static_cast<float>(amplitude * (0.7 * std::sin(phase) + 0.3 * std::sin(2 * phase)));
    }
}

class AudioRingTest : public Seeded {};
class AudioVoiceTest : public Seeded {};
class AudioLevelTest : public Seeded {};
class AudioSamplesTest : public Seeded {};

TEST_F(AudioRingTest, HoldsTheNewestInTheirOrder) {
    for (int round = 0; round < 200; ++round) {
        const auto capacity = static_cast<std::size_t>(integer(1, 40));
        AudioRing ring(capacity);
        std::deque<float> expected;
        bool hasForgotten = false;
        for (int push = integer(0, 20); push > 0; --push) {
            std::vector<float> samples(static_cast<std::size_t>(integer(0, 90)));
            for (float& sample : samples) sample = real(-1, 1);
            ring.push(samples);
            expected.insert(expected.end(), samples.begin(), samples.end());
            for (; expected.size() > capacity; hasForgotten = true) expected.pop_front();
            EXPECT_EQ(ring.size(), expected.size());
        }
        EXPECT_EQ(ring.hasForgotten(), hasForgotten);
        EXPECT_EQ(ring.take(), std::vector<float>(expected.begin(), expected.end()));
        EXPECT_EQ(ring.size(), 0u);
        EXPECT_TRUE(ring.take().empty());
    }
}

TEST_F(AudioRingTest, WithoutRoomHoldsNothing) {
    AudioRing ring;
    ring.push(std::vector<float>(100, 1.0f));
    EXPECT_EQ(ring.size(), 0u);
}

TEST_F(AudioLevelTest, IsThatOfASine) {
    for (int round = 0; round < 100; ++round) {
        const double amplitude = real(0.001f, 1);
        Sound sound = silence(1);
        for (std::size_t i = 0; i < sound.samples.size(); ++i)
            sound.samples[i] =
                static_cast<float>(amplitude * std::sin(2 * std::numbers::pi * 1000 * double(i) / kRate));
        const AudioLevel level = levelOf(sound.samples);
        EXPECT_NEAR(level.peakDb, 20 * std::log10(amplitude), 0.01);
        EXPECT_NEAR(level.rmsDb, 20 * std::log10(amplitude / std::numbers::sqrt2), 0.01);
    }
}

TEST_F(AudioLevelTest, OfNothingAndOfSilenceIsTheLeast) {
    EXPECT_EQ(levelOf({}), (AudioLevel{kSilenceDb, kSilenceDb}));
    EXPECT_EQ(levelOf(std::vector<float>(10)), (AudioLevel{kSilenceDb, kSilenceDb}));
    EXPECT_EQ(levelOf(std::vector<float>(10, 1e-9f)).rmsDb, kSilenceDb);
}

TEST_F(AudioVoiceTest, SilenceBeforeAndBehindIsCutOff) {
    for (int round = 0; round < 40; ++round) {
        const double before = real(0.3f, 2), spoken = real(0.2f, 3), behind = real(0.5f, 2);
        Sound sound = silence(before + spoken + behind);
        addVoice(sound, before, before + spoken);
        addNoise(sound, real(0, 0.01f));
        const auto voice = voiceIn(sound);
        ASSERT_TRUE(voice.has_value()) << before << ' ' << spoken << ' ' << behind;
        const double frame = 0.021;
        EXPECT_NEAR(static_cast<double>(voice->begin) / kRate, before - 0.20, frame);
        EXPECT_NEAR(static_cast<double>(voice->end) / kRate, before + spoken + 0.30, frame);
    }
}

TEST_F(AudioVoiceTest, WhatIsKeptIsUnchanged) {
    for (int round = 0; round < 20; ++round) {
        Sound sound = silence(2);
        addVoice(sound, 0.6, 1.2);
        addNoise(sound, 0.005f);
        const auto voice = voiceIn(sound);
        const auto spoken = spokenPart(sound);
        ASSERT_TRUE(voice && spoken);
        EXPECT_EQ(spoken->samplesPerSecond, kRate);
        EXPECT_TRUE(std::equal(spoken->samples.begin(), spoken->samples.end(),
                               sound.samples.begin() + static_cast<std::ptrdiff_t>(voice->begin),
                               sound.samples.begin() + static_cast<std::ptrdiff_t>(voice->end)));
    }
}

TEST_F(AudioVoiceTest, PausesBetweenWordsStay) {
    Sound sound = silence(4);
    addVoice(sound, 0.5, 1.0);
    addVoice(sound, 2.5, 3.0);
    addNoise(sound, 0.002f);
    const auto voice = voiceIn(sound);
    ASSERT_TRUE(voice.has_value());
    EXPECT_NEAR(static_cast<double>(voice->begin) / kRate, 0.3, 0.021);
    EXPECT_NEAR(static_cast<double>(voice->end) / kRate, 3.3, 0.021);
}

TEST_F(AudioVoiceTest, SilenceAndSoftNoiseAreNobody) {
    EXPECT_FALSE(voiceIn({kRate, {}}).has_value());
    EXPECT_FALSE(voiceIn(silence(3)).has_value());
    for (int round = 0; round < 20; ++round) {
        Sound sound = silence(real(0.01f, 3));
        addNoise(sound, 0.004f);  // -53 dB
        EXPECT_FALSE(voiceIn(sound).has_value());
    }
}

TEST_F(AudioVoiceTest, AClickIsNobody) {
    for (int round = 0; round < 20; ++round) {
        Sound sound = silence(2);
        const float at = real(0.1f, 1.9f);
        addVoice(sound, at, at + real(0.001f, 0.018f), 0.9);
        addNoise(sound, 0.002f);
        EXPECT_FALSE(voiceIn(sound).has_value()) << at;
    }
}

TEST_F(AudioVoiceTest, ASoundWithoutPausesIsKeptWhole) {
    Sound sound = silence(1.5);
    addVoice(sound, 0, 1.5);
    EXPECT_EQ(voiceIn(sound), (VoiceSpan{0, sound.samples.size()}));
}

TEST_F(AudioVoiceTest, VoiceIsFoundInALoudRoom) {
    Sound sound = silence(4);
    addVoice(sound, 1.5, 2.5, 0.5);
    addNoise(sound, 0.06f);  // -29 dB
    const auto voice = voiceIn(sound);
    ASSERT_TRUE(voice.has_value());
    EXPECT_NEAR(static_cast<double>(voice->begin) / kRate, 1.3, 0.05);
    EXPECT_NEAR(static_cast<double>(voice->end) / kRate, 2.8, 0.05);
}

TEST_F(AudioVoiceTest, AnyRateIsUnderstood) {
    for (const int rate : {4'000, 8'000, 44'100, 48'000, 192'000}) {
        Sound sound{rate, std::vector<float>(static_cast<std::size_t>(rate) * 2)};
        addVoice(sound, 0.8, 1.2);
        const auto voice = voiceIn(sound);
        ASSERT_TRUE(voice.has_value()) << rate;
        EXPECT_NEAR(static_cast<double>(voice->begin) / rate, 0.6, 0.021) << rate;
        EXPECT_NEAR(static_cast<double>(voice->end) / rate, 1.5, 0.021) << rate;
    }
}

QAudioFormat formatOf(QAudioFormat::SampleFormat samples, int channels) {
    QAudioFormat format;
    format.setSampleFormat(samples);
    format.setSampleRate(kRate);
    format.setChannelCount(channels);
    return format;
}

template <typename T>
QByteArray bytesOf(const std::vector<T>& values) {
    return {reinterpret_cast<const char*>(values.data()), static_cast<qsizetype>(values.size() * sizeof(T))};
}

TEST_F(AudioSamplesTest, EveryFormatBecomesTheSameChannel) {
    for (int round = 0; round < 50; ++round) {
        const int channels = integer(1, 6);
        const int frames = integer(0, 50);
        std::vector<float> floats;
        std::vector<qint16> shorts;
        std::vector<float> expected;
        for (int frame = 0; frame < frames; ++frame) {
            float sum = 0;
            for (int channel = 0; channel < channels; ++channel) {
                shorts.push_back(static_cast<qint16>(integer(-32767, 32767)));
                floats.push_back(static_cast<float>(shorts.back()) / 32768);
                sum += floats.back();
            }
            expected.push_back(sum / static_cast<float>(channels));
        }
        EXPECT_EQ(monoSamples(bytesOf(floats), formatOf(QAudioFormat::Float, channels)), expected);
        const auto ofShorts = monoSamples(bytesOf(shorts), formatOf(QAudioFormat::Int16, channels));
        ASSERT_EQ(ofShorts.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(ofShorts[i], expected[i], 1e-4);
    }
}

TEST_F(AudioSamplesTest, WhatIsNoNumberIsSilenceAndNothingIsLouderThanFullScale) {
    const float infinity = std::numeric_limits<float>::infinity();
    const std::vector<float> wild = {std::nanf(""), infinity, -infinity, 7.0f, -7.0f, 0.5f};
    EXPECT_THAT(monoSamples(bytesOf(wild), formatOf(QAudioFormat::Float, 1)), ElementsAre(0, 0, 0, 1, -1, 0.5f));
}

TEST_F(AudioSamplesTest, AFrameThatIsCutShortIsLeftOut) {
    const QByteArray bytes = bytesOf(std::vector<float>{0.25f, 0.75f, 0.5f, 0.5f}).chopped(1);
    EXPECT_THAT(monoSamples(bytes, formatOf(QAudioFormat::Float, 2)), ElementsAre(0.5f));
    EXPECT_TRUE(monoSamples(bytes, QAudioFormat()).empty());
}

}  // namespace
}  // namespace msao::edge
