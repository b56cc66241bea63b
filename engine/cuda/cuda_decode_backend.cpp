// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/cuda_decode_backend.h"

#include "engine/cuda/checkpoint_source.h"
#include "engine/cuda/cuda_device_runtime.h"
#include "engine/cuda/weight_writer.h"

#include <utility>

namespace msao::engine {

Result<std::unique_ptr<DeviceDecodeBackend>> makeCudaDecodeBackend(const Checkpoint& checkpoint, WeightType type,
                                                                   std::size_t kvCacheBytes) {
    CheckpointSource source(checkpoint);
    return makeCudaDecodeBackend(checkpoint.config().text, source, type, kvCacheBytes);
}

Result<std::unique_ptr<DeviceDecodeBackend>> makeCudaDecodeBackend(const TextConfig& config, ModelSource& source,
                                                                   WeightType type, std::size_t kvCacheBytes) {
    MSAO_TRY(std::unique_ptr<CudaDeviceRuntime> runtime, CudaDeviceRuntime::make(type));
    UploadingWriter writer(source, *runtime);
    return DeviceDecodeBackend::make(std::move(runtime), config, {type, source.embeddingType(), source.groupSize(type)},
                                     writer, kvCacheBytes);
}

}  // namespace msao::engine
