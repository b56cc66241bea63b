// SPDX-License-Identifier: Apache-2.0
// Every broken file is refused in words.
#include "msao/engine/audio.h"
#include "tests/engine/audio/wav_samples.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace msao::engine {
namespace {

using namespace test;
using testing::HasSubstr;

void expectRefused(const Bytes& file, const std::string& reason) {
    const auto sound = decodeWav(asBytes(file));
    ASSERT_FALSE(sound) << "it was read; expected: " << reason;
    EXPECT_THAT(sound.error().message, HasSubstr(reason));
    EXPECT_EQ(sound.error().message.find('\n'), std::string::npos);
}

const Bytes kSample = rawSamples<std::int16_t>({7});

TEST(BrokenWavTest, SaysWhatAnotherFileIs) {
    expectRefused("", "it is empty");
    expectRefused("RIF", "only WAV sounds are read");
    expectRefused("ID3\x04", "it is an MP3");
    expectRefused("OggS....", "it is an Ogg file");
    expectRefused("RIFX....WAVE", "big-endian");
    expectRefused("RIFF....WEBPVP8 ", "a RIFF file of the kind WEBP");
}

TEST(BrokenWavTest, RefusesImpossibleFormats) {
    expectRefused(wav({.tag = 2, .bits = 4}, kSample), "found coding 2 of 4 bits");
    expectRefused(wav({.tag = 1, .bits = 12}, kSample), "found coding 1 of 12 bits");
    expectRefused(wav({.tag = 3, .bits = 16}, kSample), "found coding 3 of 16 bits");
    expectRefused(wav({.channels = 0}, kSample), "1 to 64 channels, found 0");
    expectRefused(wav({.channels = 65535, .frameBytes = 4}, kSample), "1 to 64 channels, found 65535");
    expectRefused(wav({.rate = 0}, kSample), "samples a second, found 0");
    expectRefused(wav({.rate = 0xFFFFFFFF}, kSample), "samples a second, found 4294967295");
    expectRefused(wav({.channels = 2, .frameBytes = 2}, kSample), "expected 4 bytes for one sample of all channels");
    expectRefused(riff(chunk("fmt ", "short") + chunk("data", kSample)), "its format is cut short");
    expectRefused(riff(chunk("fmt ", formatContent({.tag = 0xFFFE})) + chunk("data", kSample)),
                  "extended format is cut short");
}

TEST(BrokenWavTest, RefusesPartsThatAreMissingOrCutShort) {
    const Bytes format = chunk("fmt ", formatContent({}));
    expectRefused("RIFF", "cut short");
    expectRefused(riff(""), "it has no format");
    expectRefused(riff(format), "it has no samples");
    expectRefused(riff(chunk("data", kSample)), "its samples come before their format");
    expectRefused(riff(format + chunk("data", "")), "it holds no samples");
    expectRefused(riff(format + chunk("data", "abc")), "its last sample is cut short");
    expectRefused(riff(format + "data" + littleEndian(1000, 4) + kSample), "expected 1000 bytes of samples, found 2");
    expectRefused(riff(format + "LIST" + littleEndian(0x7FFFFFFF, 4) + "abcd"), "its part `LIST` is cut short");
}

TEST(BrokenWavTest, RefusesSamplesThatAreNoSound) {
    for (const float value : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(), 1e30f})
        expectRefused(wav({.tag = 3, .bits = 32}, rawSamples<float>({0.0f, value})), "sample 1 is no number near");
    expectRefused(wav({.tag = 3, .bits = 64}, rawSamples<double>({-1e300})), "sample 0 is no number near");
}

TEST(BrokenWavTest, RefusesWhatLastsTooLong) {
    const std::size_t frames = std::size_t{4'000} * kMaxSoundSeconds;
    expectRefused(wav({.rate = 4'000, .bits = 8}, Bytes(frames + 1, '\x80')), "at most 300 are read");
    EXPECT_TRUE(decodeWav(asBytes(wav({.rate = 4'000, .bits = 8}, Bytes(frames, '\x80')))));
}

TEST(BrokenWavTest, AnyCutIsRefused) {
    const Bytes whole = wav({.channels = 2}, rawSamples<std::int16_t>({1, 2, 3, 4}));
    for (std::size_t length = 0; length < whole.size(); ++length) {
        SCOPED_TRACE(length);
        EXPECT_FALSE(decodeWav(asBytes(whole.substr(0, length))));
    }
}

}  // namespace
}  // namespace msao::engine
