// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/cuda/device_matrix.h"

#include <cuda_runtime_api.h>

#include <cstdint>

namespace msao::engine {

enum class RandomFill { F32, Bf16, Int8Codes, Int4Codes };

/// Random weights made on the device, for measuring speed without a checkpoint. Enqueued in `stream`.
cudaError_t fillRandom(const DeviceMatrix& matrix, RandomFill fill, std::uint32_t seed, cudaStream_t stream);
cudaError_t fillConstant(float* values, std::int64_t count, float value, cudaStream_t stream);

}  // namespace msao::engine
