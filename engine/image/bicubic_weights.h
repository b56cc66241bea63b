// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace msao::engine {

/// For every output position of one axis: the input positions it reads and their fixed-point weights.
/// Equal to the 16-bit weights of torch's antialiased bicubic on uint8, so that results agree to the bit.
struct BicubicWeights {
    struct Taps {
        int first = 0;  // first input position
        int count = 0;
    };
    std::vector<Taps> taps;             // one per output position
    std::vector<std::int16_t> weights;  // [taps.size(), stride]
    int stride = 0;
    int precision = 0;  // a weight of 1.0 is 1 << precision

    const std::int16_t* of(int output) const { return weights.data() + std::size_t(output) * std::size_t(stride); }
};

/// Both sizes positive.
BicubicWeights bicubicWeights(int inputSize, int outputSize);

}  // namespace msao::engine
