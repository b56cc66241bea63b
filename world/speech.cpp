// SPDX-License-Identifier: Apache-2.0
#include "msao/world/speech.h"

#include "world/draws.h"
#include "world/speech_clips.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace msao::world {

using namespace engine;

namespace {

constexpr double kGapSeconds = 0.06;   // between two words
constexpr double kTailSeconds = 0.15;  // behind the last
constexpr double kToneSeconds = 0.7;

SpeechOrder everything() {
    SpeechOrder order;
    for (const Split split : {Split::Train, Split::HeldOut}) {
        const auto all = voices(split);
        order.voices.insert(order.voices.end(), all.begin(), all.end());
    }
    order.words.assign(spokenWords().begin(), spokenWords().end());
    return order;
}

std::size_t toSamples(double seconds) {
    return static_cast<std::size_t>(std::lround(std::max(0.0, seconds) * kSoundRate));
}

/// `rate` 1.05 is a twentieth faster and higher.
void append(std::vector<float>& samples, const std::vector<std::int16_t>& clip, double rate, double gain) {
    if (clip.empty()) return;
    const auto count = static_cast<std::size_t>(static_cast<double>(clip.size() - 1) / rate);
    for (std::size_t i = 0; i < count; ++i) {
        const double at = static_cast<double>(i) * rate;
        const auto before = static_cast<std::size_t>(at);
        const double share = at - static_cast<double>(before);
        const double value = clip[before] + share * (clip[before + 1] - clip[before]);
        samples.push_back(static_cast<float>(gain * value / 32768));
    }
}

void appendTone(std::vector<float>& samples, const Sound& sound, Draws& draws) {
    const double hertz = sound.pitch == Pitch::Low ? draws.between(200, 320) : draws.between(900, 1400);
    const double overtone = draws.between(0, 0.3);
    const double fadeSamples = 0.03 * kSoundRate;
    const std::size_t count = toSamples(kToneSeconds);
    for (std::size_t i = 0; i < count; ++i) {
        const double angle = 2 * std::numbers::pi * hertz * static_cast<double>(i) / kSoundRate;
        const double edge = static_cast<double>(std::min(i, count - i)) / fadeSamples;
        const double value = (std::sin(angle) + overtone * std::sin(2 * angle)) / (1 + overtone);
        samples.push_back(static_cast<float>(0.6 * sound.gain * std::min(1.0, edge) * value));
    }
}

void addNoise(std::vector<float>& samples, double deviation, Draws& draws) {
    if (deviation <= 0) return;
    for (std::size_t i = 0; i < samples.size(); i += 2) {
        const double radius = deviation * std::sqrt(-2 * std::log(1 - draws.unit()));
        const double angle = draws.angle();
        samples[i] += static_cast<float>(radius * std::cos(angle));
        if (i + 1 < samples.size()) samples[i + 1] += static_cast<float>(radius * std::sin(angle));
    }
    for (float& sample : samples) sample = std::clamp(sample, -1.0F, 1.0F);
}

}  // namespace

Result<SpeechBank> SpeechBank::open(const std::filesystem::path& cacheFile, const Progress& progress) {
    const SpeechOrder order = everything();
    if (auto clips = readClips(cacheFile, order)) return SpeechBank(std::move(*clips));
    MSAO_TRY(SpeechClips spoken, speakClips(order, progress));
    MSAO_CHECK(writeClips(cacheFile, spoken));
    return SpeechBank(std::move(spoken));
}

Result<SpeechBank> SpeechBank::speak(std::span<const std::string_view> words, Split split, const Progress& progress) {
    const auto all = voices(split);
    MSAO_TRY(SpeechClips spoken,
             speakClips({.voices = {all.begin(), all.end()}, .words = {words.begin(), words.end()}}, progress));
    return SpeechBank(std::move(spoken));
}

Status SpeechBank::appendWords(Recording& recording, const Sound& sound) const {
    const auto speakers = voices(sound.split);
    if (sound.voice >= speakers.size()) {
        return Error{ErrorCode::InvalidArgument,
                     "voice " + std::to_string(sound.voice) + ": expected below " + std::to_string(speakers.size())};
    }
    std::vector<float>& samples = recording.samples;
    for (const std::string& word : sound.words) {
        const auto clip = m_clips.find(clipName(speakers[sound.voice], word));
        if (clip == m_clips.end()) {
            return Error{ErrorCode::InvalidArgument, "`" + word + "` is no word that the voice " +
                                                         std::string(speakers[sound.voice].name) + " can say"};
        }
        const std::size_t first = samples.size();
        append(samples, clip->second, sound.rate, sound.gain);
        recording.heard.push_back({word, first, samples.size() - first});
        samples.resize(samples.size() + toSamples(kGapSeconds));
    }
    return Done{};
}

Result<Recording> SpeechBank::recording(const Sound& sound) const {
    Draws draws(sound.seed, sound.split, Stream::SoundSamples);
    Recording recording;
    std::vector<float>& samples = recording.samples;
    samples.resize(toSamples(sound.leadSeconds));
    if (sound.kind == SoundKind::Tone) {
        recording.heard.push_back({std::string(word(sound.pitch)), samples.size(), toSamples(kToneSeconds)});
        appendTone(samples, sound, draws);
    }
    if (sound.kind == SoundKind::Speech) MSAO_CHECK(appendWords(recording, sound));
    samples.resize(std::max(samples.size() + toSamples(kTailSeconds), toSamples(sound.seconds)));
    addNoise(samples, sound.noise, draws);
    return recording;
}

Result<std::vector<float>> SpeechBank::samples(const Sound& sound) const {
    MSAO_TRY(Recording recorded, recording(sound));
    return std::move(recorded.samples);
}

}  // namespace msao::world
