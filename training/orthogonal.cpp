// SPDX-License-Identifier: Apache-2.0
#include "training/orthogonal.h"

#include "engine/model/half_products.h"

#include <ATen/ATen.h>

namespace msao::training {
namespace {

// The quintic that brings singular values towards one fastest, at the price of leaving them around it: from Muon.
constexpr double kFirst = 3.4445, kThird = -4.7750, kFifth = 2.0315;
constexpr int kRounds = 5;

}  // namespace

at::Tensor orthogonalised(const at::Tensor& matrix) {
    const bool isTall = matrix.size(0) > matrix.size(1);
    at::Tensor x = matrix.div(matrix.norm().add(1e-20))
                       .to(matrix.is_cpu() && !engine::hasHalfProducts() ? at::kFloat : at::kBFloat16);
    if (isTall) x = x.t().contiguous();  // the products are of the shorter side
    for (int i = 0; i < kRounds; ++i) {
        const at::Tensor square = at::mm(x, x.t());
        x = at::addmm(x, at::addmm(square, square, square, kThird, kFifth), x, kFirst);
    }
    return (isTall ? x.t() : x).to(at::kFloat);
}

}  // namespace msao::training
