// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace msao::world {

/// How rough a noise is, and how far it stretches. In pixels.
struct NoiseShape {
    float cellWidth = 32;  // of the coarsest octave, at least 1
    float cellHeight = 32;
    int octaves = 3;
};

/// Smooth noise in about 0..1, row by row. Made line by line from the lattice's rows, which is several times faster
/// than asking pixel by pixel.
std::vector<float> noiseField(int width, int height, const NoiseShape& shape, std::uint32_t seed);

/// 32 well mixed bits of three numbers.
std::uint32_t mixedBits(std::uint32_t seed, std::uint32_t x, std::uint32_t y);

}  // namespace msao::world
