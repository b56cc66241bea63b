// SPDX-License-Identifier: Apache-2.0
#include "engine/image/bicubic_weights.h"

#include <algorithm>
#include <cmath>

namespace msao::engine {
namespace {

constexpr double kSharpness =
    -0.5;                       // the cubic's free parameter where antialiasing is on (-0.75 is for the other form)
constexpr double kReach = 2.0;  // the cubic is zero beyond

double cubic(double x) {
    x = std::abs(x);
    if (x < 1.0) return ((kSharpness + 2.0) * x - (kSharpness + 3.0)) * x * x + 1.0;
    if (x < kReach) return (((x - 5.0) * x + 8.0) * x - 4.0) * kSharpness;
    return 0.0;
}

// Fills the normalised weights of one output position and answers the largest.
double fillTaps(double center, double widening, BicubicWeights::Taps taps, double* weights) {
    double total = 0.0;
    for (int j = 0; j < taps.count; ++j) {
        weights[j] = cubic((j + taps.first - center + 0.5) * (1.0 / widening));
        total += weights[j];
    }
    double largest = 0.0;
    for (int j = 0; j < taps.count; ++j) {
        if (total != 0.0) weights[j] /= total;
        largest = std::max(largest, weights[j]);
    }
    return largest;
}

// The most bits with which the largest weight still fits 16-bit signed.
int precisionFor(double largestWeight) {
    int precision = 0;
    while (precision < 22 && int(0.5 + largestWeight * double(1 << (precision + 1))) < (1 << 15)) ++precision;
    return precision;
}

std::int16_t fixedPoint(double weight, int precision) {
    const double scaled = weight * double(1 << precision);
    return static_cast<std::int16_t>(weight < 0 ? int(scaled - 0.5) : int(scaled + 0.5));
}

}  // namespace

BicubicWeights bicubicWeights(int inputSize, int outputSize) {
    const double scale = double(inputSize) / double(outputSize);
    const double widening = std::max(scale, 1.0);  // shrinking widens the cubic: that is the antialiasing
    const double support = kReach * widening;
    BicubicWeights result;
    result.stride = int(std::ceil(support)) * 2 + 1;
    result.taps.resize(std::size_t(outputSize));
    std::vector<double> exact(std::size_t(outputSize) * std::size_t(result.stride), 0.0);
    double largest = 0.0;
    for (int i = 0; i < outputSize; ++i) {
        const double center = scale * (i + 0.5);
        const int first = std::max(int(center - support + 0.5), 0);
        const int last = std::min(int(center + support + 0.5), inputSize);
        const BicubicWeights::Taps taps{first, std::clamp(last - first, 0, result.stride)};
        result.taps[std::size_t(i)] = taps;
        largest =
            std::max(largest, fillTaps(center, widening, taps, &exact[std::size_t(i) * std::size_t(result.stride)]));
    }
    result.precision = precisionFor(largest);
    result.weights.reserve(exact.size());
    for (const double weight : exact) result.weights.push_back(fixedPoint(weight, result.precision));
    return result;
}

}  // namespace msao::engine
