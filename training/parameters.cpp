// SPDX-License-Identifier: Apache-2.0
#include "training/parameters.h"

#include "engine/checkpoint/expected_tensors.h"
#include "msao/world/sound.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace msao::training {
namespace {

constexpr std::string_view kAudioPrefix = "audio_tower.";
constexpr double kEmbeddingDeviation = 0.05;

bool isNorm(const std::string& name) {
    const auto holds = [&](std::string_view part) { return name.find(part) != std::string::npos; };
    return holds("norm") || holds(".ln_q.") || holds(".ln_post.");
}

ParameterGroup groupOf(const std::string& name) {
    if (name.starts_with(kAudioPrefix) || name.starts_with("hearing.")) return ParameterGroup::Audio;
    const bool isVision = name.starts_with("visual.") || name.starts_with("attribute.");
    return isVision ? ParameterGroup::Vision : ParameterGroup::Language;
}

/// Products within the layers. What looks up or scores single classes stays with AdamW, as Muon's authors advise.
int orthogonalParts(const Parameter& parameter) {
    const auto isOf = [&](std::string_view prefix) { return parameter.name.starts_with(prefix); };
    if (!parameter.isMatrix) return 0;
    const bool isInAudio = isOf("audio_tower.") && !isOf("audio_tower.conv1.");
    if (!isOf("visual.blocks.") && !isOf("visual.merger.") && !isOf("model.layers.") && !isInAudio) return 0;
    return parameter.name.ends_with("attn.qkv.weight") ? 3 : 1;
}

Parameter describe(const engine::ExpectedTensor& tensor) {
    Parameter parameter;
    parameter.name = tensor.name;
    parameter.shape = tensor.shape;
    parameter.group = groupOf(tensor.name);
    parameter.isMatrix = tensor.shape.size() > 1;
    parameter.orthogonalParts = orthogonalParts(parameter);
    parameter.isFloat32 = isNorm(tensor.name) || (parameter.group == ParameterGroup::Language && !parameter.isMatrix);
    parameter.count = 1;
    for (const std::int64_t side : tensor.shape) parameter.count *= side;
    return parameter;
}

std::vector<engine::ExpectedTensor> trainedTensors(const engine::ModelConfig& config) {
    engine::ModelConfig silent = config;
    silent.audio.reset();
    std::vector<engine::ExpectedTensor> tensors = engine::expectedTensors(silent);
    tensors.push_back({"attribute.weight", {kAttributeClasses, config.text.hiddenSize}, false});
    tensors.push_back({"attribute.bias", {kAttributeClasses}, false});
    tensors.push_back({"place.weight", {kPlaceClasses, config.text.hiddenSize}, false});
    if (!config.audio) return tensors;
    for (engine::ExpectedTensor& tensor : engine::expectedTensors(config)) {
        if (tensor.name.starts_with(kAudioPrefix)) tensors.push_back(std::move(tensor));
    }
    tensors.push_back({"hearing.weight", {hearingClasses(), config.text.hiddenSize}, false});
    tensors.push_back({"hearing.bias", {hearingClasses()}, false});
    return tensors;
}

/// Products that end in the residual stream start smaller the deeper the model is, so that the stream does not grow.
double initialDeviation(const Parameter& parameter, const engine::ModelConfig& config) {
    const double fanIn = static_cast<double>(parameter.count / parameter.shape.front());
    const auto endsWith = [&](std::string_view ending) { return parameter.name.ends_with(ending); };
    if (parameter.name == "model.embed_tokens.weight") return kEmbeddingDeviation;
    double deviation = 1.0 / std::sqrt(fanIn);
    if (parameter.name == "audio_tower.proj.weight") deviation *= kEmbeddingDeviation;  // as large as what is read
    if (endsWith("o_proj.weight") || endsWith("down_proj.weight")) deviation /= std::sqrt(2.0 * config.text.layerCount);
    const double depth = parameter.group == ParameterGroup::Audio ? config.audio->depth : config.vision.depth;
    if (endsWith("attn.proj.weight") || endsWith("out_proj.weight") || endsWith("fc2.weight"))
        deviation /= std::sqrt(2.0 * depth);
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

std::int64_t ParameterSet::silentCount() const {
    const auto hears = [](const Parameter& parameter) { return parameter.group == ParameterGroup::Audio; };
    const auto first = std::find_if(list.begin(), list.end(), hears);
    return first == list.end() ? masters.numel() : first->offset;
}

std::int64_t hearingClasses() {
    return static_cast<std::int64_t>(world::spokenWords().size()) + 3;
}

std::int64_t hearingClass(std::string_view word) {
    const auto words = world::spokenWords();
    const auto found = std::find(words.begin(), words.end(), word);
    if (found != words.end()) return 1 + (found - words.begin());
    if (word == world::word(world::Pitch::Low)) return hearingClasses() - 2;
    return word == world::word(world::Pitch::High) ? hearingClasses() - 1 : 0;
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

std::int64_t modelSize(const engine::ModelConfig& config) {
    std::int64_t total = 0;
    for (const engine::ExpectedTensor& tensor : engine::expectedTensors(config)) total += describe(tensor).count;
    return total;
}

}  // namespace msao::training
