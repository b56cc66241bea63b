// SPDX-License-Identifier: Apache-2.0
// A sound of the demo world as a plain value: spoken words, a tone, or nothing but noise.
#pragma once

#include "msao/world/scene.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace msao::world {

inline constexpr int kSoundRate = 16000;  // samples a second, mono

enum class SoundKind : std::uint8_t { Speech, Tone, Noise };
enum class Pitch : std::uint8_t { Low, High };
std::string_view word(Pitch pitch);

/// A speaker of espeak-ng.
struct Voice {
    std::string_view name{};  // as `espeak-ng -v` takes it
    int wordsPerMinute = 160;
    int pitch = 50;  // 0..99

    bool operator==(const Voice&) const = default;
};

/// Train and held-out voices are disjoint.
std::span<const Voice> voices(Split split);

/// Every word that can be spoken: digits, colours, kinds, and a few more.
std::span<const std::string_view> spokenWords();

struct Sound {
    SoundKind kind = SoundKind::Speech;
    Split split = Split::Train;
    std::vector<std::string> words{};  // Speech: what is said, in order
    std::size_t voice = 0;             // index into voices(split)
    double rate = 1;                   // 0.9..1.1: faster and higher
    Pitch pitch = Pitch::Low;          // Tone
    double gain = 1;                   // 0.3..1
    double noise = 0;                  // standard deviation of the noise, full scale is 1
    double leadSeconds = 0.1;          // silence before
    double seconds = 1.5;              // of the whole; longer words make it longer
    std::uint32_t seed = 0;

    bool operator==(const Sound&) const = default;
};

struct SoundOptions {
    Split split = Split::Train;
    double noise = 1;  // 0..1: most noise that may be added
    double toneShare = 0.15;
    double noiseShare = 0.05;  // no voice and no tone at all

    bool operator==(const SoundOptions&) const = default;
};

/// One or two words, a tone, or noise.
Sound makeSound(std::uint64_t seed, const SoundOptions& options);

/// A voice that names a colour and a kind; half of the time something in the scene, half of the time not.
Sound makeSoundAbout(const Scene& scene, std::uint64_t seed, const SoundOptions& options);

}  // namespace msao::world
