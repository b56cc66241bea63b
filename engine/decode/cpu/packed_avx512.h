// SPDX-License-Identifier: Apache-2.0
// Packed int8 and int4 weights by AVX-512 and VNNI. Include only where the compiler may emit both.
#pragma once

#include "engine/decode/cpu/cpu_kernels.h"
#include "engine/decode/cpu/simd_avx512.h"

namespace msao::engine {

/// Bytes to prefetch ahead, measured. Where products take longer than memory, the cores hide nothing by themselves and
/// want a long lead; where they are quicker, the hardware's own prefetcher runs ahead and a long lead disturbs it. The
/// scales need it as much as the codes: one missed line a group doubles the time.
template <int Bits, int M>
inline constexpr std::int64_t kAhead = M > (Bits == 8 ? 3 : 1) ? 10240 : 2048;

/// S: for what the file that includes this is compiled. The code is the same, but two files must not share one copy of
/// it, of which the linker would keep either: a processor may lack what one of them was compiled for.
template <typename S>
struct PackedAvx512 {
    static constexpr int kTokenRows = 8;

    template <int Bits, int M>
    static void tile(const std::byte* block, const PackedLayout& layout, const QuantisedRows& x, std::int64_t validRows,
                     ProductRows out) {
        __m512 sums[M];
#pragma GCC unroll 8
        for (int m = 0; m < M; ++m) sums[m] = _mm512_setzero_ps();
        for (std::int64_t g = 0; g < layout.groups(); ++g) {
            const __m512 scales = _mm512_loadu_ps(block);
            S::prefetch(block + kAhead<Bits, M>);
            const std::int64_t runs = layout.runs(g);
            __m512i whole[M];
            groupSums<Bits, M>(block + kScaleBytes, runs, x, g, layout.groupSize, whole);
#pragma GCC unroll 8
            for (int m = 0; m < M; ++m) {
                const __m512 scale = _mm512_mul_ps(scales, _mm512_set1_ps(x.scales[m * x.groups + g]));
                sums[m] = _mm512_fmadd_ps(_mm512_cvtepi32_ps(whole[m]), scale, sums[m]);
            }
            block += kScaleBytes + runs * kRunBytes;
        }
#pragma GCC unroll 8
        for (int m = 0; m < M; ++m) S::storeFirst(out.values + m * out.stride, validRows, sums[m]);
    }

private:
    /// sum += weights * the same four codes for each of sixteen rows. Written out because GCC 12 makes a load, a
    /// broadcast and two register moves of the intrinsics, which costs more than the product.
    static void multiplyAdd(__m512i& sum, __m512i weights, const std::int8_t* codes) {
        using Four [[gnu::may_alias]] = std::int32_t;
        asm("vpdpbusd %2%{1to16%}, %1, %0" : "+v"(sum) : "v"(weights), "m"(*reinterpret_cast<const Four*>(codes)));
    }

    template <int Bits, int M>
    static void groupSums(const std::byte* weights, std::int64_t runs, const QuantisedRows& x, std::int64_t g,
                          std::int64_t groupSize, __m512i (&whole)[M]) {
        constexpr int kOffset = Bits == 8 ? -128 : -8;
#pragma GCC unroll 8
        for (int m = 0; m < M; ++m) whole[m] = _mm512_set1_epi32(kOffset * x.sums[m * x.groups + g]);
        const std::int8_t* codes = x.codes + g * groupSize;
#pragma GCC unroll 2
        for (std::int64_t run = 0; run < runs; ++run, weights += kRunBytes) {
            const __m512i stored = _mm512_loadu_si512(weights);
            S::prefetch(weights + kAhead<Bits, M>);
            if constexpr (Bits == 8) {
#pragma GCC unroll 8
                for (int m = 0; m < M; ++m) {
                    multiplyAdd(whole[m], stored, codes + m * x.stride + run * 4);
                }
            } else {
                const __m512i mask = _mm512_set1_epi8(15);
                const __m512i low = _mm512_and_si512(stored, mask);
                const __m512i high = _mm512_and_si512(_mm512_srli_epi16(stored, 4), mask);
#pragma GCC unroll 8
                for (int m = 0; m < M; ++m) {
                    multiplyAdd(whole[m], low, codes + m * x.stride + run * 8);
                    multiplyAdd(whole[m], high, codes + m * x.stride + run * 8 + 4);
                }
            }
        }
    }
};

}  // namespace msao::engine
