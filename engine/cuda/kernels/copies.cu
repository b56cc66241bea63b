// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/kernels/kv_copy.cuh"
#include "engine/cuda/kernels/launch.h"

namespace msao::engine {
namespace {

unsigned copyBlocks(const KvCopyArguments& a) {
    const std::int64_t elements = a.count * a.kv.kvHeadCount * a.kv.headDim;
    return static_cast<unsigned>((elements + kKvCopyThreads - 1) / kKvCopyThreads);
}

}  // namespace

cudaError_t launchEmbedding(const EmbeddingArguments& arguments, int rows, cudaStream_t stream) {
    embeddingKernel<<<static_cast<unsigned>(rows), kEmbeddingThreads, 0, stream>>>(arguments);
    return cudaGetLastError();
}

cudaError_t launchStoreKv(const KvCopyArguments& arguments, cudaStream_t stream) {
    storeKvKernel<<<copyBlocks(arguments), kKvCopyThreads, 0, stream>>>(arguments);
    return cudaGetLastError();
}

cudaError_t launchLoadKv(const KvCopyArguments& arguments, cudaStream_t stream) {
    loadKvKernel<<<copyBlocks(arguments), kKvCopyThreads, 0, stream>>>(arguments);
    return cudaGetLastError();
}

}  // namespace msao::engine
