// SPDX-License-Identifier: Apache-2.0
#include "training/packed_attention.h"

#include <ATen/ATen.h>

#include <cmath>
#include <limits>

namespace msao::training {
namespace {

constexpr float kHidden = -std::numeric_limits<float>::infinity();

at::Tensor maskWhere(const at::Tensor& isVisible, at::ScalarType type) {
    return at::zeros(isVisible.sizes(), isVisible.options().dtype(type)).masked_fill_(isVisible.logical_not(), kHidden);
}

}  // namespace

PackedAttention::PackedAttention(const PackedShape& shape, const at::Tensor& turns, at::ScalarType type)
    : m_shape(shape), m_type(type) {
    const auto backwards = [&](std::int64_t count) {
        return at::ones({count, count}, turns.options().dtype(at::kBool)).tril();
    };
    m_prefixMask = maskWhere(backwards(shape.prefixTokens), type);
    if (shape.rows == 0) return;
    const at::Tensor sameTurn = turns.unsqueeze(2).eq(turns.unsqueeze(1));
    m_rowMask = maskWhere(sameTurn.logical_and(backwards(shape.rowTokens)), type)
                    .view({shape.pictures, 1, shape.rows, 1, shape.rowTokens, shape.rowTokens});
}

at::Tensor PackedAttention::operator()(const at::Tensor& query, const engine::KeyValues& own) const {
    const at::Tensor scaled = query.mul(1.0 / std::sqrt(static_cast<double>(query.size(-1)))).to(m_type);
    const engine::KeyValues typed{own.keys.to(m_type), own.values.to(m_type)};
    const std::int64_t prefixTotal = m_shape.prefixTotal();
    if (query.size(0) == m_shape.rowTotal()) return ofRows(scaled, typed);
    if (m_shape.rows == 0) return ofPrefixes(scaled, typed);
    return at::cat({ofPrefixes(scaled.narrow(0, 0, prefixTotal), typed),
                    ofRows(scaled.narrow(0, prefixTotal, m_shape.rowTotal()), typed)});
}

at::Tensor PackedAttention::ofPrefixes(const at::Tensor& query, const engine::KeyValues& own) const {
    const std::int64_t pictures = m_shape.pictures, tokens = m_shape.prefixTokens;
    const std::int64_t kvHeads = own.keys.size(1), group = query.size(1) / kvHeads, width = query.size(2);
    // The query heads that share keys stand one after the other as more rows of one product.
    const at::Tensor q = query.view({pictures, tokens, kvHeads, group, width})
                             .permute({0, 2, 3, 1, 4})
                             .reshape({pictures * kvHeads, group * tokens, width});
    const auto shared = [&](const at::Tensor& x) {
        return x.narrow(0, 0, m_shape.prefixTotal())
            .view({pictures, tokens, kvHeads, width})
            .transpose(1, 2)
            .reshape({pictures * kvHeads, tokens, width});
    };
    const at::Tensor scores = at::bmm(q, shared(own.keys).transpose(1, 2));
    const at::Tensor masked = scores.view({pictures * kvHeads, group, tokens, tokens}).add(m_prefixMask);
    const at::Tensor chances = at::softmax(masked, -1).view({pictures * kvHeads, group * tokens, tokens});
    return at::bmm(chances, shared(own.values))
        .view({pictures, kvHeads, group, tokens, width})
        .permute({0, 3, 1, 2, 4})
        .reshape({pictures * tokens, kvHeads * group * width});
}

at::Tensor PackedAttention::ofRows(const at::Tensor& query, const engine::KeyValues& own) const {
    const std::int64_t pictures = m_shape.pictures, rows = m_shape.rows, tokens = m_shape.rowTokens;
    const std::int64_t prefix = m_shape.prefixTokens;
    const std::int64_t kvHeads = own.keys.size(1), group = query.size(1) / kvHeads, width = query.size(2);
    const at::Tensor q = query.view({pictures, rows, tokens, kvHeads, group, width})
                             .permute({0, 3, 1, 4, 2, 5})
                             .reshape({pictures * kvHeads, rows * group * tokens, width});
    const auto ofPrefix = [&](const at::Tensor& x) {
        return x.narrow(0, 0, m_shape.prefixTotal())
            .view({pictures, prefix, kvHeads, width})
            .transpose(1, 2)
            .reshape({pictures * kvHeads, prefix, width});
    };
    const auto ofRow = [&](const at::Tensor& x) {
        return x.narrow(0, m_shape.prefixTotal(), m_shape.rowTotal())
            .view({pictures, rows, tokens, kvHeads, width})
            .permute({0, 3, 1, 2, 4})
            .reshape({pictures * kvHeads * rows, tokens, width});
    };
    const std::int64_t batches = pictures * kvHeads;
    const at::Tensor toPrefix = at::bmm(q, ofPrefix(own.keys).transpose(1, 2));
    const at::Tensor qByRow = q.view({batches * rows, group * tokens, width});
    const at::Tensor toRow = at::bmm(qByRow, ofRow(own.keys).transpose(1, 2))
                                 .view({pictures, kvHeads, rows, group, tokens, tokens})
                                 .add(m_rowMask)
                                 .view({batches, rows * group * tokens, tokens});
    const at::Tensor chances = at::softmax(at::cat({toPrefix, toRow}, 2), -1);
    const at::Tensor fromPrefix = at::bmm(chances.narrow(2, 0, prefix), ofPrefix(own.values));
    const at::Tensor fromRow =
        at::bmm(chances.narrow(2, prefix, tokens).reshape({batches * rows, group * tokens, tokens}), ofRow(own.values))
            .view({batches, rows * group * tokens, width});
    return fromPrefix.add(fromRow)
        .view({pictures, kvHeads, rows, group, tokens, width})
        .permute({0, 2, 4, 1, 3, 5})
        .reshape({pictures * rows * tokens, kvHeads * group * width});
}

}  // namespace msao::training
