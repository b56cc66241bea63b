// SPDX-License-Identifier: Apache-2.0
#include "training/packed_attention.h"

#include "engine/model/half_products.h"
#include "training/seen_softmax.h"

#include <ATen/ATen.h>

#include <cmath>

namespace msao::training {
namespace {

double scaleOf(const at::Tensor& query) {
    return 1.0 / std::sqrt(static_cast<double>(query.size(-1)));
}

/// Where each token's turn begins in its row; turns are stretches of equal numbers.
at::Tensor firstOfTurns(const at::Tensor& turns) {
    const at::Tensor places = at::arange(turns.size(1), turns.options());
    const at::Tensor isSame = turns.unsqueeze(2).eq(turns.unsqueeze(1));
    return at::where(isSame, places, turns.size(1)).amin(2).to(at::kInt).contiguous();
}

}  // namespace

PackedAttention::PackedAttention(const PackedShape& shape, const at::Tensor& turns, at::ScalarType type)
    : m_shape(shape), m_type(type) {
    m_firstInPrefix = at::zeros({shape.pictures, shape.prefixTokens}, turns.options());
    m_firstInRow = firstOfTurns(turns);
}

at::Tensor PackedAttention::operator()(const at::Tensor& query, const engine::KeyValues& own, Looks* looks) const {
    const std::int64_t width = query.size(2), kvHeads = own.keys.size(1), batches = m_shape.pictures * kvHeads;
    PackedHeads heads;
    heads.kvHeads = kvHeads;
    heads.group = query.size(1) / kvHeads;
    const auto stretch = [&](std::int64_t first, std::int64_t count, std::int64_t tokens) {
        const std::int64_t all = m_shape.pictures * count * tokens;
        const auto ordered = [&](const at::Tensor& x) {
            return byHead(x.narrow(0, first, all), kvHeads, count, tokens).view({batches * count, tokens, width});
        };
        return StretchHeads{{}, ordered(own.keys), ordered(own.values)};
    };
    const auto ordered = [&](const at::Tensor& x, std::int64_t count, std::int64_t tokens) {
        return byHead(x, kvHeads, count, tokens).view({batches, -1, width});
    };
    heads.prefixes = stretch(0, 1, m_shape.prefixTokens);
    heads.rows = stretch(m_shape.prefixTotal(), m_shape.rows, m_shape.rowTokens);
    const std::int64_t ofPrefixes = query.size(0) - m_shape.rowTotal();
    if (ofPrefixes > 0) heads.prefixes.query = ordered(query.narrow(0, 0, ofPrefixes), 1, m_shape.prefixTokens);
    heads.rows.query = ordered(query.narrow(0, ofPrefixes, m_shape.rowTotal()), m_shape.rows, m_shape.rowTokens);
    return (*this)(heads, looks);
}

at::Tensor PackedAttention::operator()(const PackedHeads& heads, Looks* looks) const {
    const at::Tensor rows = ofRows(heads, looks);
    return heads.prefixes.query.defined() ? at::cat({ofPrefixes(heads), rows}) : rows;
}

at::Tensor PackedAttention::byHead(const at::Tensor& x, std::int64_t kvHeads, std::int64_t count,
                                   std::int64_t tokens) const {
    // Rounding and putting in order are one pass.
    return x.view({m_shape.pictures, count, tokens, kvHeads, x.size(1) / kvHeads, x.size(2)})
        .permute({0, 3, 1, 4, 2, 5})
        .to(m_type, false, true, at::MemoryFormat::Contiguous);
}

at::Tensor PackedAttention::byToken(const at::Tensor& mixed, const PackedHeads& heads, std::int64_t count,
                                    std::int64_t tokens) const {
    return mixed.view({m_shape.pictures, heads.kvHeads, count, heads.group, tokens, mixed.size(-1)})
        .permute({0, 2, 4, 1, 3, 5})
        .reshape({m_shape.pictures * count * tokens, heads.kvHeads * heads.group * mixed.size(-1)});
}

at::Tensor PackedAttention::ofPrefixes(const PackedHeads& heads) const {
    const StretchHeads& own = heads.prefixes;
    const at::Tensor scores = engine::batchedProduct(own.query, own.keys.transpose(1, 2));
    const at::Tensor none = at::empty({scores.size(0), scores.size(1), 0}, scores.options());
    const RowScores chances =
        seenSoftmax({none, scores}, {m_firstInPrefix, 1, heads.kvHeads, heads.group}, scaleOf(own.query));
    return byToken(engine::batchedProduct(chances.own, own.values), heads, 1, m_shape.prefixTokens);
}

at::Tensor PackedAttention::ofRows(const PackedHeads& heads, Looks* looks) const {
    const StretchHeads& own = heads.rows;
    const std::int64_t width = own.query.size(2);
    const std::vector<std::int64_t> byRow{own.keys.size(0), heads.group * m_shape.rowTokens, width};
    const at::Tensor toPrefix = engine::batchedProduct(own.query, heads.prefixes.keys.transpose(1, 2));
    const at::Tensor toRow = engine::batchedProduct(own.query.view(byRow), own.keys.transpose(1, 2));
    const RowScores chances =
        seenSoftmax({toPrefix, toRow}, {m_firstInRow, m_shape.rows, heads.kvHeads, heads.group}, scaleOf(own.query));
    if (looks != nullptr) looks->chances = looksIn(chances.prefix, looks->places, heads);
    const at::Tensor fromPrefix = engine::batchedProduct(chances.prefix, heads.prefixes.values).view(byRow);
    const at::Tensor mixed = engine::batchedProduct(fromPrefix, chances.own, own.values);
    return byToken(mixed, heads, m_shape.rows, m_shape.rowTokens);
}

at::Tensor PackedAttention::looksIn(const at::Tensor& prefixChances, const at::Tensor& places,
                                    const PackedHeads& heads) const {
    const std::int64_t rows = m_shape.rows, tokens = m_shape.rowTokens;
    const at::Tensor picture = places.floor_divide(rows * tokens);
    const at::Tensor row = places.remainder(rows * tokens).floor_divide(tokens);
    const at::Tensor block = picture.mul(heads.kvHeads * rows).add(row).mul(heads.group);
    const at::Tensor first = block.mul(tokens).add(places.remainder(tokens));
    const at::Tensor ofHeads = first.unsqueeze(1).add(at::arange(heads.group, places.options()).mul(tokens)).flatten();
    return prefixChances.reshape({-1, m_shape.prefixTokens}).index_select(0, ofHeads);
}

}  // namespace msao::training
