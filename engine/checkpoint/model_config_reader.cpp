// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/model_config_reader.h"

#include "engine/checkpoint/audio_config_reader.h"
#include "engine/checkpoint/config_fields.h"
#include "engine/checkpoint/quantization.h"
#include "engine/checkpoint/text_config_reader.h"
#include "engine/checkpoint/token_list_reader.h"
#include "engine/checkpoint/vision_config_reader.h"

namespace msao::engine {
namespace {

Result<ModelFamily> readFamily(const JsonObject& file) {
    MSAO_TRY(const std::string type, file.string("model_type"));
    if (type == "qwen2_vl") return ModelFamily::Qwen2VL;
    if (type == "qwen2_5_vl") return ModelFamily::Qwen2_5VL;
    Error error = file.wrong("model_type", "\"qwen2_vl\" or \"qwen2_5_vl\"");
    error.code = ErrorCode::UnsupportedModel;
    return error;
}

Status readSpecialToken(TokenId& token, const JsonObject& file, std::string_view key, std::int32_t vocabularySize) {
    std::int32_t id = toIndex(token);
    MSAO_CHECK(readInto(id, file, key, {}));
    if (id >= vocabularySize)
        return inconsistent(file, key, "a token below vocab_size = " + std::to_string(vocabularySize), id);
    token = TokenId{id};
    return Done{};
}

Status readSpecialTokens(ModelConfig& model, const JsonObject& file) {
    const std::int32_t vocabulary = model.text.vocabularySize;
    MSAO_CHECK(readSpecialToken(model.special.visionStart, file, "vision_start_token_id", vocabulary));
    MSAO_CHECK(readSpecialToken(model.special.visionEnd, file, "vision_end_token_id", vocabulary));
    MSAO_CHECK(readSpecialToken(model.special.imagePad, file, "image_token_id", vocabulary));
    MSAO_CHECK(readSpecialToken(model.special.videoPad, file, "video_token_id", vocabulary));
    if (model.special.imagePad == model.special.videoPad) {
        return inconsistent(file, "video_token_id", "another token than image_token_id",
                            toIndex(model.special.videoPad));
    }
    return Done{};
}

Result<std::optional<QuantizationConfig>> readQuantization(const JsonObject& file) {
    if (file.has("quantization_config")) {
        return Error{ErrorCode::UnsupportedModel,
                     file.file() +
                         ": key `quantization_config`: this checkpoint was quantised by another "
                         "program; take the unquantised one and use `msao models quantize`"};
    }
    MSAO_TRY(const auto object, file.optionalObject("msao_quantization"));
    if (!object) return std::optional<QuantizationConfig>{};
    MSAO_TRY(const std::int64_t bits, object->integer("bits", {4, 8}));
    MSAO_TRY(const std::int64_t groupSize, object->integer("group_size", {2, 1 << 16}));
    const QuantizationConfig config{static_cast<int>(bits), static_cast<int>(groupSize)};
    const Status status = checkQuantizationConfig(config);
    if (!status)
        return object->wrong("bits", status.error().message,
                             std::to_string(bits) + " and group_size " + std::to_string(groupSize));
    return std::optional(config);
}

Result<std::string> readWeightType(const JsonObject& file, const JsonObject& text) {
    for (const JsonObject* object : {&file, &text}) {
        for (const std::string_view key : {"dtype", "torch_dtype"}) {
            MSAO_TRY(auto type, object->optionalString(key));
            if (type) return *std::move(type);
        }
    }
    return std::string("float32");
}

Status readEndOfText(ModelConfig& model, const JsonObject& file, const JsonObject& text) {
    model.generation.endOfText = {TokenId{151645}};
    for (const JsonObject* object : {&text, &file}) {
        MSAO_TRY(auto tokens, readTokenList(*object, "eos_token_id"));
        if (tokens) model.generation.endOfText = *std::move(tokens);
    }
    return Done{};
}

}  // namespace

Result<ConfigFile> parseConfigFile(std::string_view text, std::string_view fileName) {
    MSAO_TRY(const nlohmann::json json, parseJson(text, fileName));
    MSAO_TRY(const JsonObject file, JsonObject::of(json, std::string(fileName)));
    ConfigFile config;
    ModelConfig& model = config.model;
    MSAO_TRY(model.family, readFamily(file));
    MSAO_TRY(const auto nested, file.optionalObject("text_config"));
    const JsonObject& textObject = nested ? *nested : file;
    MSAO_TRY(model.text, readTextConfig(textObject));
    // Where it stands has moved between versions; either place ties.
    bool tiedAtTop = false;
    MSAO_CHECK(readInto(tiedAtTop, file, "tie_word_embeddings"));
    model.text.tiedEmbeddings = model.text.tiedEmbeddings || tiedAtTop;
    MSAO_TRY(model.vision, readVisionConfig(file, model.family));
    if (model.vision.outHiddenSize != model.text.hiddenSize) {
        const std::string_view key =
            model.family == ModelFamily::Qwen2VL ? "vision_config.hidden_size" : "vision_config.out_hidden_size";
        return inconsistent(file, key, "the language model's hidden_size = " + std::to_string(model.text.hiddenSize),
                            model.vision.outHiddenSize);
    }
    MSAO_CHECK(readSpecialTokens(model, file));
    MSAO_TRY(model.audio, readAudioConfig(file, model.text, model.special));
    MSAO_CHECK(readEndOfText(model, file, textObject));
    MSAO_TRY(model.weightType, readWeightType(file, textObject));
    MSAO_TRY(config.quantization, readQuantization(file));
    return config;
}

}  // namespace msao::engine
