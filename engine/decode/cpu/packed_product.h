// SPDX-License-Identifier: Apache-2.0
// Kernel template: packed int8 or int4 weights times quantised activation rows.
//
// Sums inside a group are integers and therefore exact in any order; groups are added up in float32 in order of k. So
// tile sizes never show in the result.
#pragma once

#include "engine/decode/cpu/cpu_kernels.h"

#include <cstdint>

namespace msao::engine {

/// P supplies: kTokenRows, and tile<Bits, M>(block, layout, x, validRows, out), the product of one block of 16 weight
/// rows and M activation rows.
template <typename P, int Bits>
struct PackedProduct {
    static void multiply(const std::byte* weights, const PackedLayout& layout, std::int64_t firstRow, std::int64_t rows,
                         QuantisedRows x, ProductRows out) {
        const std::byte* block = weights + firstRow / kPackedRows * layout.blockBytes();
        for (std::int64_t n = 0; n < rows; n += kPackedRows, block += layout.blockBytes()) {
            const std::int64_t valid = rows - n < kPackedRows ? rows - n : kPackedRows;
            allTokens(block, layout, x, valid, {out.values + n, out.stride});
        }
    }

private:
    static void allTokens(const std::byte* block, const PackedLayout& layout, QuantisedRows x, std::int64_t valid,
                          ProductRows out) {
        for (std::int64_t m = 0; m < x.count; m += P::kTokenRows) {
            const std::int64_t count = x.count - m < P::kTokenRows ? x.count - m : P::kTokenRows;
            const QuantisedRows some{
                x.codes + m * x.stride, x.scales + m * x.groups, x.sums + m * x.groups, x.stride, x.groups, count};
            someTokens<P::kTokenRows>(block, layout, some, valid, {out.values + m * out.stride, out.stride});
        }
    }

    template <int M>
    static void someTokens(const std::byte* block, const PackedLayout& layout, const QuantisedRows& x,
                           std::int64_t valid, ProductRows out) {
        if (x.count == M) {
            P::template tile<Bits, M>(block, layout, x, valid, out);
        } else if constexpr (M > 1) {
            someTokens<M - 1>(block, layout, x, valid, out);
        }
    }
};

}  // namespace msao::engine
