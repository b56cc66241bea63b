// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/philox.h"

#include <cstdint>

namespace msao::engine {

/// Uniform numbers in [0, 1), one after the other, from a seed.
class RandomDraws {
public:
    explicit RandomDraws(std::uint64_t seed) : m_stream(seed) {}

    double next() { return m_stream.next() * 0x1p-32; }

private:
    PhiloxStream m_stream;
};

}  // namespace msao::engine
