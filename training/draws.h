// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/philox.h"

#include <cstdint>

namespace msao::training {

/// What a pass shows is a function of these alone, so training goes on where it stopped.
struct PassKey {
    std::uint64_t seed = 0;
    std::int64_t pass = 0;  // counts through the whole training
};

/// Random values for one purpose of one pass.
class Draws {
public:
    Draws(PassKey key, std::uint32_t purpose) : m_key(key), m_purpose(purpose) {}

    std::uint64_t bits() {
        const engine::PhiloxWords words =
            engine::philox(m_key.seed, {static_cast<std::uint32_t>(m_key.pass),
                                        static_cast<std::uint32_t>(m_key.pass >> 32), m_purpose, m_count++});
        return std::uint64_t{words[1]} << 32 | words[0];
    }
    /// In [0, 1).
    double unit() { return static_cast<double>(bits() >> 11) * 0x1p-53; }

private:
    PassKey m_key;
    std::uint32_t m_purpose;
    std::uint32_t m_count = 0;
};

}  // namespace msao::training
