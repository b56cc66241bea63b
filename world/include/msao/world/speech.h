// SPDX-License-Identifier: Apache-2.0
// Sounds as samples. Words are spoken by the program espeak-ng, once, and kept.
#pragma once

#include "msao/engine/progress.h"
#include "msao/engine/result.h"
#include "msao/world/sound.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace msao::world {

/// Something that can be told of a sound, a word or a tone's pitch, and which samples it takes.
struct Heard {
    std::string word{};
    std::size_t first = 0;
    std::size_t count = 0;

    bool operator==(const Heard&) const = default;
};

struct Recording {
    std::vector<float> samples{};  // -1..1 at kSoundRate
    std::vector<Heard> heard{};    // in order; none: noise alone
};

/// Where programs keep spoken words unless they are told otherwise.
inline std::filesystem::path defaultSpeechCache() {
    return std::filesystem::temp_directory_path() / "msao-speech.bin";
}

/// Every word by every voice, in memory. Immutable once made: any number of threads may read it.
class SpeechBank {
public:
    /// Reads `cacheFile`; where it is absent or of another recipe, runs espeak-ng (some seconds) and writes it.
    /// An Error says that espeak-ng is not installed.
    static engine::Result<SpeechBank> open(const std::filesystem::path& cacheFile,
                                           const engine::Progress& progress = {});

    /// Only these words, voices of one split, without a cache.
    static engine::Result<SpeechBank> speak(std::span<const std::string_view> words, Split split,
                                            const engine::Progress& progress = {});

    /// Tones and noise need no bank; a word that the bank lacks is an Error.
    engine::Result<Recording> recording(const Sound& sound) const;
    /// Its samples alone.
    engine::Result<std::vector<float>> samples(const Sound& sound) const;

private:
    explicit SpeechBank(std::map<std::string, std::vector<std::int16_t>> clips) : m_clips(std::move(clips)) {}

    engine::Status appendWords(Recording& recording, const Sound& sound) const;

    std::map<std::string, std::vector<std::int16_t>> m_clips;  // by clipName of world/speech_clips.h
};

}  // namespace msao::world
