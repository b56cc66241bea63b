// SPDX-License-Identifier: Apache-2.0
// What is left of a modality under its plan: retention takes tokens away and their bytes with them, compression bytes.
// A sound's samples travel whole, because its encoder needs all of them.
#pragma once

#include "msao/engine/calibration.h"
#include "msao/engine/plan.h"

#include <algorithm>
#include <cstddef>

namespace msao::engine {

inline double keptTokens(const ModalityProbe& probe, const ModalityPlan& plan) {
    return static_cast<double>(probe.tokens) * plan.retention;
}

inline double sentBytes(const ModalityProbe& probe, const ModalityPlan& plan) {
    const double kept = probe.modality == Modality::Audio ? 1 : plan.retention;
    return static_cast<double>(probe.bytes) * kept * (1 - plan.compression);
}

/// rho at one quality of the modality's codec: the share of its raw bytes that does not travel.
inline double compressionAt(const MediaRate& rate, const ModalityProbe& probe) {
    if (probe.bytes <= 0) return 0;
    return std::clamp(1 - rate.bytesPerToken * static_cast<double>(probe.tokens) / static_cast<double>(probe.bytes),
                      0.0, 1.0);
}

/// Loss of a token over the compression of this medium. Measured losses belong to the qualities of the codec, and those
/// stand where their bytes are a share of this one's own: what the pictures of the calibration were made of does not
/// matter.
inline QualityCurve compressionCurve(const ModalityQuality& quality, const ModalityProbe& probe) {
    QualityCurve curve = quality.ofCompression;
    if (quality.rates.size() != curve.size()) return curve;
    for (std::size_t i = 0; i < curve.size(); ++i) curve[i].removed = compressionAt(quality.rates[i], probe);
    return curve;
}

}  // namespace msao::engine
