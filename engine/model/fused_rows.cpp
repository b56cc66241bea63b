// SPDX-License-Identifier: Apache-2.0
#include "engine/model/fused_rows.h"

#include "engine/base/wide_vectors.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/custom_function.h>

#include <array>
#include <cmath>

namespace msao::engine {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Variable;
using torch::autograd::variable_list;

/// Sums in lanes of its own, or the compiler could not use vectors: float32 sums have an order.
class LaneSum {
public:
    template <typename Term>
    float over(std::int64_t count, const Term& term) {
        std::int64_t i = 0;
        for (; i + kLanes <= count; i += kLanes) {
            for (std::int64_t lane = 0; lane < kLanes; ++lane)
                m_lanes[static_cast<std::size_t>(lane)] += term(i + lane);
        }
        float sum = 0;
        for (; i < count; ++i) sum += term(i);
        for (const float lane : m_lanes) sum += lane;
        return sum;
    }

private:
    static constexpr std::int64_t kLanes = 16;
    std::array<float, kLanes> m_lanes{};
};

struct Rows {
    std::int64_t count = 0;
    std::int64_t width = 0;
};

MSAO_WIDE_VECTORS void normRows(Rows rows, const float* x, const float* weight, float epsilon, float* inverse,
                                float* out) {
    for (std::int64_t row = 0; row < rows.count; ++row, x += rows.width, out += rows.width) {
        const float squares = LaneSum().over(rows.width, [x](std::int64_t i) { return x[i] * x[i]; });
        const float scale = 1 / std::sqrt(squares / static_cast<float>(rows.width) + epsilon);
        inverse[row] = scale;
        for (std::int64_t i = 0; i < rows.width; ++i) out[i] = x[i] * scale * weight[i];
    }
}

/// With y = x * s * w and s = 1 / rms(x): dx = s * (g * w - x * s^2 * mean(g * w * x)).
MSAO_WIDE_VECTORS void normRowsBackward(Rows rows, const float* gradient, const float* x, const float* weight,
                                        const float* inverse, float* toX, float* toWeight) {
    for (std::int64_t row = 0; row < rows.count; ++row) {
        const float scale = inverse[row];
        const float along = LaneSum().over(
            rows.width, [gradient, weight, x](std::int64_t i) { return gradient[i] * weight[i] * x[i]; });
        const float pull = along * scale * scale / static_cast<float>(rows.width);
        for (std::int64_t i = 0; i < rows.width; ++i) {
            toX[i] = scale * (gradient[i] * weight[i] - x[i] * pull);
            toWeight[i] += gradient[i] * x[i] * scale;
        }
        gradient += rows.width;
        x += rows.width;
        toX += rows.width;
    }
}

class RmsNormFunction : public torch::autograd::Function<RmsNormFunction> {
public:
    static Variable forward(AutogradContext* context, const Variable& x, const Variable& weight, double epsilon) {
        const at::Tensor inverse = at::empty({x.size(0)}, x.options());
        at::Tensor out = at::empty_like(x);
        normRows({x.size(0), x.size(1)}, x.const_data_ptr<float>(), weight.const_data_ptr<float>(),
                 static_cast<float>(epsilon), inverse.data_ptr<float>(), out.data_ptr<float>());
        context->save_for_backward({x, weight, inverse});
        return out;
    }

    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        const variable_list saved = context->get_saved_variables();
        const at::Tensor gradient = gradients[0].contiguous();
        const at::Tensor toX = at::empty_like(saved[0]), toWeight = at::zeros_like(saved[1]);
        normRowsBackward({gradient.size(0), gradient.size(1)}, gradient.const_data_ptr<float>(),
                         saved[0].const_data_ptr<float>(), saved[1].const_data_ptr<float>(),
                         saved[2].const_data_ptr<float>(), toX.data_ptr<float>(), toWeight.data_ptr<float>());
        return {toX, toWeight, {}};
    }
};

struct Heads {
    std::int64_t tokens = 0, heads = 0, half = 0;
    std::int64_t tokenStride = 0, headStride = 0;  // of the input; the output is dense
};

/// `direction`: 1, or -1 to turn back.
MSAO_WIDE_VECTORS void rotateRows(Heads shape, const float* x, const float* cosines, const float* sines,
                                  float direction, float* out) {
    const std::int64_t half = shape.half;
    for (std::int64_t token = 0; token < shape.tokens; ++token, cosines += half, sines += half) {
        for (std::int64_t head = 0; head < shape.heads; ++head, out += 2 * half) {
            const float* from = x + token * shape.tokenStride + head * shape.headStride;
            for (std::int64_t i = 0; i < half; ++i) {
                const float first = from[i], second = from[half + i], sine = direction * sines[i];
                out[i] = first * cosines[i] - second * sine;
                out[half + i] = second * cosines[i] + first * sine;
            }
        }
    }
}

at::Tensor rotated(const at::Tensor& x, const at::Tensor& cosines, const at::Tensor& sines, float direction) {
    const at::Tensor from = x.stride(2) == 1 ? x : x.contiguous();
    at::Tensor out = at::empty(x.sizes(), x.options());
    rotateRows({x.size(0), x.size(1), x.size(2) / 2, from.stride(0), from.stride(1)}, from.const_data_ptr<float>(),
               cosines.const_data_ptr<float>(), sines.const_data_ptr<float>(), direction, out.data_ptr<float>());
    return out;
}

class RotateFunction : public torch::autograd::Function<RotateFunction> {
public:
    static Variable forward(AutogradContext* context, const Variable& x, const Variable& cosines,
                            const Variable& sines) {
        context->save_for_backward({cosines, sines});
        return rotated(x, cosines, sines, 1);
    }

    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        const variable_list saved = context->get_saved_variables();
        return {rotated(gradients[0], saved[0], saved[1], -1), {}, {}};
    }
};

}  // namespace

bool isFusable(const at::Tensor& x) {
    return at::GradMode::is_enabled() && x.requires_grad() && x.is_cpu() && x.scalar_type() == at::kFloat;
}

at::Tensor fusedRmsNorm(const at::Tensor& x, const at::Tensor& weight, double epsilon) {
    return RmsNormFunction::apply(x.contiguous(), weight.contiguous(), epsilon);
}

at::Tensor fusedRotate(const at::Tensor& x, const RotaryTable& table) {
    return RotateFunction::apply(x, table.cos.contiguous(), table.sin.contiguous());
}

}  // namespace msao::engine
