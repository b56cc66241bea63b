// SPDX-License-Identifier: Apache-2.0
// Small random weights of parts of a model; at::manual_seed makes them repeat.
#pragma once

#include "engine/model/audio_tower.h"

#include <ATen/ATen.h>

namespace msao::engine {

inline at::Tensor noise(at::IntArrayRef shape, double scale = 0.3) {
    return at::randn(shape).mul(scale);
}

inline LinearTensors linear(std::int64_t out, std::int64_t in) {
    return {noise({out, in}), noise({out})};
}

}  // namespace msao::engine
