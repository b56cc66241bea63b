// SPDX-License-Identifier: Apache-2.0
#include "engine/generation/portable_math.h"

#include <bit>
#include <cstdint>

namespace msao::engine {
namespace {

// ln 2 in two parts: the first has its low bits zero, so that n * kLn2High is exact for |n| < 2^20.
constexpr double kLn2High = 0x1.62e42fee00000p-1;
constexpr double kLn2Low = 0x1.a39ef35793c76p-33;
constexpr double kInverseLn2 = 0x1.71547652b82fep+0;

// 1/14!, 1/13!, ... 1/0!: for |r| <= ln 2 / 2 the first term left out is below 2^-60.
constexpr double kExpSeries[] = {
    0x1.93974a8c07c9dp-37, 0x1.6124613a86d09p-33, 0x1.1eed8eff8d898p-29, 0x1.ae64567f544e4p-26, 0x1.27e4fb7789f5cp-22,
    0x1.71de3a556c734p-19, 0x1.a01a01a01a01ap-16, 0x1.a01a01a01a01ap-13, 0x1.6c16c16c16c17p-10, 0x1.1111111111111p-7,
    0x1.5555555555555p-5,  0x1.5555555555555p-3,  0x1.0000000000000p-1,  0x1.0000000000000p+0,  0x1.0000000000000p+0};

double powerOfTwo(int exponent) {
    return std::bit_cast<double>(static_cast<std::uint64_t>(exponent + 1023) << 52);
}

}  // namespace

double portableExp(double x) {
    if (x < -708.0) return 0.0;
    const int n = static_cast<int>(x * kInverseLn2 + (x < 0 ? -0.5 : 0.5));
    const double r = (x - n * kLn2High) - n * kLn2Low;  // |r| <= ln 2 / 2
    double sum = 0.0;
    for (const double coefficient : kExpSeries) sum = sum * r + coefficient;
    return sum * powerOfTwo(n);
}

double portableLog(double x) {
    const auto bits = std::bit_cast<std::uint64_t>(x);
    int exponent = static_cast<int>(bits >> 52) - 1023;
    double m = std::bit_cast<double>((bits & 0x000fffffffffffffull) | 0x3ff0000000000000ull);  // [1, 2)
    if (m > 0x1.6a09e667f3bcdp+0) {  // above sqrt 2: bring it to [sqrt(1/2), sqrt 2]
        m *= 0.5;
        ++exponent;
    }
    const double s = (m - 1.0) / (m + 1.0);  // ln m = 2 atanh s, |s| <= 0.172
    const double s2 = s * s;
    double sum = 0.0;
    for (int k = 25; k >= 3; k -= 2) sum = (sum + 1.0 / k) * s2;
    return exponent * kLn2High + (2.0 * s + (2.0 * s * sum + exponent * kLn2Low));
}

}  // namespace msao::engine
