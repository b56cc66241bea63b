// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace msao::engine {

/// A sequence of independent, nearly normal numbers (mean 0, deviation 1, none beyond 3.5) that belongs to (seed,
/// name). Number i depends on nothing else, so any range can be drawn by any thread, the same on every machine.
class RandomValues {
public:
    RandomValues(std::uint64_t seed, std::string_view name);

    /// Numbers first...first+out.size()-1, each times `scale` plus `offset`.
    void fill(std::int64_t first, std::span<float> out, float scale, float offset = 0) const;

    /// An integer in [0, bound), from number i's own bits.
    std::uint64_t below(std::int64_t i, std::uint64_t bound) const;

private:
    std::uint64_t m_key;
    std::uint64_t m_stream;
};

}  // namespace msao::engine
