// SPDX-License-Identifier: Apache-2.0
#include "engine/model/attention.h"

#include <ATen/ATen.h>

#include <cmath>
#include <limits>
#include <vector>

namespace msao::engine {
namespace {

/// [count * length, heads, headDim] as [count, heads, length, headDim], a view.
at::Tensor batched(const at::Tensor& x, std::int64_t first, const SegmentRun& run) {
    return x.narrow(0, first, run.count * run.length).unflatten(0, {run.count, run.length}).transpose(1, 2);
}

/// Minus infinity where a key comes after the query's own.
at::Tensor laterKeysMask(std::int64_t queries, std::int64_t keys, at::ScalarType type) {
    const at::Tensor hidden = at::full({queries, keys}, -std::numeric_limits<float>::infinity(), type);
    return hidden.triu(keys - queries + 1);
}

}  // namespace

at::Tensor segmentAttention(const at::Tensor& query, const KeyValues& own, std::span<const SegmentRun> segments) {
    std::vector<at::Tensor> parts;
    std::int64_t first = 0;
    for (const SegmentRun& run : segments) {
        const at::Tensor mixed = at::scaled_dot_product_attention(
            batched(query, first, run), batched(own.keys, first, run), batched(own.values, first, run));
        parts.push_back(mixed.transpose(1, 2).flatten(0, 1).flatten(1));
        first += run.count * run.length;
    }
    return parts.size() == 1 ? parts.front() : at::cat(parts);
}

at::Tensor segmentAttentionByProducts(const at::Tensor& query, const KeyValues& own,
                                      std::span<const SegmentRun> segments, at::ScalarType type) {
    const double scale = 1.0 / std::sqrt(static_cast<double>(query.size(-1)));
    std::vector<at::Tensor> parts;
    std::int64_t first = 0;
    for (const SegmentRun& run : segments) {
        const at::Tensor q = batched(query.mul(scale).to(type), first, run);
        const at::Tensor scores = at::matmul(q, batched(own.keys.to(type), first, run).transpose(2, 3));
        const at::Tensor mixed = at::matmul(at::softmax(scores, -1), batched(own.values.to(type), first, run));
        parts.push_back(mixed.transpose(1, 2).flatten(0, 1).flatten(1));
        first += run.count * run.length;
    }
    return parts.size() == 1 ? parts.front() : at::cat(parts);
}

at::Tensor causalAttention(const at::Tensor& query, const KeyValues& all) {
    const std::int64_t kvHeads = all.keys.size(1);
    const std::int64_t group = query.size(1) / kvHeads;
    const std::int64_t queries = query.size(0);
    const std::int64_t keyCount = all.keys.size(0);
    // [kvHeads, group, n, headDim]: the heads of a group read one copy of the keys through a stride of zero.
    const at::Tensor q = query.unflatten(1, {kvHeads, group}).permute({1, 2, 0, 3});
    const auto shared = [&](const at::Tensor& x) { return x.transpose(0, 1).unsqueeze(1).expand({-1, group, -1, -1}); };
    const bool hasPast = keyCount > queries;
    const at::Tensor mixed =
        hasPast ? at::scaled_dot_product_attention(q, shared(all.keys), shared(all.values),
                                                   laterKeysMask(queries, keyCount, query.scalar_type()))
                : at::scaled_dot_product_attention(q, shared(all.keys), shared(all.values), {}, 0.0, true);
    return mixed.permute({2, 0, 1, 3}).reshape({queries, -1});
}

at::Tensor attentionWeights(const at::Tensor& query, const at::Tensor& keys) {
    const std::int64_t group = query.size(1) / keys.size(1);
    const double scale = 1.0 / std::sqrt(static_cast<double>(query.size(-1)));
    const at::Tensor q = query.to(at::kFloat).mul(scale).transpose(0, 1);
    const at::Tensor k = keys.to(at::kFloat).repeat_interleave(group, 1).permute({1, 2, 0});
    const at::Tensor scores = at::matmul(q, k).add(laterKeysMask(query.size(0), keys.size(0), at::kFloat));
    return at::softmax(scores, -1);
}

}  // namespace msao::engine
