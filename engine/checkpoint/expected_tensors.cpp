// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/expected_tensors.h"

namespace msao::engine {
namespace {

class TensorList {
public:
    void vector(const std::string& name, std::int64_t size) { m_tensors.push_back({name, {size}, false}); }
    void matrix(const std::string& name, std::int64_t rows, std::int64_t cols) {
        m_tensors.push_back({name, {rows, cols}, false});
    }
    void languageMatrix(const std::string& name, std::int64_t rows, std::int64_t cols) {
        m_tensors.push_back({name, {rows, cols}, true});
    }
    void tensor(const std::string& name, std::vector<std::int64_t> shape) {
        m_tensors.push_back({name, std::move(shape), false});
    }

    void linear(const std::string& name, std::int64_t rows, std::int64_t cols) {
        matrix(name + ".weight", rows, cols);
        vector(name + ".bias", rows);
    }

    std::vector<ExpectedTensor> take() { return std::move(m_tensors); }

private:
    std::vector<ExpectedTensor> m_tensors;
};

/// Qwen2-VL has LayerNorm (weight and bias), Qwen2.5-VL RMSNorm (weight only).
void addVisionNorm(TensorList& list, const ModelConfig& config, const std::string& name) {
    list.vector(name + ".weight", config.vision.hiddenSize);
    if (config.family == ModelFamily::Qwen2VL) list.vector(name + ".bias", config.vision.hiddenSize);
}

void addVisionBlock(TensorList& list, const ModelConfig& config, const std::string& block) {
    const std::int64_t width = config.vision.hiddenSize;
    const std::int64_t inner = config.vision.intermediateSize;
    addVisionNorm(list, config, block + "norm1");
    list.linear(block + "attn.qkv", 3 * width, width);
    list.linear(block + "attn.proj", width, width);
    addVisionNorm(list, config, block + "norm2");
    switch (config.family) {
        case ModelFamily::Qwen2VL:
            list.linear(block + "mlp.fc1", inner, width);
            list.linear(block + "mlp.fc2", width, inner);
            break;
        case ModelFamily::Qwen2_5VL:
            list.linear(block + "mlp.gate_proj", inner, width);
            list.linear(block + "mlp.up_proj", inner, width);
            list.linear(block + "mlp.down_proj", width, inner);
            break;
    }
}

void addVisionTower(TensorList& list, const ModelConfig& config) {
    const VisionConfig& vision = config.vision;
    list.tensor("visual.patch_embed.proj.weight",
                {vision.hiddenSize, vision.inChannels, vision.temporalPatchSize, vision.patchSize, vision.patchSize});
    for (std::int32_t i = 0; i < vision.depth; ++i)
        addVisionBlock(list, config, "visual.blocks." + std::to_string(i) + ".");
    addVisionNorm(list, config, "visual.merger.ln_q");
    const std::int64_t merged = std::int64_t{vision.hiddenSize} * vision.spatialMergeSize * vision.spatialMergeSize;
    list.linear("visual.merger.mlp.0", merged, merged);
    list.linear("visual.merger.mlp.2", vision.outHiddenSize, merged);
}

void addNorm(TensorList& list, const std::string& name, std::int64_t width) {
    list.vector(name + ".weight", width);
    list.vector(name + ".bias", width);
}

void addAudioBlock(TensorList& list, const AudioConfig& audio, const std::string& block) {
    const std::int64_t width = audio.hiddenSize;
    addNorm(list, block + "self_attn_layer_norm", width);
    list.linear(block + "self_attn.q_proj", width, width);
    list.matrix(block + "self_attn.k_proj.weight", width, width);
    list.linear(block + "self_attn.v_proj", width, width);
    list.linear(block + "self_attn.out_proj", width, width);
    addNorm(list, block + "final_layer_norm", width);
    list.linear(block + "fc1", audio.intermediateSize, width);
    list.linear(block + "fc2", width, audio.intermediateSize);
}

void addConvolution(TensorList& list, const std::string& name, std::int64_t out, std::int64_t in) {
    constexpr std::int64_t kKernel = 3;
    list.tensor(name + ".weight", {out, in, kKernel});
    list.vector(name + ".bias", out);
}

void addAudioTower(TensorList& list, const AudioConfig& audio) {
    addConvolution(list, "audio_tower.conv1", audio.hiddenSize, audio.melBins);
    addConvolution(list, "audio_tower.conv2", audio.hiddenSize, audio.hiddenSize);
    for (std::int32_t i = 0; i < audio.depth; ++i)
        addAudioBlock(list, audio, "audio_tower.layers." + std::to_string(i) + ".");
    addNorm(list, "audio_tower.ln_post", audio.hiddenSize);
    list.linear("audio_tower.proj", audio.outHiddenSize, audio.hiddenSize);
}

void addLanguageLayer(TensorList& list, const TextConfig& text, const std::string& layer) {
    list.vector(layer + "input_layernorm.weight", text.hiddenSize);
    const std::string attention = layer + "self_attn.";
    list.languageMatrix(attention + "q_proj.weight", text.queryWidth(), text.hiddenSize);
    list.vector(attention + "q_proj.bias", text.queryWidth());
    list.languageMatrix(attention + "k_proj.weight", text.kvWidth(), text.hiddenSize);
    list.vector(attention + "k_proj.bias", text.kvWidth());
    list.languageMatrix(attention + "v_proj.weight", text.kvWidth(), text.hiddenSize);
    list.vector(attention + "v_proj.bias", text.kvWidth());
    list.languageMatrix(attention + "o_proj.weight", text.hiddenSize, text.queryWidth());
    list.vector(layer + "post_attention_layernorm.weight", text.hiddenSize);
    list.languageMatrix(layer + "mlp.gate_proj.weight", text.intermediateSize, text.hiddenSize);
    list.languageMatrix(layer + "mlp.up_proj.weight", text.intermediateSize, text.hiddenSize);
    list.languageMatrix(layer + "mlp.down_proj.weight", text.hiddenSize, text.intermediateSize);
}

}  // namespace

std::vector<ExpectedTensor> expectedTensors(const ModelConfig& config) {
    TensorList list;
    addVisionTower(list, config);
    if (config.audio) addAudioTower(list, *config.audio);
    const TextConfig& text = config.text;
    list.matrix("model.embed_tokens.weight", text.vocabularySize, text.hiddenSize);
    for (std::int32_t i = 0; i < text.layerCount; ++i)
        addLanguageLayer(list, text, "model.layers." + std::to_string(i) + ".");
    list.vector("model.norm.weight", text.hiddenSize);
    if (!text.tiedEmbeddings) list.languageMatrix("lm_head.weight", text.vocabularySize, text.hiddenSize);
    return list.take();
}

std::vector<ExpectedTensor> languageMatrices(const ModelConfig& config) {
    ModelConfig untied = config;
    untied.text.tiedEmbeddings = false;
    std::vector<ExpectedTensor> tensors = expectedTensors(untied);
    std::erase_if(tensors, [](const ExpectedTensor& tensor) { return !tensor.isLanguageMatrix; });
    return tensors;
}

Result<std::int64_t> languageMatrixCols(const ModelConfig& config, std::string_view name) {
    if (name == "lm_head.weight") return std::int64_t{config.text.hiddenSize};
    if (name.starts_with("model.layers.")) {
        if (name.ends_with(".o_proj.weight")) return std::int64_t{config.text.queryWidth()};
        if (name.ends_with(".down_proj.weight")) return std::int64_t{config.text.intermediateSize};
        for (const std::string_view ending :
             {".q_proj.weight", ".k_proj.weight", ".v_proj.weight", ".gate_proj.weight", ".up_proj.weight"}) {
            if (name.ends_with(ending)) return std::int64_t{config.text.hiddenSize};
        }
    }
    return Error{ErrorCode::InvalidArgument, "tensor `" + std::string(name) + "`: not a matrix of the language model"};
}

}  // namespace msao::engine
