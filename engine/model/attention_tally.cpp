// SPDX-License-Identifier: Apache-2.0
#include "engine/model/attention_tally.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace msao::engine {

void AttentionTally::add(const at::Tensor& query, const at::Tensor& keys, std::int64_t first) {
    const std::int64_t begin = std::max<std::int64_t>(0, m_from - first);
    const std::int64_t lookers = query.size(0) - begin;
    if (lookers <= 0) return;
    const at::Tensor looking = query.narrow(0, begin, lookers);
    const at::Tensor weights = attentionWeights(looking, keys).sum(at::IntArrayRef{0, 1}).to(at::kDouble).contiguous();
    const auto* sums = weights.data_ptr<double>();
    for (std::int64_t token = 0; token < weights.size(0); ++token)
        m_sums[static_cast<std::size_t>(token)] += sums[token];
    m_lookers += static_cast<double>(lookers * query.size(1));
}

std::vector<float> AttentionTally::mean() const {
    std::vector<float> mean;
    mean.reserve(m_sums.size());
    for (const double sum : m_sums) mean.push_back(static_cast<float>(sum / std::max(m_lookers, 1.0)));
    return mean;
}

}  // namespace msao::engine
