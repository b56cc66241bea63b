// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/result.h"

#include <cuda_runtime_api.h>

#include <string>

namespace msao::engine {

/// What CUDA says, in a sentence that begins with what was being done.
inline Error cudaFailure(cudaError_t error, const std::string& action) {
    cudaGetLastError();  // forgets it: the next kernel launch must not be blamed
    const ErrorCode code = error == cudaErrorMemoryAllocation ? ErrorCode::OutOfMemory : ErrorCode::Internal;
    return {code, action + ": " + cudaGetErrorString(error) + " (" + cudaGetErrorName(error) + ")"};
}

inline Status cudaStatus(cudaError_t error, const std::string& action) {
    if (error == cudaSuccess) return Done{};
    return cudaFailure(error, action);
}

}  // namespace msao::engine
