// SPDX-License-Identifier: Apache-2.0
#include "world/noise_field.h"

#include <algorithm>
#include <cmath>

namespace msao::world {

namespace {

/// Where a pixel lies between two lattice points.
struct Between {
    std::uint32_t cell = 0;
    float share = 0;
};

std::vector<Between> places(int count, float cell) {
    std::vector<Between> places(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < places.size(); ++i) {
        const float at = (static_cast<float>(i) + 0.5F) / cell;
        const float whole = std::floor(at);
        const float share = at - whole;
        places[i] = {static_cast<std::uint32_t>(whole), share * share * (3 - 2 * share)};
    }
    return places;
}

void latticeRow(std::vector<float>& row, std::uint32_t y, std::uint32_t seed) {
    for (std::size_t x = 0; x < row.size(); ++x) {
        row[x] = static_cast<float>(mixedBits(seed, static_cast<std::uint32_t>(x), y) >> 8) * 0x1p-24F;
    }
}

void addOctave(std::vector<float>& field, int width, int height, float cellWidth, float cellHeight, float strength,
               std::uint32_t seed) {
    const std::vector<Between> columns = places(width, cellWidth);
    const std::vector<Between> rows = places(height, cellHeight);
    std::vector<float> upper(columns.back().cell + 2);
    std::vector<float> lower(upper.size());
    std::vector<float> line(upper.size());
    bool isFirst = true;
    std::uint32_t current = 0;
    float* out = field.data();
    for (const Between& place : rows) {
        if (isFirst || place.cell != current) {
            latticeRow(upper, place.cell, seed);
            latticeRow(lower, place.cell + 1, seed);
            current = place.cell;
            isFirst = false;
        }
        for (std::size_t i = 0; i < line.size(); ++i) {
            line[i] = strength * (upper[i] + (lower[i] - upper[i]) * place.share);
        }
        for (const Between& column : columns) {
            *out++ += line[column.cell] + (line[column.cell + 1] - line[column.cell]) * column.share;
        }
    }
}

}  // namespace

std::uint32_t mixedBits(std::uint32_t seed, std::uint32_t x, std::uint32_t y) {
    std::uint32_t bits = seed ^ (x * 0x9E3779B1U) ^ (y * 0x85EBCA77U);
    bits = (bits ^ (bits >> 15)) * 0x2C1B3C6DU;
    bits = (bits ^ (bits >> 12)) * 0x297A2D39U;
    return bits ^ (bits >> 15);
}

std::vector<float> noiseField(int width, int height, const NoiseShape& shape, std::uint32_t seed) {
    std::vector<float> field(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    float strength = 0.5F / (1 - std::exp2(-static_cast<float>(shape.octaves)));  // all octaves together reach 1
    float cellWidth = std::max(1.0F, shape.cellWidth);
    float cellHeight = std::max(1.0F, shape.cellHeight);
    for (int octave = 0; octave < shape.octaves; ++octave) {
        addOctave(field, width, height, cellWidth, cellHeight, strength, seed + static_cast<std::uint32_t>(octave));
        strength /= 2;
        cellWidth = std::max(1.0F, cellWidth / 2);
        cellHeight = std::max(1.0F, cellHeight / 2);
    }
    return field;
}

}  // namespace msao::world
