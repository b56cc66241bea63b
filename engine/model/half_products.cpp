// SPDX-License-Identifier: Apache-2.0
#include "engine/model/half_products.h"

#include "engine/decode/cpu/cpu_kernels.h"
#include "engine/model/worker_loop.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <vector>

namespace msao::engine {
namespace {

constexpr std::int64_t kBlockValues = 1 << 21;  // of a weight, as float32; measured: less makes products slow
// Of weights and of activations, that stay in a core's own cache together.
constexpr std::int64_t kBlockBytes = 256 << 10;
constexpr std::int64_t kFewTokens = 192;  // measured: up to here the kernels are sooner done, up to twice as soon

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

const std::uint16_t* bitsOf(const at::Tensor& x) {
    return reinterpret_cast<const std::uint16_t*>(x.const_data_ptr<at::BFloat16>());
}

/// Rows of the activations or of the weights that are taken at a time.
std::int64_t blockRows(std::int64_t columns) {
    constexpr std::int64_t kTile = 12;  // a multiple of the kernels' own
    return std::max<std::int64_t>(1, kBlockBytes / (2 * columns * kTile)) * kTile;
}

/// By the kernels of decode, which take each number of a weight for what it is, the upper half of a float32, in
/// registers. Where tokens are few, widening all of a weight beforehand takes longer than the products.
class KernelProduct {
public:
    /// What is referred to outlives it: x [n, padded in], weight [out, in], out [n, out], contiguous bfloat16; bias
    /// [out] float32, or undefined.
    KernelProduct(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, const at::Tensor& out)
        : m_x{bitsOf(x), x.size(1), x.size(0)},
          m_weight(bitsOf(weight)),
          m_columns(weight.size(1)),
          m_bias(bias.defined() ? bias.const_data_ptr<float>() : nullptr),
          m_out(reinterpret_cast<std::uint16_t*>(out.data_ptr<at::BFloat16>())),
          m_outColumns(weight.size(0)) {}

    /// Of the rows [first, end) of the weights.
    void run(std::int64_t first, std::int64_t end) const {
        const std::int64_t most = blockRows(m_columns);
        const std::int64_t stride = std::min(most, end - first);
        std::vector<float> products(static_cast<std::size_t>(stride * std::min(most, m_x.count)));
        for (; first < end; first += most) {
            const std::int64_t rows = std::min(most, end - first);
            for (std::int64_t token = 0; token < m_x.count; token += most)
                block(first, rows, token, std::min(most, m_x.count - token), {products.data(), stride});
        }
    }

private:
    void block(std::int64_t first, std::int64_t rows, std::int64_t token, std::int64_t tokens,
               ProductRows products) const {
        m_kernels.multiplyBf16(m_weight + first * m_columns, rows, m_columns,
                               {m_x.values + token * m_x.stride, m_x.stride, tokens}, products);
        for (std::int64_t m = 0; m < tokens; ++m) {
            float* row = products.values + m * products.stride;
            for (std::int64_t n = 0; m_bias != nullptr && n < rows; ++n) row[n] += m_bias[first + n];
            m_kernels.roundToBf16(row, rows, m_out + (token + m) * m_outColumns + first);
        }
    }

    const CpuKernels& m_kernels = cpuKernels(bestCpuLevel());
    const DenseRows<std::uint16_t> m_x;
    const std::uint16_t* const m_weight;
    const std::int64_t m_columns;
    const float* const m_bias;
    std::uint16_t* const m_out;
    const std::int64_t m_outColumns;
};

/// A row's products depend on no other row.
at::Tensor productByKernels(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
    const std::int64_t columns = weight.size(1), rows = weight.size(0);
    const std::int64_t padding = (kActivationPadding - columns % kActivationPadding) % kActivationPadding;
    const at::Tensor flat = x.reshape({-1, columns}), whole = weight.contiguous();
    const at::Tensor padded = padding == 0 ? flat.contiguous() : at::constant_pad_nd(flat, {0, padding});
    const at::Tensor wideBias = bias.defined() ? wide(bias).contiguous() : bias;
    std::vector<std::int64_t> shape = x.sizes().vec();
    shape.back() = rows;
    at::Tensor out = at::empty(shape, x.options());
    const KernelProduct product(padded, whole, wideBias, out);
    constexpr std::int64_t kTaskRows = 64;
    workerLoop((rows + kTaskRows - 1) / kTaskRows, [&](std::int64_t first, std::int64_t end) {
        product.run(first * kTaskRows, std::min(rows, end * kTaskRows));
    });
    return out;
}

/// Kernels of narrower registers are behind libtorch's products however few the tokens are (measured of AVX2's).
bool takesKernels(const at::Tensor& x) {
    static const bool hasFast = bestCpuLevel() == CpuLevel::Avx512;
    return hasFast && x.numel() / x.size(-1) <= kFewTokens;
}

at::Tensor product(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
    if (!isWidened(weight)) return bias.defined() ? at::linear(x, weight, bias) : at::linear(x, weight);
    if (!at::GradMode::is_enabled())
        return takesKernels(x) ? productByKernels(x, weight, bias) : productByBlocks(x, weight, bias);
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
