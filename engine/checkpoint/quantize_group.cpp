// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/quantize_group.h"

#include "engine/checkpoint/quantization.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

namespace msao::engine {
namespace {

using Lanes = std::array<float, kQuantizeLanes>;

/// The weight of largest magnitude, with its sign. Lane by lane, so that the compiler can use vector registers.
float signedMaximum(std::span<const float> padded) {
    Lanes most = {};
    Lanes least = {};
    for (std::size_t i = 0; i < padded.size(); i += kQuantizeLanes) {
        for (std::size_t lane = 0; lane < kQuantizeLanes; ++lane) {
            const float value = padded[i + lane];
            most[lane] = value > most[lane] ? value : most[lane];
            least[lane] = value < least[lane] ? value : least[lane];
        }
    }
    const float high = *std::max_element(most.begin(), most.end());
    const float low = *std::min_element(least.begin(), least.end());
    return high >= -low ? high : low;
}

/// Adding 1.5 * 2^23 leaves a small float rounded to nearest even in the low mantissa bits; it needs no instruction set
/// beyond the baseline. Valid for |value| < 2^22.
constexpr float kRounder = 12582912.0f;
float roundSmall(float value) {
    return (value + kRounder) - kRounder;
}

struct Fit {
    float scale = 0;
    float squaredError = std::numeric_limits<float>::infinity();
};

/// Codes at `trial`, then the scale that suits those codes best (least squares), then the error that is left with it.
Fit fitInt4(std::span<const float> padded, float trial) {
    Lanes products = {};
    Lanes squares = {};
    const float inverse = 1.0f / trial;
    for (std::size_t i = 0; i < padded.size(); i += kQuantizeLanes) {
        for (std::size_t lane = 0; lane < kQuantizeLanes; ++lane) {
            const float value = padded[i + lane];
            float code = roundSmall(value * inverse);
            code = code > 7.0f ? 7.0f : code;
            code = code < -8.0f ? -8.0f : code;
            products[lane] += value * code;
            squares[lane] += code * code;
        }
    }
    float product = 0;
    float square = 0;
    for (std::size_t lane = 0; lane < kQuantizeLanes; ++lane) {
        product += products[lane];
        square += squares[lane];
    }
    if (!(square > 0)) return {trial, std::numeric_limits<float>::infinity()};
    // Σ(w - s q)² = Σw² - (Σwq)² / Σq² at the best s; Σw² is the same for every trial.
    return {product / square, -product * (product / square)};
}

float bestInt4Scale(std::span<const float> padded, float extreme) {
    // -8 uses the one code more on the negative side; a little beyond clips the extreme for the good of the others.
    constexpr std::array kDivisors = {-8.0f, -8.6f, -7.4f, 7.0f};
    Fit best;
    for (const float divisor : kDivisors) {
        const Fit fit = fitInt4(padded, extreme / divisor);
        if (fit.squaredError < best.squaredError) best = fit;
    }
    return best.scale;
}

bool isNothing(float scale) {
    return !(std::abs(scale) >= std::numeric_limits<float>::min());
}

}  // namespace

float quantizeGroupInt8(std::span<const float> padded, std::size_t size, std::uint8_t* codes) {
    const float scale = std::abs(signedMaximum(padded)) / 127.0f;
    if (isNothing(scale)) {
        std::fill_n(codes, size, static_cast<std::uint8_t>(kInt8Bias));
        return 0;
    }
    const float inverse = 1.0f / scale;
    for (std::size_t i = 0; i < size; ++i) {
        const auto code = static_cast<int>(roundSmall(padded[i] * inverse)) + kInt8Bias;
        codes[i] = static_cast<std::uint8_t>(code < 1 ? 1 : code > 255 ? 255 : code);
    }
    return scale;
}

float quantizeGroupInt4(std::span<const float> padded, std::size_t size, std::uint8_t* codes) {
    const float extreme = signedMaximum(padded);
    const float scale = isNothing(extreme / 16.0f) ? 0.0f : bestInt4Scale(padded, extreme);
    if (isNothing(scale)) {
        std::fill_n(codes, (size + 1) / 2, static_cast<std::uint8_t>(kInt4Bias | kInt4Bias << 4));
        return 0;
    }
    const float inverse = 1.0f / scale;
    const auto codeOf = [&](float value) {
        const auto code = static_cast<int>(roundSmall(value * inverse)) + kInt4Bias;
        return code < 0 ? 0 : code > 15 ? 15 : code;
    };
    // An odd row ends in half a byte; the padding's zero fills the other half.
    const std::size_t bytes = (size + 1) / 2;
    for (std::size_t i = 0; i < bytes; ++i) {
        codes[i] = static_cast<std::uint8_t>(codeOf(padded[2 * i]) | codeOf(padded[2 * i + 1]) << 4);
    }
    return scale;
}

}  // namespace msao::engine
