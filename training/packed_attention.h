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

/// What one stretch of tokens, all prefixes (count: 1) or all rows, brings to the attention, in the type of the
/// products. The query heads that share keys stand one after the other as more rows of one product.
struct StretchHeads {
    at::Tensor query;   // [pictures * kvHeads, count * group * tokens, width]; undefined: not wanted
    at::Tensor keys;    // [pictures * kvHeads * count, tokens, width]
    at::Tensor values;  // as keys
};

struct PackedHeads {
    StretchHeads prefixes, rows;
    std::int64_t kvHeads = 1;
    std::int64_t group = 1;  // query heads to each of them
};

/// What some tokens of the rows look at.
struct Looks {
    at::Tensor places;   // [m], int64: which tokens
    at::Tensor chances;  // filled in: how much they look at each token of their prefix, for every query head of the
                         // first head of keys: [m * group, prefixTokens], in the type of the products
};

class PackedAttention {
public:
    /// `turns` as in PackedBatch. `type`: in which the products are taken.
    PackedAttention(const PackedShape& shape, const at::Tensor& turns, at::ScalarType type);

    const PackedShape& shape() const { return m_shape; }

    /// own: all tokens, prefixes first, [n, kvHeads, headDim]. query: of all tokens, or of the rows only. `looks`:
    /// null, or what is to be filled in. Returns [query rows, heads * headDim].
    at::Tensor operator()(const at::Tensor& query, const engine::KeyValues& own, Looks* looks = nullptr) const;
    /// The same for heads that are in order already.
    at::Tensor operator()(const PackedHeads& heads, Looks* looks = nullptr) const;

private:
    at::Tensor ofPrefixes(const PackedHeads& heads) const;
    at::Tensor ofRows(const PackedHeads& heads, Looks* looks) const;
    at::Tensor looksIn(const at::Tensor& prefixChances, const at::Tensor& places, const PackedHeads& heads) const;
    /// Some pictures' heads in the type of the products: x [pictures * count * tokens, heads, width] to [pictures,
    /// kvHeads, count, heads / kvHeads, tokens, width].
    at::Tensor byHead(const at::Tensor& x, std::int64_t kvHeads, std::int64_t count, std::int64_t tokens) const;
    /// And back, with the heads side by side.
    at::Tensor byToken(const at::Tensor& mixed, const PackedHeads& heads, std::int64_t count,
                       std::int64_t tokens) const;

    PackedShape m_shape;
    at::ScalarType m_type;
    at::Tensor m_firstInPrefix;  // as SeenKeys::first: zeros
    at::Tensor m_firstInRow;
};

}  // namespace msao::training
