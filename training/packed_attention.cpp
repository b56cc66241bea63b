// SPDX-License-Identifier: Apache-2.0
#include "training/packed_attention.h"

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

engine::KeyValues part(const std::vector<at::Tensor>& keys, const std::vector<at::Tensor>& values, std::size_t index) {
    return {keys[index], values[index]};
}

}  // namespace

PackedAttention::PackedAttention(const PackedShape& shape, const at::Tensor& turns, at::ScalarType type)
    : m_shape(shape), m_type(type) {
    m_firstInPrefix = at::zeros({shape.pictures, shape.prefixTokens}, turns.options());
    if (shape.rows > 0) m_firstInRow = firstOfTurns(turns);
}

at::Tensor PackedAttention::operator()(const at::Tensor& query, const engine::KeyValues& own) const {
    if (m_shape.rows == 0) return ofPrefixes(query, own);
    const std::vector<std::int64_t> sizes{m_shape.prefixTotal(), m_shape.rowTotal()};
    const std::vector<at::Tensor> keys = own.keys.split_with_sizes(sizes), values = own.values.split_with_sizes(sizes);
    if (query.size(0) == m_shape.rowTotal()) return ofRows(query, part(keys, values, 0), part(keys, values, 1));
    const std::vector<at::Tensor> queries = query.split_with_sizes(sizes);
    return at::cat({ofPrefixes(queries[0], part(keys, values, 0)),
                    ofRows(queries[1], part(keys, values, 0), part(keys, values, 1))});
}

at::Tensor PackedAttention::byHead(const at::Tensor& x, std::int64_t kvHeads, std::int64_t count,
                                   std::int64_t tokens) const {
    // Rounding and putting in order are one pass.
    return x.view({m_shape.pictures, count, tokens, kvHeads, x.size(1) / kvHeads, x.size(2)})
        .permute({0, 3, 1, 4, 2, 5})
        .to(m_type, false, true, at::MemoryFormat::Contiguous);
}

at::Tensor PackedAttention::ofPrefixes(const at::Tensor& query, const engine::KeyValues& prefixes) const {
    const std::int64_t tokens = m_shape.prefixTokens, width = query.size(2);
    const std::int64_t kvHeads = prefixes.keys.size(1), group = query.size(1) / kvHeads;
    const std::int64_t batches = m_shape.pictures * kvHeads;
    // The query heads that share keys stand one after the other as more rows of one product.
    const at::Tensor q = byHead(query, kvHeads, 1, tokens).view({batches, group * tokens, width});
    const at::Tensor keys = byHead(prefixes.keys, kvHeads, 1, tokens).view({batches, tokens, width});
    const at::Tensor values = byHead(prefixes.values, kvHeads, 1, tokens).view({batches, tokens, width});
    const at::Tensor scores = at::bmm(q, keys.transpose(1, 2));
    const at::Tensor none = at::empty({batches, group * tokens, 0}, scores.options());
    const RowScores chances = seenSoftmax({none, scores}, {m_firstInPrefix, 1, kvHeads, group}, scaleOf(query));
    return at::bmm(chances.own, values)
        .view({m_shape.pictures, kvHeads, group, tokens, width})
        .permute({0, 3, 1, 2, 4})
        .reshape({m_shape.pictures * tokens, kvHeads * group * width});
}

at::Tensor PackedAttention::ofRows(const at::Tensor& query, const engine::KeyValues& prefixes,
                                   const engine::KeyValues& rows) const {
    const std::int64_t pictures = m_shape.pictures, count = m_shape.rows, tokens = m_shape.rowTokens;
    const std::int64_t prefix = m_shape.prefixTokens, width = query.size(2);
    const std::int64_t kvHeads = rows.keys.size(1), group = query.size(1) / kvHeads, batches = pictures * kvHeads;
    const at::Tensor q = byHead(query, kvHeads, count, tokens);
    const auto ofPrefix = [&](const at::Tensor& x) {
        return byHead(x, kvHeads, 1, prefix).view({batches, prefix, width});
    };
    const auto ofRow = [&](const at::Tensor& x) {
        return byHead(x, kvHeads, count, tokens).view({batches * count, tokens, width});
    };
    const at::Tensor toPrefix =
        at::bmm(q.view({batches, count * group * tokens, width}), ofPrefix(prefixes.keys).transpose(1, 2));
    const at::Tensor toRow =
        at::bmm(q.view({batches * count, group * tokens, width}), ofRow(rows.keys).transpose(1, 2));
    const RowScores chances = seenSoftmax({toPrefix, toRow}, {m_firstInRow, count, kvHeads, group}, scaleOf(query));
    const at::Tensor fromPrefix = at::bmm(chances.prefix, ofPrefix(prefixes.values));
    const at::Tensor fromRow = at::bmm(chances.own, ofRow(rows.values)).view_as(fromPrefix);
    return fromPrefix.add(fromRow)
        .view({pictures, kvHeads, count, group, tokens, width})
        .permute({0, 2, 4, 1, 3, 5})
        .reshape({pictures * count * tokens, kvHeads * group * width});
}

}  // namespace msao::training
