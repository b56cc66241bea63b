// SPDX-License-Identifier: Apache-2.0
// What becomes of four finished sums of one activation row. One thread does it.
#pragma once

#include "engine/cuda/kernels/device_macros.cuh"
#include "engine/cuda/step_arguments.h"

#include <cmath>

namespace msao::engine {

/// Over the columns that exist of four; the order is part of the result.
__device__ inline float sumOfSquares(const float (&x)[kGroupRows]) {
    return (x[0] * x[0] + x[1] * x[1]) + (x[2] * x[2] + x[3] * x[3]);
}

template <typename Format>
struct MatvecEpilogue {
    using Activations = typename Format::Activations;
    using Element = typename Activations::Element;

    __device__ static void finish(const MatvecArguments& a, std::int64_t group, int row,
                                  const float (&sums)[kGroupRows]) {
        switch (a.epilogue) {
            case Epilogue::QueryKeyValue:
                return queryKeyValue(a, group, row, sums);
            case Epilogue::Residual:
                return residual(a, group, row, sums);
            case Epilogue::GateUp:
                return gateUp(a, group, row, sums);
            case Epilogue::Logits:
                return logits(a, group, row, sums);
        }
    }

private:
    __device__ static void queryKeyValue(const MatvecArguments& a, std::int64_t group, int row,
                                         const float (&sums)[kGroupRows]) {
        MSAO_UNROLL
        for (int i = 0; i < kGroupRows; i += 2) {
            const std::int64_t weightRow = group * kGroupRows + i;
            if (weightRow >= a.matrix.rows) return;
            const FloatPair pair{sums[i] + a.bias[weightRow], sums[i + 1] + a.bias[weightRow + 1]};
            storePair(a, weightRow / 2, row, pair);
        }
    }

    __device__ static void storePair(const MatvecArguments& a, std::int64_t pairIndex, int row, FloatPair pair) {
        const RotaryRows& order = a.rotaryRows;
        const std::int32_t half = order.headDim / 2;
        const std::int32_t head = order.headOfPair(pairIndex);
        const std::int32_t d = order.dimensionOfPair(pairIndex);
        const std::int32_t kvHead = head - order.headCount;
        if (kvHead >= order.kvHeadCount) {
            return storeKv(a, row, kvHead - order.kvHeadCount, true, d, pair);
        }
        const float* rotary = a.inputs.rotary + std::int64_t{row} * order.headDim;
        const float cosine = rotary[d];
        const float sine = rotary[half + d];
        const FloatPair turned{pair.first * cosine - pair.second * sine, pair.second * cosine + pair.first * sine};
        if (kvHead >= 0) return storeKv(a, row, kvHead, false, d, turned);
        float* query = a.queries + (std::int64_t{row} * order.headCount + head) * order.headDim;
        query[d] = turned.first;
        query[half + d] = turned.second;
    }

    __device__ static void storeKv(const MatvecArguments& a, int row, std::int32_t kvHead, bool isValue, std::int32_t d,
                                   FloatPair pair) {
        const std::int32_t slot = a.inputs.slots[row];
        const PageId page = a.inputs.pages[a.inputs.firstPages[row] + slot / kPageSlots];
        Element* stored = static_cast<Element*>(a.cache) + a.kv.offset(page, isValue, kvHead, slot % kPageSlots);
        stored[d] = Activations::store(pair.first);
        stored[a.rotaryRows.headDim / 2 + d] = Activations::store(pair.second);
    }

    __device__ static void residual(const MatvecArguments& a, std::int64_t group, int row,
                                    const float (&sums)[kGroupRows]) {
        const ActivationLayout layout = activationLayoutOf<Format>();
        Element* next = static_cast<Element*>(a.nextActivations) + row * a.nextStride;
        float x[kGroupRows];
        MSAO_UNROLL
        for (int i = 0; i < kGroupRows; ++i) {
            const std::int64_t column = group * kGroupRows + i;
            x[i] = 0.0f;
            if (column >= a.matrix.rows) continue;
            float& stored = a.residual[row * a.matrix.rows + column];
            x[i] = stored + sums[i];
            stored = x[i];
            next[layout.position(column)] = Activations::store(x[i] * a.nextNorm[column]);
        }
        a.nextSquares[row * a.matrix.rowGroups() + group] = sumOfSquares(x);
    }

    __device__ static void gateUp(const MatvecArguments& a, std::int64_t group, int row,
                                  const float (&sums)[kGroupRows]) {
        const ActivationLayout layout = activationLayoutOf<Format>();
        Element* next = static_cast<Element*>(a.nextActivations) + row * a.nextStride;
        MSAO_UNROLL
        for (int i = 0; i < 2; ++i) {
            const float gate = sums[i];
            const float product = gate / (1.0f + expf(-gate)) * sums[2 + i];
            // The spare column of an odd count is zero here, as the padding of a row must be.
            next[layout.position(group * 2 + i)] = Activations::store(product);
        }
    }

    __device__ static void logits(const MatvecArguments& a, std::int64_t group, int row,
                                  const float (&sums)[kGroupRows]) {
        MSAO_UNROLL
        for (int i = 0; i < kGroupRows; ++i) {
            const std::int64_t column = group * kGroupRows + i;
            if (column < a.matrix.rows) a.logits[row * a.matrix.rows + column] = sums[i];
        }
    }
};

}  // namespace msao::engine
