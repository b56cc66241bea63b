// SPDX-License-Identifier: Apache-2.0
// Internal to engine/model: the audio tower's weights as tensors.
#pragma once

#include "engine/model/tower_reader.h"
#include "msao/engine/checkpoint.h"
#include "msao/engine/result.h"

#include <ATen/core/Tensor.h>

#include <vector>

namespace msao::engine {

struct AudioBlockTensors {
    NormTensors attentionNorm;
    LinearTensors query;
    at::Tensor key;  // [out, in], without a bias
    LinearTensors value;
    LinearTensors attentionOutput;
    NormTensors mlpNorm;
    LinearTensors up;
    LinearTensors down;
};

struct AudioTensors {
    LinearTensors firstConvolution;   // [hiddenSize, melBins, 3]
    LinearTensors secondConvolution;  // [hiddenSize, hiddenSize, 3]
    std::vector<AudioBlockTensors> blocks;
    NormTensors finalNorm;
    LinearTensors projection;
};

/// Of a checkpoint with an audio encoder. Views of it where it stores `computeType` already; it must outlive them.
Result<AudioTensors> readAudioTensors(const Checkpoint& checkpoint, at::ScalarType computeType);

}  // namespace msao::engine
