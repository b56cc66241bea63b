// SPDX-License-Identifier: Apache-2.0
// Internal to engine/model. Attention in float32: on CPUs libtorch's fused kernel is as fast there as in bf16.
#pragma once

#include "engine/model/vision_layout.h"

#include <ATen/core/Tensor.h>

#include <span>

namespace msao::engine {

/// Keys and values of consecutive tokens of one layer, [n, kvHeads, headDim], float32.
struct KeyValues {
    at::Tensor keys;
    at::Tensor values;
};

/// query, keys, values [n, heads, headDim]; each patch attends to its own segment. Returns [n, heads * headDim].
at::Tensor segmentAttention(const at::Tensor& query, const KeyValues& own, std::span<const SegmentRun> segments);

/// The same as two products and a softmax with float32 sums, the factors in `type`; made to be differentiated.
at::Tensor segmentAttentionByProducts(const at::Tensor& query, const KeyValues& own,
                                      std::span<const SegmentRun> segments, at::ScalarType type);

/// The last query.size(0) of the keys belong to the queries' own tokens; each query attends to its own and all earlier
/// keys. Query heads share the keys of their group. Returns [n, heads * headDim].
at::Tensor causalAttention(const at::Tensor& query, const KeyValues& all);

/// How much each of those queries attends to each key: [heads, n, keys], rows that sum to 1.
at::Tensor attentionWeights(const at::Tensor& query, const at::Tensor& keys);

}  // namespace msao::engine
