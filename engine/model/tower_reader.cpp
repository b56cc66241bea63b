// SPDX-License-Identifier: Apache-2.0
#include "engine/model/tower_reader.h"

#include "engine/model/torch_views.h"

#include <ATen/ATen.h>

#include <utility>

namespace msao::engine {

Result<at::Tensor> TowerReader::tensor(const std::string& name, at::ScalarType type) const {
    MSAO_TRY(const TensorView view, m_checkpoint.tensor(name));
    return mappedTensor(view, type, name);
}

Result<at::Tensor> TowerReader::weight(const std::string& name) const {
    return tensor(name + ".weight", m_computeType);
}

Result<LinearTensors> TowerReader::linear(const std::string& name) const {
    MSAO_TRY(at::Tensor matrix, weight(name));
    MSAO_TRY(at::Tensor bias, tensor(name + ".bias", m_computeType));
    return LinearTensors{std::move(matrix), std::move(bias)};
}

Result<NormTensors> TowerReader::layerNorm(const std::string& name) const {
    MSAO_TRY(NormTensors norm, rmsNorm(name));
    MSAO_TRY(norm.bias, tensor(name + ".bias", at::kFloat));
    return norm;
}

Result<NormTensors> TowerReader::rmsNorm(const std::string& name) const {
    NormTensors norm;
    MSAO_TRY(norm.weight, tensor(name + ".weight", at::kFloat));
    return norm;
}

}  // namespace msao::engine
