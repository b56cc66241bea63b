// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/cuda/device_decode_backend.h"
#include "engine/cuda/model_source.h"
#include "msao/engine/checkpoint.h"

#include <cstddef>
#include <memory>

namespace msao::engine {

/// The language model on the first CUDA device: weights resident, `kvCacheBytes` of KV cache. The checkpoint may go
/// afterwards. Where there is no device the Error says so ("no CUDA device: ...").
Result<std::unique_ptr<DeviceDecodeBackend>> makeCudaDecodeBackend(const Checkpoint& checkpoint, WeightType type,
                                                                   std::size_t kvCacheBytes);

/// The same with weights from elsewhere.
Result<std::unique_ptr<DeviceDecodeBackend>> makeCudaDecodeBackend(const TextConfig& config, ModelSource& source,
                                                                   WeightType type, std::size_t kvCacheBytes);

}  // namespace msao::engine
