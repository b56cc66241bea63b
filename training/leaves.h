// SPDX-License-Identifier: Apache-2.0
// One worker's view of the parameters: leaves of its own graphs over the shared values, and its share of the gradient.
#pragma once

#include "engine/model/audio_weights.h"
#include "engine/model/language_model.h"
#include "engine/model/vision_weights.h"
#include "training/parameters.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace msao::training {

/// The weights as the engine's model functions take them.
struct NetworkTensors {
    engine::VisionTensors vision;
    /// For single pictures, whose two frames are equal: both halves of the kernel as one, over 3 x 14 x 14 values.
    at::Tensor stillPatchEmbedding;
    std::vector<engine::LanguageLayerTensors> layers;
    at::Tensor embedding;  // float32: few rows are read, and their gradients are sums of many
    at::Tensor head;
    at::Tensor finalNorm;
    engine::LinearTensors attribute;
    at::Tensor place;  // without a bias
    engine::AudioTensors audio;
    engine::LinearTensors hearing;
};

/// Used by one thread. The ParameterSet outlives it and may be stepped between passes.
class Leaves {
public:
    Leaves(const ParameterSet& parameters, const engine::ModelConfig& config, bool isTrained);

    /// To be built anew for every pass: parts of it are computed from the leaves.
    NetworkTensors tensors() const;

    /// Adds what the last backward pass left to the sum, and forgets it.
    void collectGradients();
    const at::Tensor& gradientSum() const { return m_sum; }  // float32, as long as the masters
    void clearGradients() { m_sum.zero_(); }

private:
    void addAudio(NetworkTensors& tensors) const;
    at::Tensor leaf(const Parameter& parameter, bool isFloat32) const;
    at::Tensor at(const std::string& name) const { return m_leaves.at(name); }
    engine::LinearTensors linear(const std::string& name) const;
    engine::NormTensors norm(const std::string& name) const;
    engine::VisionBlockTensors visionBlock(const std::string& prefix) const;
    engine::AudioBlockTensors audioBlock(const std::string& prefix) const;
    engine::LanguageLayerTensors languageLayer(const std::string& prefix) const;

    const ParameterSet& m_parameters;
    const engine::ModelConfig& m_config;
    bool m_isTrained;
    std::unordered_map<std::string, at::Tensor> m_leaves;
    at::Tensor m_embedding;  // the rows as they are looked up; the head's leaf is among the others
    at::Tensor m_sum;
};

}  // namespace msao::training
