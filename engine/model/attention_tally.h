// SPDX-License-Identifier: Apache-2.0
// Internal to engine/model: who is looked at, added up over a prompt's way through the language model.
#pragma once

#include "engine/model/attention.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace msao::engine {

/// Attention that tokens get from those from `from` on.
class AttentionTally {
public:
    AttentionTally(std::int64_t tokens, std::int64_t from) : m_from(from), m_sums(static_cast<std::size_t>(tokens)) {}

    /// One layer's queries [n, heads, headDim] of the tokens [first, first + n), over all keys up to the last of them.
    void add(const at::Tensor& query, const at::Tensor& keys, std::int64_t first);

    /// The mean over everything that was added: layers, heads and tokens that look. Sums to 1, if any did.
    std::vector<float> mean() const;

private:
    std::int64_t m_from;
    std::vector<double> m_sums;
    double m_lookers = 0;
};

}  // namespace msao::engine
