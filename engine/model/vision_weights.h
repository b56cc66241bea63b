// SPDX-License-Identifier: Apache-2.0
// Internal to engine/model: the vision tower's weights as tensors.
#pragma once

#include "engine/model/tower_reader.h"
#include "msao/engine/checkpoint.h"
#include "msao/engine/result.h"

#include <ATen/core/Tensor.h>

#include <vector>

namespace msao::engine {

/// Norms are LayerNorm in Qwen2-VL, RMSNorm in Qwen2.5-VL.
struct VisionBlockTensors {
    NormTensors attentionNorm;
    LinearTensors queryKeyValue;
    LinearTensors attentionOutput;
    NormTensors mlpNorm;
    LinearTensors gate;  // Qwen2.5-VL only
    LinearTensors up;    // Qwen2-VL: fc1
    LinearTensors down;  // Qwen2-VL: fc2
};

struct VisionTensors {
    at::Tensor patchEmbedding;  // [hiddenSize, patchValues], the flattened convolution
    std::vector<VisionBlockTensors> blocks;
    NormTensors mergerNorm;
    LinearTensors mergerFirst;
    LinearTensors mergerSecond;
};

/// Views of the checkpoint where it stores `computeType` already; it must outlive them.
Result<VisionTensors> readVisionTensors(const Checkpoint& checkpoint, at::ScalarType computeType);

}  // namespace msao::engine
