// SPDX-License-Identifier: Apache-2.0
// Between a layer's joined query-key-value product and its packed attention, on CPUs: bias, rotation, rounding and
// putting in order as one pass each way.
#pragma once

#include "engine/model/layer_math.h"
#include "training/packed_attention.h"

#include <ATen/core/Tensor.h>

namespace msao::training {

/// The only width of a head that is cared for: one vector of float32 each half.
inline constexpr std::int64_t kPackedHeadWidth = 32;

/// x: [all tokens, (heads + 2 kvHeads) * width], bfloat16: queries, keys, values. bias: float32, as wide. Queries and
/// keys are turned.
PackedHeads packedHeads(const at::Tensor& x, const at::Tensor& bias, const engine::RotaryTable& rotary,
                        const PackedShape& shape, std::int64_t kvHeads);

}  // namespace msao::training
