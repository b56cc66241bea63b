// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace msao::engine {

/// Whisper's log-mel spectrum of a sound at kAudioSampleRate that is followed by silence up to `totalSamples`:
/// [melBins, frames], a frame for every 160 samples that the sound itself reaches. Scaled so that the loudest value of
/// all frames is at most 8 decades above the quietest, and 0 stands for 1e-4 of full power.
std::vector<float> logMelSpectrum(std::span<const float> samples, std::int64_t totalSamples, std::int32_t melBins);

}  // namespace msao::engine
