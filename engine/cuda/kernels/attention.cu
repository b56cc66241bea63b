// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/kernels/attention.cuh"
#include "engine/cuda/kernels/launch.h"

namespace msao::engine {
namespace {

/// A block has this much dynamic shared memory without asking.
constexpr std::int64_t kUnaskedSharedBytes = 48 * 1024;

template <typename Cache>
cudaError_t launch(const AttentionArguments& a, cudaStream_t stream) {
    const std::int64_t bytes = attentionSharedBytes(a.kv, a.headsPerKvHead());
    if (bytes > kUnaskedSharedBytes) {
        const cudaError_t asked = cudaFuncSetAttribute(
            attentionKernel<Cache>, cudaFuncAttributeMaxDynamicSharedMemorySize, static_cast<int>(bytes));
        if (asked != cudaSuccess) return asked;
    }
    const dim3 grid(static_cast<unsigned>(a.splits), static_cast<unsigned>(a.kv.kvHeadCount),
                    static_cast<unsigned>(a.rows));
    attentionKernel<Cache><<<grid, kAttentionThreads, static_cast<std::size_t>(bytes), stream>>>(a);
    return cudaGetLastError();
}

}  // namespace

cudaError_t launchAttention(const AttentionArguments& arguments, bool floatCache, cudaStream_t stream) {
    return floatCache ? launch<FloatActivations>(arguments, stream) : launch<Bf16Activations>(arguments, stream);
}

}  // namespace msao::engine
