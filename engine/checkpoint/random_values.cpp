// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/random_values.h"

#include "engine/base/philox.h"

#include <algorithm>
#include <array>

namespace msao::engine {
namespace {

/// FNV-1a, 64 bits.
std::uint64_t hashOf(std::string_view name) {
    std::uint64_t hash = 0xCBF29CE484222325u;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
    return hash;
}

/// The sum of four 16-bit uniforms, centred and divided by its deviation, sqrt(4 (65536² - 1) / 12): integer arithmetic
/// until the last step, so no library's rounding enters.
float nearlyNormal(std::uint32_t a, std::uint32_t b) {
    constexpr float kDeviation = 37837.22779f;
    const auto sum = static_cast<std::int32_t>((a & 0xFFFFu) + (a >> 16) + (b & 0xFFFFu) + (b >> 16));
    return static_cast<float>(sum - 131070) * (1.0f / kDeviation);
}

}  // namespace

RandomValues::RandomValues(std::uint64_t seed, std::string_view name) : m_key(seed), m_stream(hashOf(name)) {}

void RandomValues::fill(std::int64_t first, std::span<float> out, float scale, float offset) const {
    // One block of random bits makes two numbers.
    for (std::size_t i = 0; i < out.size();) {
        const auto index = static_cast<std::uint64_t>(first) + i;
        const PhiloxWords words = philox(m_key, philoxCounter(index / 2, m_stream));
        const std::array numbers = {nearlyNormal(words[0], words[1]), nearlyNormal(words[2], words[3])};
        for (std::size_t half = index % 2; half < 2 && i < out.size(); ++half, ++i)
            out[i] = numbers[half] * scale + offset;
    }
}

std::uint64_t RandomValues::below(std::int64_t i, std::uint64_t bound) const {
    const PhiloxWords words = philox(m_key, philoxCounter(static_cast<std::uint64_t>(i), m_stream));
    const std::uint64_t bits = std::uint64_t{words[1]} << 32 | words[0];
    return bits % bound;
}

}  // namespace msao::engine
