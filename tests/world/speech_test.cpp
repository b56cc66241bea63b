// SPDX-License-Identifier: Apache-2.0
#include "msao/world/speech.h"

#include "tests/world/test_seed.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <set>

namespace msao::world {
namespace {

constexpr std::string_view kFew[] = {"seven", "red"};

/// Skips the test where espeak-ng is not installed.
#define SPEAK_OR_SKIP(bank)                                                                                  \
    auto bank = SpeechBank::speak(kFew, Split::HeldOut);                                                     \
    if (!bank && bank.error().code == engine::ErrorCode::FileNotFound) GTEST_SKIP() << bank.error().message; \
    ASSERT_TRUE(bank) << bank.error().message

Sound saying(std::vector<std::string> words, std::size_t voice) {
    Sound sound;
    sound.split = Split::HeldOut;
    sound.words = std::move(words);
    sound.voice = voice;
    return sound;
}

double power(const std::vector<float>& samples) {
    double sum = 0;
    for (const float sample : samples) sum += static_cast<double>(sample) * sample;
    return sum / static_cast<double>(samples.size());
}

TEST(SpeechTest, IsTheSameForTheSameSoundAndDiffersByVoiceAndWord) {
    SPEAK_OR_SKIP(bank);
    auto again = SpeechBank::speak(kFew, Split::HeldOut);
    ASSERT_TRUE(again);
    std::set<std::vector<float>> different;
    for (std::size_t voice = 0; voice < voices(Split::HeldOut).size(); ++voice) {
        for (const std::string_view word : kFew) {
            const auto samples = bank->samples(saying({std::string(word)}, voice));
            ASSERT_TRUE(samples);
            EXPECT_EQ(*samples, *again->samples(saying({std::string(word)}, voice)));
            EXPECT_GT(power(*samples), 1e-3);
            for (const float sample : *samples) ASSERT_LE(std::abs(sample), 1);
            different.insert(*samples);
        }
    }
    EXPECT_EQ(different.size(), 2 * voices(Split::HeldOut).size());
}

TEST(SpeechTest, TwoWordsTakeLongerThanOne) {
    SPEAK_OR_SKIP(bank);
    Sound one = saying({"seven"}, 0);
    Sound two = saying({"seven", "red"}, 0);
    one.seconds = two.seconds = 0;
    EXPECT_GT(bank->samples(two)->size(), bank->samples(one)->size() + kSoundRate / 10);
    two.seconds = 3;
    EXPECT_EQ(bank->samples(two)->size(), 3U * kSoundRate);
}

TEST(SpeechTest, TellsWhichSamplesAWordTakes) {
    SPEAK_OR_SKIP(bank);
    Sound sound = saying({"seven", "red"}, 1);
    sound.seconds = 2;
    const auto recording = bank->recording(sound);
    ASSERT_TRUE(recording);
    EXPECT_EQ(recording->samples, *bank->samples(sound));
    ASSERT_EQ(recording->heard.size(), 2U);
    std::vector<float> outside = recording->samples;
    for (const Heard& heard : recording->heard) {
        const auto first = outside.begin() + static_cast<long>(heard.first);
        EXPECT_GT(power({first, first + static_cast<long>(heard.count)}), 1e-3) << heard.word;
        std::fill(first, first + static_cast<long>(heard.count), 0.0F);
    }
    EXPECT_EQ(power(outside), 0);  // there was no noise
    EXPECT_EQ(recording->heard[0].word, "seven");
    EXPECT_EQ(recording->heard[1].word, "red");
}

TEST(SpeechTest, RefusesAWordThatNobodySaid) {
    SPEAK_OR_SKIP(bank);
    EXPECT_FALSE(bank->samples(saying({"weather"}, 0)));
    EXPECT_FALSE(bank->samples(saying({"seven"}, 99)));
}

/// A bank without any words: tones and noise need none.
engine::Result<SpeechBank> silentBank() {
    return SpeechBank::speak({}, Split::Train);
}

TEST(SpeechTest, ATonesPitchCanBeCounted) {
    const auto bank = silentBank();
    ASSERT_TRUE(bank);
    for (const Pitch pitch : {Pitch::Low, Pitch::High}) {
        for (std::uint32_t seed = 0; seed < 20; ++seed) {
            Sound tone;
            tone.kind = SoundKind::Tone;
            tone.pitch = pitch;
            tone.seed = seed;
            const auto samples = bank->samples(tone);
            ASSERT_TRUE(samples);
            int crossings = 0;
            for (std::size_t i = 1; i < samples->size(); ++i) crossings += (*samples)[i - 1] <= 0 && (*samples)[i] > 0;
            const double hertz = crossings / 0.7;  // a tone lasts this long
            EXPECT_EQ(hertz > 600, pitch == Pitch::High) << hertz;
        }
    }
}

TEST(SpeechTest, NoiseIsAsStrongAsItSays) {
    const auto bank = silentBank();
    ASSERT_TRUE(bank);
    Sound noise;
    noise.kind = SoundKind::Noise;
    noise.noise = 0.05;
    EXPECT_NEAR(std::sqrt(power(*bank->samples(noise))), 0.05, 0.002);
}

TEST(SpeechTest, MakesItsCacheAnewWhenThatIsDamaged) {
    const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / "msao_speech_test.bin";
    std::ofstream(file) << "MSAOSPK1\xff\xff\xff\xff and a clip that is not there";
    const auto made = SpeechBank::open(file);
    if (!made && made.error().code == engine::ErrorCode::FileNotFound) GTEST_SKIP() << made.error().message;
    ASSERT_TRUE(made) << made.error().message;
    const auto size = std::filesystem::file_size(file);
    EXPECT_GT(size, 100'000U);
    const auto time = std::filesystem::last_write_time(file);
    const auto read = SpeechBank::open(file);
    ASSERT_TRUE(read);
    EXPECT_EQ(std::filesystem::last_write_time(file), time);  // read, not made again
    const Sound sound = makeSound(3, {});
    EXPECT_EQ(*made->samples(sound), *read->samples(sound));
    std::filesystem::remove(file);
}

TEST(SoundTest, IsAboutTheSceneHalfOfTheTime) {
    const std::uint64_t seed = testSeed();
    int there = 0;
    constexpr int kSounds = 1000;
    for (std::uint64_t i = 0; i < kSounds; ++i) {
        const Scene scene = makeScene(seed + i, {});
        const Sound sound = makeSoundAbout(scene, seed + i, {});
        ASSERT_EQ(sound.words.size(), 2U);
        for (const Object& object : scene.objects) {
            if (word(object.colour) == sound.words[0] && word(object.kind) == sound.words[1]) {
                ++there;
                break;
            }
        }
    }
    EXPECT_NEAR(there, kSounds / 2, 60);
}

}  // namespace
}  // namespace msao::world
