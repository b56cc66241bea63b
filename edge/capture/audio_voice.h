// SPDX-License-Identifier: Apache-2.0
// Voice activity: where somebody speaks in what a microphone heard.
#pragma once

#include "msao/engine/audio.h"

#include <cstddef>
#include <optional>

namespace msao::edge {

/// In samples; the end is behind the last.
struct VoiceSpan {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool operator==(const VoiceSpan&) const = default;
};

/// From the first frame of 20 ms that is voice to the last, with a little before and behind, since words begin and end
/// softly. Voice is louder than the background of this very sound, which is how soft its softest tenth is. Absent where
/// nobody spoke. A clap or a key, shorter than three frames in a row, is no voice.
std::optional<VoiceSpan> voiceIn(const engine::Sound& sound);

/// That part of it, unchanged.
std::optional<engine::Sound> spokenPart(const engine::Sound& sound);

}  // namespace msao::edge
