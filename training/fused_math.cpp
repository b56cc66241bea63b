// SPDX-License-Identifier: Apache-2.0
#include "training/fused_math.h"

#include "engine/base/wide_vectors.h"
#include "training/half.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include <array>
#include <cmath>

namespace msao::training {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Variable;
using torch::autograd::variable_list;

struct Rows {
    std::int64_t count = 0;
    std::int64_t width = 0;
};

/// Sums in lanes of its own, or the compiler could not use vectors: float32 sums have an order.
template <typename Term>
inline float laneSum(std::int64_t count, const Term& term) {
    constexpr std::int64_t kLanes = 16;
    std::array<float, kLanes> lanes{};
    std::int64_t i = 0;
    for (; i + kLanes <= count; i += kLanes) {
        for (std::int64_t lane = 0; lane < kLanes; ++lane) lanes[static_cast<std::size_t>(lane)] += term(i + lane);
    }
    float sum = 0;
    for (; i < count; ++i) sum += term(i);
    for (const float lane : lanes) sum += lane;
    return sum;
}

MSAO_WIDE_VECTORS void normRows(Rows rows, const float* x, const float* weight, float epsilon, float* inverse,
                                Half* out) {
    for (std::int64_t row = 0; row < rows.count; ++row, x += rows.width, out += rows.width) {
        const float squares = laneSum(rows.width, [x](std::int64_t i) { return x[i] * x[i]; });
        const float scale = 1 / std::sqrt(squares / static_cast<float>(rows.width) + epsilon);
        inverse[row] = scale;
        for (std::int64_t i = 0; i < rows.width; ++i) out[i] = rounded(x[i] * scale * weight[i]);
    }
}

/// With y = x * s * w and s = 1 / rms(x): dx = s * (g * w - x * s^2 * mean(g * w * x)).
MSAO_WIDE_VECTORS void normRowsBackward(Rows rows, const Half* gradient, const float* x, const float* weight,
                                        const float* inverse, float* toX, float* toWeight) {
    for (std::int64_t row = 0; row < rows.count; ++row) {
        const float scale = inverse[row];
        const float along = laneSum(
            rows.width, [gradient, weight, x](std::int64_t i) { return widened(gradient[i]) * weight[i] * x[i]; });
        const float pull = along * scale * scale / static_cast<float>(rows.width);
        for (std::int64_t i = 0; i < rows.width; ++i) {
            const float slope = widened(gradient[i]);
            toX[i] = scale * (slope * weight[i] - x[i] * pull);
            toWeight[i] += slope * x[i] * scale;
        }
        gradient += rows.width;
        x += rows.width;
        toX += rows.width;
    }
}

class NormedHalfFunction : public torch::autograd::Function<NormedHalfFunction> {
public:
    static Variable forward(AutogradContext* context, const Variable& x, const Variable& weight, double epsilon) {
        const at::Tensor inverse = at::empty({x.size(0)}, x.options());
        at::Tensor out = at::empty(x.sizes(), x.options().dtype(at::kBFloat16));
        normRows({x.size(0), x.size(1)}, x.const_data_ptr<float>(), weight.const_data_ptr<float>(),
                 static_cast<float>(epsilon), inverse.data_ptr<float>(), mutableHalves(out));
        context->save_for_backward({x, weight, inverse});
        return out;
    }

    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        const variable_list saved = context->get_saved_variables();
        const at::Tensor gradient = gradients[0].contiguous();
        const at::Tensor toX = at::empty_like(saved[0]), toWeight = at::zeros_like(saved[1]);
        normRowsBackward({gradient.size(0), gradient.size(1)}, halves(gradient), saved[0].const_data_ptr<float>(),
                         saved[1].const_data_ptr<float>(), saved[2].const_data_ptr<float>(), toX.data_ptr<float>(),
                         toWeight.data_ptr<float>());
        return {toX, toWeight, {}};
    }
};

/// 1 / (1 + e^-x) without branches; beyond +-30 it is 0 or 1 to float32.
inline float logistic(float x) {
    constexpr float kRound = 12582912.0F;  // adding 1.5 * 2^23 leaves no fraction
    const float clamped = x < -30.0F ? -30.0F : x > 30.0F ? 30.0F : x;
    const float power = -clamped * 1.44269504F;
    const float whole = (power + kRound) - kRound;
    const float rest = (power - whole) * 0.693147181F;
    const float series = 1 + rest * (1 + rest * (0.5F + rest * (1.0F / 6 + rest * (1.0F / 24 + rest / 120))));
    return 1 / (1 + series * std::bit_cast<float>((static_cast<std::int32_t>(whole) + 127) << 23));
}

MSAO_WIDE_VECTORS void gateRows(Rows rows, const Half* x, Half* out) {
    for (std::int64_t row = 0; row < rows.count; ++row, x += 2 * rows.width, out += rows.width) {
        for (std::int64_t i = 0; i < rows.width; ++i) {
            const float gate = widened(x[i]);
            out[i] = rounded(gate * logistic(gate) * widened(x[rows.width + i]));
        }
    }
}

/// d silu(g) = s * (1 + g * (1 - s)) with s = logistic(g).
MSAO_WIDE_VECTORS void gateRowsBackward(Rows rows, const Half* gradient, const Half* x, Half* toX) {
    for (std::int64_t row = 0; row < rows.count; ++row) {
        for (std::int64_t i = 0; i < rows.width; ++i) {
            const float slope = widened(gradient[i]), gate = widened(x[i]), up = widened(x[rows.width + i]);
            const float share = logistic(gate);
            toX[i] = rounded(slope * up * share * (1 + gate * (1 - share)));
            toX[rows.width + i] = rounded(slope * gate * share);
        }
        gradient += rows.width;
        x += 2 * rows.width;
        toX += 2 * rows.width;
    }
}

class GatedHalfFunction : public torch::autograd::Function<GatedHalfFunction> {
public:
    static Variable forward(AutogradContext* context, const Variable& x) {
        at::Tensor out = at::empty({x.size(0), x.size(1) / 2}, x.options());
        gateRows({out.size(0), out.size(1)}, halves(x), mutableHalves(out));
        context->save_for_backward({x});
        return out;
    }

    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        const at::Tensor x = context->get_saved_variables()[0], gradient = gradients[0].contiguous();
        const at::Tensor toX = at::empty_like(x);
        gateRowsBackward({gradient.size(0), gradient.size(1)}, halves(gradient), halves(x), mutableHalves(toX));
        return {toX};
    }
};

}  // namespace

at::Tensor normedHalf(const at::Tensor& x, const at::Tensor& weight, double epsilon) {
    return NormedHalfFunction::apply(x.contiguous(), weight.contiguous(), epsilon);
}

at::Tensor gatedHalf(const at::Tensor& x) {
    return GatedHalfFunction::apply(x.contiguous());
}

}  // namespace msao::training
