// SPDX-License-Identifier: Apache-2.0
#include "engine/model/layer_math.h"

#include "engine/model/fused_rows.h"
#include "engine/model/half_products.h"

#include <ATen/ATen.h>

namespace msao::engine {

at::Tensor project(const at::Tensor& x, const at::Tensor& weight) {
    return linearProduct(x.to(weight.scalar_type()), weight);
}

at::Tensor project(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
    return linearProduct(x.to(weight.scalar_type()), weight, bias);
}

at::Tensor rmsNorm(const at::Tensor& x, const at::Tensor& weight, double epsilon) {
    if (isFusable(x)) return fusedRmsNorm(x, weight, epsilon);
    const at::Tensor meanSquare = x.square().mean(-1, true);
    return x.mul(at::rsqrt(meanSquare.add(epsilon))).mul(weight);
}

at::Tensor activate(const at::Tensor& x, Activation activation) {
    switch (activation) {
        case Activation::QuickGelu:
            return x.mul(at::sigmoid(x.mul(1.702)));
        case Activation::Silu:
            return at::silu(x);
        case Activation::Gelu:
            return at::gelu(x);
    }
    return x;
}

at::Tensor inverseFrequencies(double theta, std::int64_t width) {
    const at::Tensor exponents = at::arange(0, width, 2, at::kFloat).div(static_cast<double>(width));
    return at::pow(theta, exponents).reciprocal();
}

at::Tensor rotate(const at::Tensor& x, const RotaryTable& table) {
    if (isFusable(x)) return fusedRotate(x, table);
    const std::int64_t half = x.size(-1) / 2;
    const at::Tensor first = x.narrow(-1, 0, half);
    const at::Tensor second = x.narrow(-1, half, half);
    return at::cat({first.mul(table.cos).sub(second.mul(table.sin)), second.mul(table.cos).add(first.mul(table.sin))},
                   -1);
}

}  // namespace msao::engine
