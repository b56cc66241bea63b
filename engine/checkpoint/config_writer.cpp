// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/config_writer.h"

#include <nlohmann/json.hpp>

namespace msao::engine {
namespace {

using Json = nlohmann::ordered_json;

const char* nameOf(Activation activation) {
    switch (activation) {
        case Activation::QuickGelu:
            return "quick_gelu";
        case Activation::Silu:
            return "silu";
        case Activation::Gelu:
            return "gelu";
    }
    return "";
}

Json visionJson(const ModelConfig& model) {
    const VisionConfig& vision = model.vision;
    Json json = {{"depth", vision.depth},
                 {"num_heads", vision.headCount},
                 {"in_channels", vision.inChannels},
                 {"patch_size", vision.patchSize},
                 {"temporal_patch_size", vision.temporalPatchSize},
                 {"spatial_merge_size", vision.spatialMergeSize},
                 {"hidden_act", nameOf(vision.activation)}};
    switch (model.family) {
        case ModelFamily::Qwen2VL:
            json["embed_dim"] = vision.hiddenSize;
            json["hidden_size"] = vision.outHiddenSize;
            if (vision.intermediateSize % vision.hiddenSize == 0) {
                json["mlp_ratio"] = vision.intermediateSize / vision.hiddenSize;
            } else {
                // Half a unit more, so that the rounding of the quotient cannot lose the last unit of the product.
                json["mlp_ratio"] = (vision.intermediateSize + 0.5) / vision.hiddenSize;
            }
            break;
        case ModelFamily::Qwen2_5VL:
            json["hidden_size"] = vision.hiddenSize;
            json["out_hidden_size"] = vision.outHiddenSize;
            json["intermediate_size"] = vision.intermediateSize;
            json["window_size"] = vision.windowSize;
            json["fullatt_block_indexes"] = vision.fullAttentionBlocks;
            json["tokens_per_second"] = vision.tokensPerSecond;
            if (vision.tokensPerSecond == static_cast<int>(vision.tokensPerSecond))
                json["tokens_per_second"] = static_cast<int>(vision.tokensPerSecond);
            break;
    }
    return json;
}

Json audioJson(const AudioConfig& audio) {
    return {{"model_type", "qwen2_5_omni_audio_encoder"},
            {"num_mel_bins", audio.melBins},
            {"encoder_layers", audio.depth},
            {"encoder_attention_heads", audio.headCount},
            {"encoder_ffn_dim", audio.intermediateSize},
            {"d_model", audio.hiddenSize},
            {"activation_function", nameOf(audio.activation)},
            {"max_source_positions", audio.maxPositions},
            {"n_window", audio.windowTokens},
            {"output_dim", audio.outHiddenSize}};
}

void addAudio(Json& json, const AudioConfig& audio) {
    json["audio_token_index"] = toIndex(audio.pad);
    json["audio_start_token_id"] = toIndex(audio.start);
    json["audio_end_token_id"] = toIndex(audio.end);
    json["audio_config"] = audioJson(audio);
}

Json tokensJson(const std::vector<TokenId>& tokens) {
    Json json = Json::array();
    for (const TokenId token : tokens) json.push_back(toIndex(token));
    return json;
}

void addText(Json& json, const TextConfig& text) {
    json["hidden_size"] = text.hiddenSize;
    json["intermediate_size"] = text.intermediateSize;
    json["num_hidden_layers"] = text.layerCount;
    json["num_attention_heads"] = text.headCount;
    json["num_key_value_heads"] = text.kvHeadCount;
    if (text.queryWidth() != text.hiddenSize) json["head_dim"] = text.headDim;
    json["vocab_size"] = text.vocabularySize;
    json["max_position_embeddings"] = text.maxPositions;
    json["rms_norm_eps"] = text.rmsNormEpsilon;
    json["rope_theta"] = text.ropeTheta;
    json["rope_scaling"] = {{"type", "mrope"}, {"mrope_section", text.mropeSection}};
    json["tie_word_embeddings"] = text.tiedEmbeddings;
    json["hidden_act"] = "silu";
    json["use_sliding_window"] = false;
}

}  // namespace

std::string configJson(const ModelConfig& model) {
    const bool is25 = model.family == ModelFamily::Qwen2_5VL;
    Json json;
    json["architectures"] = {is25 ? "Qwen2_5_VLForConditionalGeneration" : "Qwen2VLForConditionalGeneration"};
    json["model_type"] = is25 ? "qwen2_5_vl" : "qwen2_vl";
    json["torch_dtype"] = model.weightType;
    addText(json, model.text);
    if (!model.generation.endOfText.empty()) {
        json["bos_token_id"] = toIndex(model.generation.endOfText.back());
        json["eos_token_id"] = toIndex(model.generation.endOfText.front());
    }
    json["vision_start_token_id"] = toIndex(model.special.visionStart);
    json["vision_end_token_id"] = toIndex(model.special.visionEnd);
    json["image_token_id"] = toIndex(model.special.imagePad);
    json["video_token_id"] = toIndex(model.special.videoPad);
    json["vision_config"] = visionJson(model);
    if (model.audio) addAudio(json, *model.audio);
    return json.dump(2) + "\n";
}

std::string generationConfigJson(const ModelConfig& model) {
    const GenerationDefaults& generation = model.generation;
    Json json;
    json["do_sample"] = generation.doSample;
    json["eos_token_id"] = tokensJson(generation.endOfText);
    if (!generation.endOfText.empty()) json["pad_token_id"] = toIndex(generation.endOfText.back());
    json["repetition_penalty"] = generation.repetitionPenalty;
    json["temperature"] = generation.temperature;
    json["top_k"] = generation.topK;
    json["top_p"] = generation.topP;
    return json.dump(2) + "\n";
}

std::string preprocessorConfigJson(const ModelConfig& model) {
    const PreprocessorConfig& preprocessor = model.preprocessor;
    Json json;
    json["image_processor_type"] = "Qwen2VLImageProcessor";
    json["min_pixels"] = preprocessor.minPixels;
    json["max_pixels"] = preprocessor.maxPixels;
    json["patch_size"] = model.vision.patchSize;
    json["temporal_patch_size"] = model.vision.temporalPatchSize;
    json["merge_size"] = model.vision.spatialMergeSize;
    json["image_mean"] = preprocessor.mean;
    json["image_std"] = preprocessor.deviation;
    if (model.audio) {
        json["feature_extractor_type"] = "WhisperFeatureExtractor";
        json["feature_size"] = model.audio->melBins;
        json["sampling_rate"] = 16000;
        json["hop_length"] = 160;
        json["n_fft"] = 400;
        json["chunk_length"] = preprocessor.audioSeconds;
        json["n_samples"] = preprocessor.audioSeconds * 16000;
        json["nb_max_frames"] = preprocessor.audioSeconds * 100;
        json["padding_value"] = 0.0;
        json["dither"] = 0.0;
        json["return_attention_mask"] = true;
    }
    return json.dump(2) + "\n";
}

std::string chatTemplateJson() {
    constexpr const char* kTemplate =
        "{% for message in messages %}"
        "{% if loop.first and message['role'] != 'system' %}<|im_start|>system\nYou are a helpful "
        "assistant.<|im_end|>\n{% endif %}"
        "<|im_start|>{{ message['role'] }}\n"
        "{% if message['content'] is string %}{{ message['content'] }}"
        "{% else %}{% for part in message['content'] %}"
        "{% if part['type'] == 'image' or 'image' in part or 'image_url' in part "
        "%}<|vision_start|><|image_pad|><|vision_end|>"
        "{% elif part['type'] == 'video' or 'video' in part %}<|vision_start|><|video_pad|><|vision_end|>"
        "{% elif part['type'] == 'audio' or 'audio' in part or 'audio_url' in part "
        "%}<|audio_bos|><|AUDIO|><|audio_eos|>"
        "{% elif 'text' in part %}{{ part['text'] }}{% endif %}"
        "{% endfor %}{% endif %}<|im_end|>\n"
        "{% endfor %}"
        "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";
    Json json;
    json["chat_template"] = kTemplate;
    return json.dump(2) + "\n";
}

}  // namespace msao::engine
