// SPDX-License-Identifier: Apache-2.0
#include "training/optimiser.h"

#include "training/orthogonal.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/ops/_fused_adamw.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <future>
#include <vector>

namespace msao::training {
namespace {

constexpr double kBeta1 = 0.9;
constexpr double kBeta2 = 0.98;  // chosen: stretches are short, so the second moment may forget sooner than 0.999
constexpr double kEpsilon = 1e-8;
constexpr double kMomentum = 0.95;  // of Muon
/// A step of Muon moves an entry as far as AdamW's does at a rate three times as high: the whole training is short.
constexpr double kMuonGain = 0.6;

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
        const bool isWanted = parameter.group == group && parameter.isMatrix == isMatrix;
        if (isWanted && parameter.orthogonalParts == 0) slices.add(set, gradient, parameter, step);
    }
    const double rate = rates.of(group);
    if (slices.values.empty() || rate == 0) return;
    at::_fused_adamw_(slices.values, slices.gradients, slices.firstMoments, slices.secondMoments, {}, slices.steps,
                      rate, kBeta1, kBeta2, isMatrix ? rates.weightDecay : 0.0, kEpsilon, false, false);
}

/// Muon's step of one matrix, each of its parts by itself: query, key and value of the tower share one.
void muonStep(const ParameterSet& set, const at::Tensor& gradient, const Parameter& parameter, double rate,
              double decay) {
    const auto matrix = [&](const at::Tensor& flat) {
        return flat.narrow(0, parameter.offset, parameter.count).view({parameter.shape.front(), -1});
    };
    const at::Tensor values = matrix(set.masters), slope = matrix(gradient), momentum = matrix(set.firstMoment);
    momentum.lerp_(slope, 1 - kMomentum);
    const at::Tensor ahead = slope.lerp(momentum, kMomentum);
    values.mul_(1 - rate * decay);
    const std::int64_t rows = values.size(0) / parameter.orthogonalParts;
    const double scale = kMuonGain * std::sqrt(static_cast<double>(std::max(rows, values.size(1))));
    for (std::int64_t first = 0; first < values.size(0); first += rows)
        values.narrow(0, first, rows).add_(orthogonalised(ahead.narrow(0, first, rows)), -rate * scale);
}

/// Matrices are independent of each other, so the threads take them one by one as they come.
void muonSteps(const ParameterSet& set, const at::Tensor& gradient, const StepRates& rates, int threads) {
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        const c10::NoGradGuard noGradients;  // this and the next belong to the calling thread
        at::set_num_threads(1);
        for (std::size_t i = next++; i < set.list.size(); i = next++) {
            const Parameter& parameter = set.list[i];
            const double rate = rates.of(parameter.group);
            if (parameter.orthogonalParts == 0 || rate == 0) continue;
            muonStep(set, gradient, parameter, rate, rates.weightDecay);
        }
    };
    std::vector<std::future<void>> others;
    for (int i = 1; i < threads; ++i) others.push_back(std::async(std::launch::async, work));
    work();
    for (std::future<void>& other : others) other.get();
}

}  // namespace

double optimiserStep(ParameterSet& parameters, at::Tensor gradient, const StepRates& rates, std::int64_t step,
                     int threads) {
    const c10::NoGradGuard noGradients;
    const double norm = gradient.norm().item<double>();
    if (!std::isfinite(norm)) return norm;
    if (norm > rates.clipNorm) gradient.mul_(rates.clipNorm / norm);
    const at::Tensor count = at::full({}, static_cast<double>(step), gradient.options());
    for (const ParameterGroup group : {ParameterGroup::Vision, ParameterGroup::Language, ParameterGroup::Audio}) {
        for (const bool isMatrix : {true, false}) update(parameters, gradient, group, isMatrix, rates, count);
    }
    muonSteps(parameters, gradient, rates, threads);
    parameters.round();
    return norm;
}

}  // namespace msao::training
