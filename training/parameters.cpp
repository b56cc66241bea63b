// SPDX-License-Identifier: Apache-2.0
#include "training/parameters.h"

#include "engine/checkpoint/expected_tensors.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace msao::training {
namespace {

constexpr std::string_view kAttributePrefix = "attribute.";

bool isTeachingHead(const std::string& name) {
    return name.starts_with(kAttributePrefix) || name.starts_with("place.");
}

bool isNorm(const std::string& name) {
    return name.find("norm") != std::string::npos || name.find(".ln_q.") != std::string::npos;
}

/// Products within the layers. What looks up or scores single classes stays with AdamW, as Muon's authors advise.
int orthogonalParts(const Parameter& parameter) {
    const auto isOf = [&](std::string_view prefix) { return parameter.name.starts_with(prefix); };
    if (!parameter.isMatrix) return 0;
    if (!isOf("visual.blocks.") && !isOf("visual.merger.") && !isOf("model.layers.")) return 0;
    return parameter.name.ends_with("attn.qkv.weight") ? 3 : 1;
}

Parameter describe(const engine::ExpectedTensor& tensor) {
    Parameter parameter;
    parameter.name = tensor.name;
    parameter.shape = tensor.shape;
    const bool isVision = tensor.name.starts_with("visual.") || tensor.name.starts_with(kAttributePrefix);
    parameter.group = isVision ? ParameterGroup::Vision : ParameterGroup::Language;
    parameter.isMatrix = tensor.shape.size() > 1;
    parameter.orthogonalParts = orthogonalParts(parameter);
    parameter.isFloat32 = isNorm(tensor.name) || (!isVision && !parameter.isMatrix);
    parameter.count = 1;
    for (const std::int64_t side : tensor.shape) parameter.count *= side;
    return parameter;
}

std::vector<engine::ExpectedTensor> trainedTensors(const engine::ModelConfig& config) {
    std::vector<engine::ExpectedTensor> tensors = engine::expectedTensors(config);
    tensors.push_back({"attribute.weight", {kAttributeClasses, config.text.hiddenSize}, false});
    tensors.push_back({"attribute.bias", {kAttributeClasses}, false});
    tensors.push_back({"place.weight", {kPlaceClasses, config.text.hiddenSize}, false});
    return tensors;
}

/// Products that end in the residual stream start smaller the deeper the model is, so that the stream does not grow.
double initialDeviation(const Parameter& parameter, const engine::ModelConfig& config) {
    const double fanIn = static_cast<double>(parameter.count / parameter.shape.front());
    const auto endsWith = [&](std::string_view ending) { return parameter.name.ends_with(ending); };
    if (parameter.name == "model.embed_tokens.weight") return 0.05;
    double deviation = 1.0 / std::sqrt(fanIn);
    if (endsWith("o_proj.weight") || endsWith("down_proj.weight")) deviation /= std::sqrt(2.0 * config.text.layerCount);
    if (endsWith("attn.proj.weight") || endsWith("fc2.weight")) deviation /= std::sqrt(2.0 * config.vision.depth);
    return deviation;
}

void fill(const at::Tensor& values, const Parameter& parameter, const engine::ModelConfig& config,
          at::Generator& generator) {
    if (parameter.isMatrix) {
        values.normal_(0.0, initialDeviation(parameter, config), generator);
    } else {
        values.fill_(isNorm(parameter.name) && parameter.name.ends_with(".weight") ? 1.0 : 0.0);
    }
}

}  // namespace

const Parameter& ParameterSet::named(std::string_view name) const {
    const auto found = std::find_if(list.begin(), list.end(), [&](const Parameter& p) { return p.name == name; });
    if (found == list.end()) throw std::logic_error("no parameter is called " + std::string(name));
    return *found;
}

void ParameterSet::round() {
    rounded.copy_(masters);
}

ParameterSet makeParameters(const engine::ModelConfig& config, std::uint64_t seed, at::Device device) {
    ParameterSet set;
    std::int64_t total = 0;
    for (const engine::ExpectedTensor& tensor : trainedTensors(config)) {
        set.list.push_back(describe(tensor));
        set.list.back().offset = total;
        // Rounded up, so that every matrix begins at a cache line of the rounded copy.
        total += (set.list.back().count + 31) / 32 * 32;
    }
    at::Generator generator = at::detail::createCPUGenerator(seed);
    const at::Tensor masters = at::zeros({total}, at::kFloat);
    for (const Parameter& parameter : set.list)
        fill(masters.narrow(0, parameter.offset, parameter.count), parameter, config, generator);
    set.masters = masters.to(device);
    set.rounded = set.masters.to(at::kBFloat16);
    set.firstMoment = at::zeros_like(set.masters);
    set.secondMoment = at::zeros_like(set.masters);
    return set;
}

std::int64_t modelSize(const ParameterSet& parameters) {
    std::int64_t total = 0;
    for (const Parameter& parameter : parameters.list) {
        if (!isTeachingHead(parameter.name)) total += parameter.count;
    }
    return total;
}

}  // namespace msao::training
