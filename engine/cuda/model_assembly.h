// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/cuda/device_model.h"
#include "engine/cuda/device_runtime.h"
#include "engine/cuda/weight_writer.h"

namespace msao::engine {

struct AssemblyOptions {
    WeightType type = WeightType::BF16;
    WeightType embeddingType = WeightType::BF16;  // F32 or BF16
    int groupSize = 0;                            // int8, int4
};

/// Takes memory for every weight of the language model and has it written.
Result<DeviceModel> assembleModel(const TextConfig& config, const AssemblyOptions& options, DeviceRuntime& runtime,
                                  WeightWriter& writer);

}  // namespace msao::engine
