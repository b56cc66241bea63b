// SPDX-License-Identifier: Apache-2.0
// Single words by single voices: made by espeak-ng, kept in a file.
#pragma once

#include "msao/engine/progress.h"
#include "msao/engine/result.h"
#include "msao/world/sound.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace msao::world {

/// At kSoundRate, without the silence around it, by name.
using SpeechClips = std::map<std::string, std::vector<std::int16_t>>;

std::string clipName(const Voice& voice, std::string_view word);

struct SpeechOrder {
    std::vector<Voice> voices;
    std::vector<std::string_view> words;
};

engine::Result<SpeechClips> speakClips(const SpeechOrder& order, const engine::Progress& progress);

/// What the file holds, if it holds exactly what was ordered; a file that is damaged or from another order is nothing.
std::optional<SpeechClips> readClips(const std::filesystem::path& file, const SpeechOrder& order);
engine::Status writeClips(const std::filesystem::path& file, const SpeechClips& clips);

}  // namespace msao::world
