// SPDX-License-Identifier: Apache-2.0
// Attention of a PackedBatch: prefixes look at themselves, turns at their prefix and themselves, all of them backwards.
#pragma once

#include "engine/model/attention.h"

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace msao::training {

struct PackedShape {
    std::int64_t pictures = 0;
    std::int64_t prefixTokens = 0;
    std::int64_t rows = 0;
    std::int64_t rowTokens = 0;

    std::int64_t prefixTotal() const { return pictures * prefixTokens; }
    std::int64_t rowTotal() const { return pictures * rows * rowTokens; }
};

class PackedAttention {
public:
    /// `turns` as in PackedBatch. `type`: in which the products are taken.
    PackedAttention(const PackedShape& shape, const at::Tensor& turns, at::ScalarType type);

    /// own: all tokens, prefixes first, [n, kvHeads, headDim]. query: of all tokens, or of the rows only.
    /// Returns [query rows, heads * headDim].
    at::Tensor operator()(const at::Tensor& query, const engine::KeyValues& own) const;

private:
    at::Tensor ofPrefixes(const at::Tensor& query, const engine::KeyValues& own) const;
    at::Tensor ofRows(const at::Tensor& query, const engine::KeyValues& own) const;

    PackedShape m_shape;
    at::ScalarType m_type;
    at::Tensor m_prefixMask;  // [prefixTokens, prefixTokens]; 0, or minus infinity where it must not look
    at::Tensor m_rowMask;     // [pictures, 1, rows, 1, rowTokens, rowTokens]
};

}  // namespace msao::training
