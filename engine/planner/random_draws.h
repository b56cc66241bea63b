// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/philox.h"

#include <cstdint>

namespace msao::engine {

/// Uniform numbers in [0, 1), one after the other, from a seed.
class RandomDraws {
public:
    explicit RandomDraws(std::uint64_t seed) : m_seed(seed) {}

    double next() {
        if (m_count % 4 == 0) m_words = philox(m_seed, philoxCounter(m_count / 4, 0));
        return m_words[m_count++ % 4] * 0x1p-32;
    }

private:
    std::uint64_t m_seed;
    std::uint64_t m_count = 0;
    PhiloxWords m_words{};
};

}  // namespace msao::engine
