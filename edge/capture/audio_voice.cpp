// SPDX-License-Identifier: Apache-2.0
#include "edge/capture/audio_voice.h"

#include "edge/capture/audio_level.h"

#include <algorithm>
#include <span>
#include <vector>

namespace msao::edge {
namespace {

// Chosen, and tried with espeak-ng's voices over white noise.
constexpr double kFrameSeconds = 0.020;
constexpr double kBeforeSeconds = 0.20;
constexpr double kBehindSeconds = 0.30;
constexpr float kLeastDb = -50;          // softer is nobody
constexpr float kAboveBackgroundDb = 9;  //
constexpr float kBelowLoudestDb = 12;    // in a sound without pauses the softest tenth is voice, too
constexpr std::size_t kLeastFrames = 3;  // in a row

std::vector<float> frameLevels(const engine::Sound& sound, std::size_t frame) {
    std::vector<float> levels;
    const std::span<const float> samples(sound.samples);
    for (std::size_t at = 0; at < samples.size(); at += frame)
        levels.push_back(levelOf(samples.subspan(at, std::min(frame, samples.size() - at))).rmsDb);
    return levels;
}

float voiceFrom(std::vector<float> levels) {
    std::ranges::sort(levels);
    const float background = levels[levels.size() / 10];
    return std::max(kLeastDb, std::min(background + kAboveBackgroundDb, levels.back() - kBelowLoudestDb));
}

/// Frames; the end is behind the last.
std::optional<VoiceSpan> activeFrames(const std::vector<float>& levels, float threshold) {
    std::optional<VoiceSpan> active;
    std::size_t run = 0;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        run = levels[i] > threshold ? run + 1 : 0;
        if (run < kLeastFrames) continue;
        if (!active) active = VoiceSpan{i + 1 - run, 0};
        active->end = i + 1;
    }
    return active;
}

std::size_t samplesIn(double seconds, const engine::Sound& sound) {
    return static_cast<std::size_t>(seconds * sound.samplesPerSecond);
}

}  // namespace

std::optional<VoiceSpan> voiceIn(const engine::Sound& sound) {
    const std::size_t frame = std::max<std::size_t>(1, samplesIn(kFrameSeconds, sound));
    const std::vector<float> levels = frameLevels(sound, frame);
    if (levels.empty()) return std::nullopt;
    const auto active = activeFrames(levels, voiceFrom(levels));
    if (!active) return std::nullopt;
    const std::size_t begin = active->begin * frame;
    const std::size_t before = samplesIn(kBeforeSeconds, sound);
    return VoiceSpan{begin - std::min(begin, before),
                     std::min(sound.samples.size(), active->end * frame + samplesIn(kBehindSeconds, sound))};
}

std::optional<engine::Sound> spokenPart(const engine::Sound& sound) {
    const auto span = voiceIn(sound);
    if (!span) return std::nullopt;
    const auto at = [&](std::size_t sample) { return sound.samples.begin() + static_cast<std::ptrdiff_t>(sample); };
    return engine::Sound{sound.samplesPerSecond, {at(span->begin), at(span->end)}};
}

}  // namespace msao::edge
