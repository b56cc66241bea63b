// SPDX-License-Identifier: Apache-2.0
// 16-bit floating point as bit patterns: bfloat16 both ways, IEEE half to float.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

namespace msao::engine {

constexpr float bfloat16ToFloat(std::uint16_t bits) {
    return std::bit_cast<float>(std::uint32_t{bits} << 16);
}

/// Rounds to nearest, ties to even; NaN stays NaN.
constexpr std::uint16_t floatToBfloat16(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t rounded = (bits + 0x7FFFu + ((bits >> 16) & 1u)) >> 16;
    const std::uint32_t quietNan = (bits >> 16) | 0x40u;
    const bool isNan = (bits & 0x7FFFFFFFu) > 0x7F800000u;
    return static_cast<std::uint16_t>(isNan ? quietNan : rounded);
}

/// Exact: every half is a float.
constexpr float halfToFloat(std::uint16_t half) {
    const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000u) << 16;
    const std::uint32_t exponent = (half >> 10) & 0x1Fu;
    const std::uint32_t mantissa = half & 0x3FFu;
    if (exponent == 0x1Fu) return std::bit_cast<float>(sign | 0x7F800000u | (mantissa << 13));
    if (exponent != 0) return std::bit_cast<float>(sign | ((exponent + 112u) << 23) | (mantissa << 13));
    const float magnitude = static_cast<float>(mantissa) * 0x1p-24f;  // subnormal: mantissa * 2^-24
    return sign != 0 ? -magnitude : magnitude;
}

}  // namespace msao::engine
