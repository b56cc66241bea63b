// SPDX-License-Identifier: Apache-2.0
// The trained part of the probe, as values. Comes from a file, so it is checked before it is used.
#pragma once

#include "msao/engine/modality.h"
#include "msao/engine/result.h"

#include <cstdint>
#include <vector>

namespace msao::engine {

/// Of a spatial head, as `msao calibrate` makes it; chosen.
inline constexpr std::int32_t kTrainedUnits = 16;

/// What Eq. 3 leaves out: the question. Each unit sees something in a token and weighs it by what is asked, with p the
/// mean embedding of the question's words: rectified(seen . f + seenBias) * (asked . p + askedBias).
struct QuestionUnits {
    std::int32_t count = 0;
    std::vector<float> seen;  // [count, width of f]
    std::vector<float> seenBias;
    std::vector<float> asked;  // [count, width of p]
    std::vector<float> askedBias;
    bool operator==(const QuestionUnits&) const = default;
};

/// Eq. 3 on the pooled features of one modality's encoder: sigma(weights . f + bias + the sum over its units).
struct SpatialHead {
    Modality modality = Modality::Image;
    std::vector<float> weights;
    float bias = 0;
    QuestionUnits units = {};
    bool operator==(const SpatialHead&) const = default;
};

/// Eq. 6: one small MLP for all modalities, [p; z_m] to alpha_m; p and z_m are both as wide as the language model.
struct ModalHead {
    std::int32_t inputWidth = 0;   // of p and of z_m each
    std::int32_t hiddenWidth = 0;  // rectified
    std::vector<float> first;      // [hiddenWidth, 2 * inputWidth]
    std::vector<float> firstBias;
    std::vector<float> second;  // [hiddenWidth]
    float secondBias = 0;
    bool operator==(const ModalHead&) const = default;
};

/// What of a sound the heads know.
enum class HeardBy {
    Encoder,   // its tokens as the first blocks of the audio encoder make them, and their place among the words
    Spectrum,  // its log-mel spectrum alone: heads from before the probe listened through the encoder
};

struct ProbeHeads {
    // At most one a modality. A clip without one takes that of images, and the other way round: they share a tower.
    // Any other modality without a head counts as important throughout.
    std::vector<SpatialHead> spatial;
    ModalHead modal;
    double temperature = 1;               // divides alpha; fitted on held-out data
    double expectedCalibrationError = 1;  // measured on held-out data, 0...1
    HeardBy heardBy = HeardBy::Encoder;
    bool operator==(const ProbeHeads&) const = default;
};

/// Shapes fit, numbers are finite, widths are sane.
Status checkProbeHeads(const ProbeHeads& heads);

}  // namespace msao::engine
