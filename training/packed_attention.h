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
    at::Tensor ofPrefixes(const at::Tensor& query, const engine::KeyValues& prefixes) const;
    at::Tensor ofRows(const at::Tensor& query, const engine::KeyValues& prefixes, const engine::KeyValues& rows) const;
    /// Some pictures' heads in the type of the products: x [pictures * count * tokens, heads, width] to [pictures,
    /// kvHeads, count, heads / kvHeads, tokens, width].
    at::Tensor byHead(const at::Tensor& x, std::int64_t kvHeads, std::int64_t count, std::int64_t tokens) const;

    PackedShape m_shape;
    at::ScalarType m_type;
    at::Tensor m_firstInPrefix;  // as SeenKeys::first: zeros
    at::Tensor m_firstInRow;
};

}  // namespace msao::training
