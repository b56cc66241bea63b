// SPDX-License-Identifier: Apache-2.0
// Kernel templates over one row: norms, activations, rounding. S is one of the Simd... structs.
#pragma once

#include <cmath>
#include <cstdint>

namespace msao::engine {

/// e^x to about 2 ulp: 2^n * p(r) with |r| <= ln(2) / 2. Exactly 0 below -87 (also for minus infinity).
template <typename S>
typename S::Floats exponential(typename S::Floats x) {
    using F = typename S::Floats;
    const F lowest = S::set(-87.0F);
    const F clamped = S::larger(S::smaller(x, S::set(88.0F)), lowest);
    const auto n = S::round(S::multiply(clamped, S::set(1.44269504F)));
    const F whole = S::toFloats(n);
    // ln(2) in two parts, so that whole * part is exact and r keeps its bits.
    F r = S::fma(whole, S::set(-0.693359375F), clamped);
    r = S::fma(whole, S::set(2.12194440e-4F), r);
    // The Taylor series to r^7 / 7!, whose first omitted term is below 6e-9 here.
    F p = S::set(1.0F / 5040);
    for (const float coefficient : {1.0F / 720, 1.0F / 120, 1.0F / 24, 1.0F / 6, 0.5F, 1.0F, 1.0F}) {
        p = S::fma(p, r, S::set(coefficient));
    }
    return S::zeroWhereBelow(x, lowest, S::multiply(p, S::powerOfTwo(n)));
}

/// Calls operation(offset, lanes) for whole vectors and once more for what is left.
template <typename S, typename Operation>
void eachVector(std::int64_t count, Operation operation) {
    std::int64_t i = 0;
    for (; i + S::kWidth <= count; i += S::kWidth) operation(i, std::int64_t{S::kWidth});
    if (i < count) operation(i, count - i);
}

template <typename S>
typename S::Floats loadUpTo(const float* p, std::int64_t lanes) {
    return lanes == S::kWidth ? S::load(p) : S::loadFirst(p, lanes);
}

template <typename S>
void storeUpTo(float* p, std::int64_t lanes, typename S::Floats x) {
    if (lanes == S::kWidth) {
        S::store(p, x);
    } else {
        S::storeFirst(p, lanes, x);
    }
}

template <typename S>
void rmsNorm(const float* x, const float* weight, double epsilon, std::int64_t count, float* out) {
    auto squares = S::zero();
    eachVector<S>(count, [&](std::int64_t i, std::int64_t lanes) {
        const auto v = loadUpTo<S>(x + i, lanes);
        squares = S::fma(v, v, squares);
    });
    const double mean = static_cast<double>(S::sum(squares)) / static_cast<double>(count);
    const auto scale = S::set(static_cast<float>(1.0 / std::sqrt(mean + epsilon)));
    eachVector<S>(count, [&](std::int64_t i, std::int64_t lanes) {
        const auto normed = S::multiply(loadUpTo<S>(x + i, lanes), scale);
        storeUpTo<S>(out + i, lanes, S::multiply(normed, loadUpTo<S>(weight + i, lanes)));
    });
}

template <typename S>
void siluTimes(const float* gate, const float* up, std::int64_t count, float* out) {
    const auto one = S::set(1.0F);
    eachVector<S>(count, [&](std::int64_t i, std::int64_t lanes) {
        const auto g = loadUpTo<S>(gate + i, lanes);
        const auto silu = S::divide(g, S::add(one, exponential<S>(S::subtract(S::zero(), g))));
        storeUpTo<S>(out + i, lanes, S::multiply(silu, loadUpTo<S>(up + i, lanes)));
    });
}

template <typename S>
void roundToBf16(const float* x, std::int64_t count, std::uint16_t* out) {
    eachVector<S>(count, [&](std::int64_t i, std::int64_t lanes) {
        if (lanes == S::kWidth) {
            S::storeBf16(out + i, S::load(x + i));
            return;
        }
        std::uint16_t last[S::kWidth];
        S::storeBf16(last, S::loadFirst(x + i, lanes));
        for (std::int64_t lane = 0; lane < lanes; ++lane) out[i + lane] = last[lane];
    });
}

/// Symmetric: the largest magnitude becomes 127.
template <typename S>
void quantiseGroup(const float* x, std::int64_t count, std::int8_t* codes, float* scale, std::int32_t* sum) {
    auto largest = S::zero();
    eachVector<S>(count, [&](std::int64_t i, std::int64_t lanes) {
        largest = S::larger(S::magnitude(loadUpTo<S>(x + i, lanes)), largest);
    });
    const float range = S::largest(largest);
    *scale = range / 127.0F;
    const auto inverse = S::set(range > 0.0F ? 127.0F / range : 0.0F);
    auto sums = S::zeroInts();
    eachVector<S>(count, [&](std::int64_t i, std::int64_t lanes) {
        auto scaled = S::multiply(loadUpTo<S>(x + i, lanes), inverse);
        scaled = S::larger(S::smaller(scaled, S::set(127.0F)), S::set(-127.0F));
        const auto rounded = S::round(scaled);
        sums = S::add(sums, rounded);
        if (lanes == S::kWidth) {
            S::storeInt8(codes + i, rounded);
            return;
        }
        std::int8_t last[S::kWidth];
        S::storeInt8(last, rounded);
        for (std::int64_t lane = 0; lane < lanes; ++lane) codes[i + lane] = last[lane];
    });
    *sum = S::sum(sums);
}

}  // namespace msao::engine
