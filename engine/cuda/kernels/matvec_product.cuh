// SPDX-License-Identifier: Apache-2.0
// The sums of a few rows of weights with a few rows of activations, one warp, a fixed quarter of the columns.
//
// Batch invariance: lane l of warp w always owns the same columns and walks them in the same order, with one sum a
// product; then one tree over the lanes, then one over the warps. How many rows share the tile never shows.
#pragma once

#include "engine/cuda/kernels/warp.cuh"
#include "engine/cuda/step_arguments.h"

namespace msao::engine {

/// Warps of a block, each with every fourth stretch of 32 units of a row.
inline constexpr int kMatvecWarps = 4;
inline constexpr int kMatvecThreads = kMatvecWarps * kWarpLanes;

/// Rows of activations that are multiplied with one reading of the weights into registers.
inline int matvecTile(int rows) {
    return rows <= 2 ? rows : rows <= 4 ? 4 : 8;
}

/// Stretches whose weights a warp asks for before it uses the first; more rows leave fewer registers.
template <int Tile>
inline constexpr int kStretchesAhead = Tile <= 2 ? 2 : 1;

/// Blocks that a multiprocessor shall hold: the compiler is to keep to the registers that this leaves, where it would
/// rather ask for the activations of a whole stretch at once.
template <typename Format, int Tile>
inline constexpr int kMatvecResidentBlocks = Tile <= 2            ? 5
                                             : Tile == 4          ? 4
                                             : Format::kHasScales ? 2
                                                                  : 3;

template <typename Format, int Tile>
struct MatvecProduct {
    using Activations = typename Format::Activations;
    using Element = typename Activations::Element;
    static constexpr int kVectorColumns = Activations::kVectorColumns;
    static constexpr int kVectors = Format::kUnit / kVectorColumns;
    static constexpr int kSums = kGroupRows * Tile;

    /// One stretch's weights in one lane.
    struct Stretch {
        Vector16 weights[kGroupRows];
        float scales[kGroupRows];
    };

    /// Row r, activation row m: sums[r * Tile + m], this lane's share.
    __device__ static void sum(const MatvecArguments& a, std::int64_t group, int firstRow, float (&sums)[kSums]) {
        constexpr int kAhead = kStretchesAhead<Tile>;
        MSAO_UNROLL
        for (int i = 0; i < kSums; ++i) sums[i] = 0.0f;
        const auto units = static_cast<std::int32_t>(a.matrix.rowBytes / 16);
        const std::int32_t stretches = (units + kWarpLanes - 1) / kWarpLanes;
        for (std::int32_t s = warpIndex(); s < stretches; s += kAhead * kMatvecWarps) {
            Stretch stretch[kAhead];
            MSAO_UNROLL
            for (int i = 0; i < kAhead; ++i) stretch[i] = load(a, group, s + i * kMatvecWarps, units);
            MSAO_UNROLL
            for (int i = 0; i < kAhead; ++i) {
                const std::int32_t at = s + i * kMatvecWarps;
                if (at < stretches) add(a, stretch[i], at, firstRow, sums);
            }
        }
    }

private:
    /// Zeros behind the end of the row: activations are zero there as well.
    __device__ static Stretch load(const MatvecArguments& a, std::int64_t group, std::int32_t s, std::int32_t units) {
        Stretch stretch;
        const std::int32_t unit = s * kWarpLanes + laneIndex();
        const std::byte* address = a.matrix.values + group * kGroupRows * a.matrix.rowBytes + std::int64_t{unit} * 16;
        MSAO_UNROLL
        for (int r = 0; r < kGroupRows; ++r) {
            stretch.weights[r] = unit < units ? loadWeights(address + r * a.matrix.rowBytes) : Vector16{};
            stretch.scales[r] = 0.0f;
        }
        if constexpr (Format::kHasScales) {
            if (unit < units) {
                const std::int32_t scaleOfRow = unit / a.matrix.unitsPerGroup;
                const float* scales = a.matrix.scales + group * kGroupRows * a.matrix.groups + scaleOfRow;
                MSAO_UNROLL
                for (int r = 0; r < kGroupRows; ++r) stretch.scales[r] = scales[r * a.matrix.groups];
            }
        }
        return stretch;
    }

    __device__ static void add(const MatvecArguments& a, const Stretch& stretch, std::int32_t s, int firstRow,
                               float (&sums)[kSums]) {
        const Element* x = static_cast<const Element*>(a.activations) + std::int64_t{s} * kWarpLanes * Format::kUnit +
                           laneIndex() * kVectorColumns;
        if constexpr (Format::kHasScales) {
            float parts[kSums];
            MSAO_UNROLL
            for (int i = 0; i < kSums; ++i) parts[i] = 0.0f;
            multiply(a, stretch, x, firstRow, parts);
            MSAO_UNROLL
            for (int i = 0; i < kSums; ++i) sums[i] = fmaf(stretch.scales[i / Tile], parts[i], sums[i]);
        } else {
            multiply(a, stretch, x, firstRow, sums);
        }
    }

    __device__ static void multiply(const MatvecArguments& a, const Stretch& stretch, const Element* x, int firstRow,
                                    float (&sums)[kSums]) {
        MSAO_UNROLL
        for (int v = 0; v < kVectors; ++v) {
            if constexpr (Tile == 8 && Format::kHasScales) keepLoadsBelow();
            Vector16 vectors[Tile];
            MSAO_UNROLL
            for (int m = 0; m < Tile; ++m) {
                const int row = firstRow + m < a.rows ? firstRow + m : a.rows - 1;  // a spare row's sums go nowhere
                const auto offset = static_cast<std::uint32_t>(row) * static_cast<std::uint32_t>(a.activationStride);
                vectors[m] = loadVector(x + offset + v * kWarpLanes * kVectorColumns);
            }
            MSAO_UNROLL
            for (int p = 0; p < kVectorColumns / 2; ++p) addPair(stretch, vectors, v, p, sums);
        }
    }

    __device__ static void addPair(const Stretch& stretch, const Vector16 (&vectors)[Tile], int v, int p,
                                   float (&sums)[kSums]) {
        FloatPair w[kGroupRows];
        MSAO_UNROLL
        for (int r = 0; r < kGroupRows; ++r) w[r] = Format::pair(stretch.weights[r], v, p);
        MSAO_UNROLL
        for (int m = 0; m < Tile; ++m) {
            const FloatPair x = Activations::pair(vectors[m], p);
            MSAO_UNROLL
            for (int r = 0; r < kGroupRows; ++r) {
                float& sum = sums[r * Tile + m];
                sum = fmaf(w[r].first, x.first, sum);
                sum = fmaf(w[r].second, x.second, sum);
            }
        }
    }
};

}  // namespace msao::engine
