// SPDX-License-Identifier: Apache-2.0
// The language model's weights as kernels see them: addresses in device memory that somebody else owns.
#pragma once

#include "engine/cuda/device_matrix.h"
#include "msao/engine/engine.h"
#include "msao/engine/model_config.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace msao::engine {

struct DeviceLayer {
    float* inputNorm = nullptr;
    DeviceMatrix queryKeyValue;  // RowOrder::RotaryPairs
    float* queryKeyValueBias = nullptr;
    DeviceMatrix output;
    float* postAttentionNorm = nullptr;
    DeviceMatrix gateUp;  // RowOrder::GateUpPairs
    DeviceMatrix down;
};

struct DeviceModel {
    TextConfig config;
    WeightType type = WeightType::BF16;
    DeviceMatrix embedding;
    WeightType embeddingType = WeightType::BF16;  // or F32
    std::vector<DeviceLayer> layers;
    float* finalNorm = nullptr;
    DeviceMatrix head;

    std::size_t bytesPerStep() const;
};

}  // namespace msao::engine
