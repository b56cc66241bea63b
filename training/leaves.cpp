// SPDX-License-Identifier: Apache-2.0
#include "training/leaves.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

namespace msao::training {
namespace {

const std::string kEmbedding = "model.embed_tokens.weight";

}  // namespace

Leaves::Leaves(const ParameterSet& parameters, const engine::ModelConfig& config, bool isTrained)
    : m_parameters(parameters), m_config(config), m_isTrained(isTrained) {
    for (const Parameter& parameter : parameters.list)
        m_leaves.emplace(parameter.name, leaf(parameter, parameter.isFloat32));
    m_embedding = leaf(parameters.named(kEmbedding), true);
    if (isTrained) m_sum = at::zeros_like(parameters.masters);
}

at::Tensor Leaves::leaf(const Parameter& parameter, bool isFloat32) const {
    const at::Tensor& flat = isFloat32 ? m_parameters.masters : m_parameters.rounded;
    return flat.narrow(0, parameter.offset, parameter.count).view(parameter.shape).detach().requires_grad_(m_isTrained);
}

NetworkTensors Leaves::tensors() const {
    NetworkTensors tensors;
    const at::Tensor kernel = at("visual.patch_embed.proj.weight");  // [width, channels, frames, 14, 14]
    tensors.vision.patchEmbedding = kernel.flatten(1);
    tensors.stillPatchEmbedding = kernel.sum(2).flatten(1);
    for (std::int32_t i = 0; i < m_config.vision.depth; ++i)
        tensors.vision.blocks.push_back(visionBlock("visual.blocks." + std::to_string(i) + "."));
    tensors.vision.mergerNorm = norm("visual.merger.ln_q");
    tensors.vision.mergerFirst = linear("visual.merger.mlp.0");
    tensors.vision.mergerSecond = linear("visual.merger.mlp.2");
    for (std::int32_t i = 0; i < m_config.text.layerCount; ++i)
        tensors.layers.push_back(languageLayer("model.layers." + std::to_string(i) + "."));
    tensors.embedding = m_embedding;
    tensors.head = at(kEmbedding);
    tensors.finalNorm = at("model.norm.weight");
    tensors.attribute = linear("attribute");
    tensors.place = at("place.weight");
    if (m_config.audio) addAudio(tensors);
    return tensors;
}

void Leaves::addAudio(NetworkTensors& tensors) const {
    tensors.audio.firstConvolution = linear("audio_tower.conv1");
    tensors.audio.secondConvolution = linear("audio_tower.conv2");
    for (std::int32_t i = 0; i < m_config.audio->depth; ++i)
        tensors.audio.blocks.push_back(audioBlock("audio_tower.layers." + std::to_string(i) + "."));
    tensors.audio.finalNorm = norm("audio_tower.ln_post");
    tensors.audio.projection = linear("audio_tower.proj");
    tensors.hearing = linear("hearing");
}

void Leaves::collectGradients() {
    const c10::NoGradGuard noGradients;
    const auto collect = [&](const Parameter& parameter, at::Tensor& tensor) {
        if (!tensor.grad().defined()) return;
        m_sum.narrow(0, parameter.offset, parameter.count).add_(tensor.grad().flatten());
        tensor.mutable_grad().reset();
    };
    for (const Parameter& parameter : m_parameters.list) collect(parameter, m_leaves.at(parameter.name));
    collect(m_parameters.named(kEmbedding), m_embedding);
}

engine::LinearTensors Leaves::linear(const std::string& name) const {
    return {at(name + ".weight"), at(name + ".bias")};
}

engine::NormTensors Leaves::norm(const std::string& name) const {
    return {at(name + ".weight"), at(name + ".bias")};
}

engine::VisionBlockTensors Leaves::visionBlock(const std::string& prefix) const {
    engine::VisionBlockTensors block;
    block.attentionNorm = norm(prefix + "norm1");
    block.queryKeyValue = linear(prefix + "attn.qkv");
    block.attentionOutput = linear(prefix + "attn.proj");
    block.mlpNorm = norm(prefix + "norm2");
    block.up = linear(prefix + "mlp.fc1");
    block.down = linear(prefix + "mlp.fc2");
    return block;
}

engine::AudioBlockTensors Leaves::audioBlock(const std::string& prefix) const {
    engine::AudioBlockTensors block;
    block.attentionNorm = norm(prefix + "self_attn_layer_norm");
    block.query = linear(prefix + "self_attn.q_proj");
    block.key = at(prefix + "self_attn.k_proj.weight");
    block.value = linear(prefix + "self_attn.v_proj");
    block.attentionOutput = linear(prefix + "self_attn.out_proj");
    block.mlpNorm = norm(prefix + "final_layer_norm");
    block.up = linear(prefix + "fc1");
    block.down = linear(prefix + "fc2");
    return block;
}

engine::LanguageLayerTensors Leaves::languageLayer(const std::string& prefix) const {
    const std::string attention = prefix + "self_attn.";
    return {.inputNorm = at(prefix + "input_layernorm.weight"),
            .query = at(attention + "q_proj.weight"),
            .key = at(attention + "k_proj.weight"),
            .value = at(attention + "v_proj.weight"),
            .queryBias = at(attention + "q_proj.bias"),
            .keyBias = at(attention + "k_proj.bias"),
            .valueBias = at(attention + "v_proj.bias"),
            .output = at(attention + "o_proj.weight"),
            .postAttentionNorm = at(prefix + "post_attention_layernorm.weight"),
            .gate = at(prefix + "mlp.gate_proj.weight"),
            .up = at(prefix + "mlp.up_proj.weight"),
            .down = at(prefix + "mlp.down_proj.weight")};
}

}  // namespace msao::training
