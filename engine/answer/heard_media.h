// SPDX-License-Identifier: Apache-2.0
// A sound as the probe hears it: its spectrum, which is what the audio encoder's first layer reads.
#pragma once

#include "msao/engine/audio_input.h"
#include "msao/engine/importance.h"

namespace msao::engine {

/// One row for each language token: the frames that become it, one after the other, against the mean of the sound.
FeatureRows heardFeatures(const AudioInput& audio);

/// A view of `features`.
ProbedMedium heardMedium(const FeatureRows& features, std::uint64_t ordinal);

}  // namespace msao::engine
