// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>

namespace msao::simulator {

/// splitmix64's finaliser: one 64-bit value to another, without visible structure.
constexpr std::uint64_t mixBits(std::uint64_t value) {
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

/// Uniform in [0, 1).
constexpr double toUnit(std::uint64_t bits) {
    return static_cast<double>(bits >> 11) * 0x1p-53;
}

/// A small generator with one word of state: ten thousand sessions each have their own.
class RandomStream {
public:
    explicit RandomStream(std::uint64_t seed) : m_state(mixBits(seed + 1)) {}
    double uniform() { return toUnit(mixBits(m_state += 0x9e3779b97f4a7c15ULL)); }
    double exponential(double mean) { return -mean * std::log1p(-uniform()); }

private:
    std::uint64_t m_state;
};

}  // namespace msao::simulator
