// SPDX-License-Identifier: Apache-2.0
#include "engine/model/half_products.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <vector>

namespace msao::engine {
namespace {

constexpr std::int64_t kBlockValues = 1 << 21;  // of a weight, as float32; measured: less makes products slow

bool isWidened(const at::Tensor& x) {
    return x.is_cpu() && x.scalar_type() == at::kBFloat16 && !hasHalfProducts();
}

at::Tensor wide(const at::Tensor& x) {
    return x.to(at::kFloat);
}

at::Tensor rounded(const at::Tensor& x) {
    return x.to(at::kBFloat16);
}

/// A weight may have hundreds of megabytes: some of its rows at a time.
at::Tensor productByBlocks(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
    const at::Tensor wideX = wide(x.flatten(0, -2));
    const std::int64_t rows = weight.size(0), most = std::max<std::int64_t>(1, kBlockValues / weight.size(1));
    at::Tensor out = at::empty({wideX.size(0), rows}, x.options());
    for (std::int64_t first = 0; first < rows; first += most) {
        const std::int64_t count = std::min(most, rows - first);
        at::Tensor block = at::linear(wideX, wide(weight.narrow(0, first, count)));
        if (bias.defined()) block.add_(bias.narrow(0, first, count));
        out.narrow(1, first, count).copy_(block);
    }
    std::vector<std::int64_t> shape = x.sizes().vec();
    shape.back() = rows;
    return out.view(shape);
}

at::Tensor product(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
    if (!isWidened(weight)) return bias.defined() ? at::linear(x, weight, bias) : at::linear(x, weight);
    if (!at::GradMode::is_enabled()) return productByBlocks(x, weight, bias);
    if (!bias.defined()) return rounded(at::linear(wide(x), wide(weight)));
    return rounded(at::linear(wide(x), wide(weight), wide(bias)));
}

}  // namespace

bool hasHalfProducts() {
#if defined(__x86_64__)
    static const bool has = __builtin_cpu_supports("avx512bf16") != 0;
    return has;
#else
    return true;
#endif
}

at::Tensor linearProduct(const at::Tensor& x, const at::Tensor& weight) {
    return product(x, weight, {});
}

at::Tensor linearProduct(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
    return product(x, weight, bias);
}

at::Tensor batchedProduct(const at::Tensor& a, const at::Tensor& b) {
    return isWidened(a) ? rounded(at::bmm(wide(a), wide(b))) : at::bmm(a, b);
}

at::Tensor batchedProduct(const at::Tensor& sum, const at::Tensor& a, const at::Tensor& b) {
    return isWidened(a) ? rounded(at::baddbmm(wide(sum), wide(a), wide(b))) : at::baddbmm(sum, a, b);
}

}  // namespace msao::engine
