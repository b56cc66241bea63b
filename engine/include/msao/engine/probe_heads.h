// SPDX-License-Identifier: Apache-2.0
// The trained part of the probe, as values. Comes from a file, so it is checked before it is used.
#pragma once

#include "msao/engine/modality.h"
#include "msao/engine/result.h"

#include <cstdint>
#include <vector>

namespace msao::engine {

/// Eq. 3: sigma(weights . f + bias) on the pooled features of one modality's encoder.
struct SpatialHead {
    Modality modality = Modality::Image;
    std::vector<float> weights;
    float bias = 0;
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

struct ProbeHeads {
    std::vector<SpatialHead> spatial;  // at most one a modality; one without a head counts as important throughout
    ModalHead modal;
    double temperature = 1;               // divides alpha; fitted on held-out data
    double expectedCalibrationError = 1;  // measured on held-out data, 0...1
    bool operator==(const ProbeHeads&) const = default;
};

/// Shapes fit, numbers are finite, widths are sane.
Status checkProbeHeads(const ProbeHeads& heads);

}  // namespace msao::engine
