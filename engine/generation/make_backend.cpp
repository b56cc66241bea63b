// SPDX-License-Identifier: Apache-2.0
#include "engine/generation/make_backend.h"

#if MSAO_HAS_CUDA
#include "engine/cuda/cuda_decode_backend.h"
#endif

namespace msao::engine {
namespace {

Result<std::unique_ptr<DecodeBackend>> makeOnCuda([[maybe_unused]] const Checkpoint& checkpoint,
                                                  [[maybe_unused]] const LoadOptions& options) {
#if MSAO_HAS_CUDA
    MSAO_TRY(std::unique_ptr<DecodeBackend> backend,
             makeCudaDecodeBackend(checkpoint, options.weights, options.kvCacheBytes));
    return backend;
#else
    return Error{ErrorCode::InvalidArgument, "this build has no CUDA: choose the CPU, or build where nvcc is"};
#endif
}

}  // namespace

Result<std::unique_ptr<DecodeBackend>> makeBackend(const Checkpoint& checkpoint, const LanguageWeights& weights,
                                                   int threads, const LoadOptions& options) {
    switch (options.device) {
        case Device::Cpu:
            return makeCpuDecodeBackend(weights, threads, options.kvCacheBytes);
        case Device::Cuda:
            return makeOnCuda(checkpoint, options);
    }
    return Error{ErrorCode::InvalidArgument, "unknown device"};
}

}  // namespace msao::engine
