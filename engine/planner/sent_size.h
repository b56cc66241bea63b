// SPDX-License-Identifier: Apache-2.0
// What is left of a modality under its plan: retention takes tokens away and their bytes with them, compression bytes.
#pragma once

#include "msao/engine/plan.h"

namespace msao::engine {

inline double keptTokens(const ModalityProbe& probe, const ModalityPlan& plan) {
    return static_cast<double>(probe.tokens) * plan.retention;
}

inline double sentBytes(const ModalityProbe& probe, const ModalityPlan& plan) {
    return static_cast<double>(probe.bytes) * plan.retention * (1 - plan.compression);
}

}  // namespace msao::engine
