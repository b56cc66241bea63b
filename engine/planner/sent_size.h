// SPDX-License-Identifier: Apache-2.0
// What is left of a modality under its plan: retention takes tokens away and their bytes with them, compression bytes.
// A sound's samples travel whole, because its encoder needs all of them.
#pragma once

#include "msao/engine/calibration.h"
#include "msao/engine/plan.h"

#include <algorithm>

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

}  // namespace msao::engine
