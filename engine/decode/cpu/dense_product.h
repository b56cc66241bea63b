// SPDX-License-Identifier: Apache-2.0
// Kernel template: row-major float32 or bf16 weights times activation rows of the same type, summed in float32.
//
// Each product (weight row n, activation row m) has one vector of sums that walks along k in order and is folded by one
// fixed tree, whatever tile it is part of; so tile sizes never show in the result.
#pragma once

#include "engine/decode/cpu/cpu_kernels.h"

#include <cstdint>

namespace msao::engine {

/// S: a Simd... struct; E: S::F32 or S::Bf16.
template <typename S, typename E>
struct DenseProduct {
    using Element = typename E::Element;
    using Rows = DenseRows<Element>;

    static void multiply(const Element* weights, std::int64_t rows, std::int64_t cols, Rows x, ProductRows out) {
        std::int64_t n = 0;
        // Measured: for one or two activation rows a single stream keeps up with memory best; for more, several weight
        // rows that share each activation do.
        for (; x.count > 2 && n + S::kWeightRows <= rows; n += S::kWeightRows) {
            allTokens<S::kWeightRows>(weights + n * cols, cols, x, {out.values + n, out.stride});
        }
        for (; n < rows; ++n) allTokens<1>(weights + n * cols, cols, x, {out.values + n, out.stride});
    }

private:
    /// The weights of one tile stay in the nearest caches while the activation rows pass by.
    template <int R>
    static void allTokens(const Element* weights, std::int64_t cols, Rows x, ProductRows out) {
        for (std::int64_t m = 0; m < x.count; m += S::kTokenRows) {
            const std::int64_t count = x.count - m < S::kTokenRows ? x.count - m : S::kTokenRows;
            someTokens<R, S::kTokenRows>(weights, cols, {x.values + m * x.stride, x.stride, count},
                                         {out.values + m * out.stride, out.stride});
        }
    }

    template <int R, int M>
    static void someTokens(const Element* weights, std::int64_t cols, Rows x, ProductRows out) {
        if (x.count == M) {
            tile<R, M>(weights, cols, x, out);
        } else if constexpr (M > 1) {
            someTokens<R, M - 1>(weights, cols, x, out);
        }
    }

    template <int R, int M>
    static void tile(const Element* weights, std::int64_t cols, Rows x, ProductRows out) {
        typename S::Floats sums[R][M];
#pragma GCC unroll 8
        for (int r = 0; r < R; ++r) {
#pragma GCC unroll 8
            for (int m = 0; m < M; ++m) sums[r][m] = S::zero();
        }
        // The next tile; with one weight row 4 KB, which is about what memory delivers in its own latency.
        const std::int64_t ahead = R > 1 ? R * cols : 4096 / static_cast<std::int64_t>(sizeof(Element));
        const std::int64_t whole = cols / E::kStep * E::kStep;
        for (std::int64_t k = 0; k < whole; k += E::kStep) {
            typename E::Operand w[R];
#pragma GCC unroll 8
            for (int r = 0; r < R; ++r) {
                w[r] = E::load(weights + r * cols + k);
                S::prefetch(weights + r * cols + k + ahead);
            }
            accumulate<R, M>(sums, w, x, k);
        }
        if (whole < cols) {
            typename E::Operand w[R];
#pragma GCC unroll 8
            for (int r = 0; r < R; ++r) w[r] = E::loadFirst(weights + r * cols + whole, cols - whole);
            accumulate<R, M>(sums, w, x, whole);
        }
        store<R, M>(sums, out);
    }

    template <int R, int M>
    static void accumulate(typename S::Floats (&sums)[R][M], const typename E::Operand (&w)[R], const Rows& x,
                           std::int64_t k) {
#pragma GCC unroll 8
        for (int m = 0; m < M; ++m) {
            const typename E::Operand token = E::load(x.values + m * x.stride + k);
#pragma GCC unroll 8
            for (int r = 0; r < R; ++r) E::multiplyAdd(sums[r][m], w[r], token);
        }
    }

    template <int R, int M>
    static void store(const typename S::Floats (&sums)[R][M], ProductRows out) {
#pragma GCC unroll 8
        for (int m = 0; m < M; ++m) {
            if constexpr (R == 4) {
                S::sumFour(sums[0][m], sums[1][m], sums[2][m], sums[3][m], out.values + m * out.stride);
            } else {
                for (int r = 0; r < R; ++r) out.values[m * out.stride + r] = S::sum(sums[r][m]);
            }
        }
    }
};

}  // namespace msao::engine
