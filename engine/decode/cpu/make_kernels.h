// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/decode/cpu/attention.h"
#include "engine/decode/cpu/cpu_kernels.h"
#include "engine/decode/cpu/dense_product.h"
#include "engine/decode/cpu/elementwise.h"
#include "engine/decode/cpu/packed_product.h"

namespace msao::engine {

/// S: a Simd... struct, P: the packed tiles for the same instructions.
template <typename S, typename P>
constexpr CpuKernels makeKernels() {
    return {
        .multiplyF32 = DenseProduct<S, typename S::F32>::multiply,
        .multiplyBf16 = DenseProduct<S, typename S::Bf16>::multiply,
        .multiplyInt8 = PackedProduct<P, 8>::multiply,
        .multiplyInt4 = PackedProduct<P, 4>::multiply,
        .rmsNorm = rmsNorm<S>,
        .siluTimes = siluTimes<S>,
        .roundToBf16 = roundToBf16<S>,
        .quantiseGroup = quantiseGroup<S>,
        .attendF32 = Attention<S, float>::attend,
        .attendBf16 = Attention<S, std::uint16_t>::attend,
    };
}

}  // namespace msao::engine
