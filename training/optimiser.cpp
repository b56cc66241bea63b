// SPDX-License-Identifier: Apache-2.0
#include "training/adamw.h"

#include <ATen/ATen.h>
#include <ATen/ops/_fused_adamw.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace msao::training {
namespace {

constexpr double kBeta1 = 0.9;
constexpr double kBeta2 = 0.98;  // chosen: stretches are short, so the second moment may forget sooner than 0.999
constexpr double kEpsilon = 1e-8;

/// Slices of the flat tensors of one group that decay, or do not.
struct Slices {
    std::vector<at::Tensor> values, gradients, firstMoments, secondMoments, steps;

    void add(const ParameterSet& set, const at::Tensor& gradient, const Parameter& parameter, const at::Tensor& step) {
        const auto slice = [&](const at::Tensor& flat) { return flat.narrow(0, parameter.offset, parameter.count); };
        values.push_back(slice(set.masters));
        gradients.push_back(slice(gradient));
        firstMoments.push_back(slice(set.firstMoment));
        secondMoments.push_back(slice(set.secondMoment));
        steps.push_back(step);
    }
};

void update(const ParameterSet& set, const at::Tensor& gradient, ParameterGroup group, bool isMatrix,
            const StepRates& rates, const at::Tensor& step) {
    Slices slices;
    for (const Parameter& parameter : set.list) {
        if (parameter.group == group && parameter.isMatrix == isMatrix) slices.add(set, gradient, parameter, step);
    }
    const double rate = group == ParameterGroup::Vision ? rates.vision : rates.language;
    if (slices.values.empty() || rate == 0) return;
    at::_fused_adamw_(slices.values, slices.gradients, slices.firstMoments, slices.secondMoments, {}, slices.steps,
                      rate, kBeta1, kBeta2, isMatrix ? rates.weightDecay : 0.0, kEpsilon, false, false);
}

}  // namespace

double adamwStep(ParameterSet& parameters, at::Tensor gradient, const StepRates& rates, std::int64_t step) {
    const c10::NoGradGuard noGradients;
    const double norm = gradient.norm().item<double>();
    if (!std::isfinite(norm)) return norm;
    if (norm > rates.clipNorm) gradient.mul_(rates.clipNorm / norm);
    const at::Tensor count = at::full({}, static_cast<double>(step), gradient.options());
    for (const ParameterGroup group : {ParameterGroup::Vision, ParameterGroup::Language}) {
        for (const bool isMatrix : {true, false}) update(parameters, gradient, group, isMatrix, rates, count);
    }
    parameters.round();
    return norm;
}

}  // namespace msao::training
