// SPDX-License-Identifier: Apache-2.0
// Which number format the kernels use for which weights.
#pragma once

#include "engine/cuda/activation_layout.h"
#include "msao/engine/engine.h"

#include <cstdint>

namespace msao::engine {

inline ActivationLayout activationLayout(WeightType type) {
    switch (type) {
        case WeightType::F32:
            return activationLayoutOf<F32Format>();
        case WeightType::BF16:
            return activationLayoutOf<Bf16Format>();
        case WeightType::Int8:
            return activationLayoutOf<Int8Format>();
        case WeightType::Int4:
            return activationLayoutOf<Int4Format>();
    }
    return {};
}

/// Of one activation, and of one element of the KV cache.
inline std::int64_t activationBytes(WeightType type) {
    return type == WeightType::F32 ? 4 : 2;
}

}  // namespace msao::engine
