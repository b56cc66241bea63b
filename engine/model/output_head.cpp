// SPDX-License-Identifier: Apache-2.0
#include "engine/model/output_head.h"

#include "engine/model/torch_views.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace msao::engine {
namespace {

// Rows of the head that are widened to float32 at a time: a block stays in the second-level cache.
constexpr std::int64_t kBlockRows = 256;

void multiplyBf16Head(const at::Tensor& hidden, const at::Tensor& head, at::Tensor& out) {
    at::Tensor wide = at::empty({kBlockRows, head.size(1)}, at::kFloat);
    for (std::int64_t first = 0; first < head.size(0); first += kBlockRows) {
        const std::int64_t count = std::min(kBlockRows, head.size(0) - first);
        at::Tensor block = wide.narrow(0, 0, count);
        block.copy_(head.narrow(0, first, count));
        at::Tensor columns = out.narrow(1, first, count);
        at::mm_out(columns, hidden, block.t());
    }
}

}  // namespace

void outputLogits(const at::Tensor& hidden, const WeightMatrix& head, std::span<float> logits) {
    at::Tensor out = borrowedTensor(logits.data(), {hidden.size(0), head.rows()}, at::kFloat);
    if (head.plainData() != nullptr && head.type() == WeightType::F32) {
        at::mm_out(out, hidden, borrowedTensor(head.plainData(), {head.rows(), head.cols()}, at::kFloat).t());
    } else if (head.plainData() != nullptr) {
        multiplyBf16Head(hidden, borrowedTensor(head.plainData(), {head.rows(), head.cols()}, at::kBFloat16), out);
    } else {
        const at::Tensor unpacked = at::empty({head.rows(), head.cols()}, at::kBFloat16);
        head.toBf16({static_cast<std::uint16_t*>(unpacked.data_ptr()), static_cast<std::size_t>(unpacked.numel())});
        multiplyBf16Head(hidden, unpacked, out);
    }
}

}  // namespace msao::engine
