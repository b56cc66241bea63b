// SPDX-License-Identifier: Apache-2.0
#include "engine/model/output_head.h"

#include "engine/model/language_tensors.h"
#include "engine/model/torch_views.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace msao::engine {
namespace {

// Rows of the head that are widened to float32 at a time: a block stays in the second-level cache.
constexpr std::int64_t kBlockRows = 256;

/// Rows of a bf16 or packed head as bf16; `buffer` is used where they have to be unpacked.
at::Tensor headRows(const WeightMatrix& head, std::int64_t first, std::int64_t count, const at::Tensor& buffer) {
    if (head.plainData() != nullptr) {
        const auto* rows = static_cast<const std::uint16_t*>(head.plainData()) + first * head.cols();
        return borrowedTensor(rows, {count, head.cols()}, at::kBFloat16);
    }
    const at::Tensor rows = buffer.narrow(0, 0, count);
    unpackRows(head, first, rows);
    return rows;
}

void multiplyWidened(const at::Tensor& hidden, const WeightMatrix& head, const at::Tensor& out) {
    const at::Tensor narrow = at::empty({kBlockRows, head.cols()}, at::kBFloat16);
    const at::Tensor wide = at::empty({kBlockRows, head.cols()}, at::kFloat);
    for (std::int64_t first = 0; first < head.rows(); first += kBlockRows) {
        const std::int64_t count = std::min(kBlockRows, head.rows() - first);
        const at::Tensor block = wide.narrow(0, 0, count);
        block.copy_(headRows(head, first, count, narrow));
        at::Tensor columns = out.narrow(1, first, count);
        at::mm_out(columns, hidden, block.t());
    }
}

}  // namespace

void outputLogits(const at::Tensor& hidden, const WeightMatrix& head, std::span<float> logits) {
    at::Tensor out = borrowedTensor(logits.data(), {hidden.size(0), head.rows()}, at::kFloat);
    if (head.type() == WeightType::F32) {
        at::mm_out(out, hidden, borrowedTensor(head.plainData(), {head.rows(), head.cols()}, at::kFloat).t());
    } else {
        multiplyWidened(hidden, head, out);
    }
}

}  // namespace msao::engine
