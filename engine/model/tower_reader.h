// SPDX-License-Identifier: Apache-2.0
// Internal to engine/model: how the towers' weights come out of a checkpoint.
#pragma once

#include "msao/engine/checkpoint.h"
#include "msao/engine/result.h"

#include <ATen/core/Tensor.h>

#include <string>

namespace msao::engine {

struct LinearTensors {
    at::Tensor weight;  // [out, in], compute type
    at::Tensor bias;    // [out], compute type
};

/// LayerNorm with a bias, RMSNorm without one; float32.
struct NormTensors {
    at::Tensor weight;
    at::Tensor bias;  // undefined: RMSNorm
};

/// Views of the checkpoint where it stores the compute type already; it must outlive them.
class TowerReader {
public:
    TowerReader(const Checkpoint& checkpoint, at::ScalarType computeType)
        : m_checkpoint(checkpoint), m_computeType(computeType) {}

    /// A matrix or kernel in the compute type.
    Result<at::Tensor> weight(const std::string& name) const;
    Result<LinearTensors> linear(const std::string& name) const;
    Result<NormTensors> layerNorm(const std::string& name) const;
    Result<NormTensors> rmsNorm(const std::string& name) const;

private:
    Result<at::Tensor> tensor(const std::string& name, at::ScalarType type) const;

    const Checkpoint& m_checkpoint;
    at::ScalarType m_computeType;
};

}  // namespace msao::engine
