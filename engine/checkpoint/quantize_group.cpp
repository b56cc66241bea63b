// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/quantize_group.h"

#include "engine/checkpoint/quantization.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>

namespace msao::engine {
namespace {

/// Four floats that the compiler keeps in one register: left to itself it does not vectorise these sums, whose order
/// it may not change. A GNU extension that clang shares.
using Lanes = float __attribute__((vector_size(4 * sizeof(float))));
static_assert(sizeof(Lanes) == kQuantizeLanes * sizeof(float));

Lanes lanesAt(std::span<const float> padded, std::size_t i) {
    Lanes lanes;
    std::memcpy(&lanes, padded.data() + i, sizeof(lanes));
    return lanes;
}

Lanes smaller(Lanes a, Lanes b) {
    return a < b ? a : b;
}
Lanes larger(Lanes a, Lanes b) {
    return a > b ? a : b;
}
float sum(Lanes lanes) {
    return (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
}

/// The weight of largest magnitude, with its sign.
float signedMaximum(std::span<const float> padded) {
    Lanes most = {};
    Lanes least = {};
    for (std::size_t i = 0; i < padded.size(); i += kQuantizeLanes) {
        most = larger(lanesAt(padded, i), most);
        least = smaller(lanesAt(padded, i), least);
    }
    const float high = std::max(std::max(most[0], most[1]), std::max(most[2], most[3]));
    const float low = std::min(std::min(least[0], least[1]), std::min(least[2], least[3]));
    return high >= -low ? high : low;
}

/// Adding 1.5 * 2^23 leaves a small float rounded to nearest even in the low mantissa bits; it needs no instruction set
/// beyond the baseline. Valid for |value| < 2^22.
constexpr float kRounder = 12582912.0f;
float roundSmall(float value) {
    return (value + kRounder) - kRounder;
}
Lanes int4Codes(Lanes values, float inverse) {
    const Lanes rounded = (values * inverse + kRounder) - kRounder;
    const Lanes highest = Lanes{} + 7.0f;
    const Lanes lowest = Lanes{} - 8.0f;
    return larger(smaller(rounded, highest), lowest);
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
        const Lanes values = lanesAt(padded, i);
        const Lanes codes = int4Codes(values, inverse);
        products += values * codes;
        squares += codes * codes;
    }
    const float product = sum(products);
    const float square = sum(squares);
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
    for (std::size_t i = 0; i < padded.size(); i += kQuantizeLanes) {
        const Lanes lanes = int4Codes(lanesAt(padded, i), inverse) + static_cast<float>(kInt4Bias);
        // An odd row ends in half a byte; the padding's zero fills the other half.
        const std::size_t pairs = (std::min(kQuantizeLanes, size - i) + 1) / 2;
        for (std::size_t pair = 0; pair < pairs; ++pair) {
            codes[i / 2 + pair] = static_cast<std::uint8_t>(static_cast<int>(lanes[2 * pair]) |
                                                            static_cast<int>(lanes[2 * pair + 1]) << 4);
        }
    }
    return scale;
}

}  // namespace msao::engine
