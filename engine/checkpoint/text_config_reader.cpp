// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/text_config_reader.h"

#include "engine/checkpoint/config_fields.h"

#include <algorithm>
#include <numeric>

namespace msao::engine {
namespace {

// Far beyond any model of the two families, and small enough that no product of two overflows.
constexpr IntegerRange kWidth = {1, 1 << 16};
constexpr IntegerRange kInnerWidth = {1, 1 << 20};
constexpr IntegerRange kLayers = {1, 512};
constexpr IntegerRange kHeads = {1, 1024};
constexpr IntegerRange kHeadDim = {2, 1024};
constexpr IntegerRange kVocabulary = {1, 1 << 22};
constexpr IntegerRange kPositions = {1, 1 << 30};

/// What transformers' configuration classes of both families say.
TextConfig transformersDefaults() {
    TextConfig text;
    text.vocabularySize = 152064;
    text.hiddenSize = 8192;
    text.intermediateSize = 29568;
    text.layerCount = 80;
    text.headCount = 64;
    text.kvHeadCount = 8;
    text.maxPositions = 32768;
    text.rmsNormEpsilon = 1e-5;
    text.ropeTheta = 1e6;
    text.mropeSection = {16, 24, 24};
    return text;
}

Status readSizes(TextConfig& text, const JsonObject& object) {
    MSAO_CHECK(readInto(text.vocabularySize, object, "vocab_size", kVocabulary));
    MSAO_CHECK(readInto(text.hiddenSize, object, "hidden_size", kWidth));
    MSAO_CHECK(readInto(text.intermediateSize, object, "intermediate_size", kInnerWidth));
    MSAO_CHECK(readInto(text.layerCount, object, "num_hidden_layers", kLayers));
    MSAO_CHECK(readInto(text.headCount, object, "num_attention_heads", kHeads));
    MSAO_CHECK(readInto(text.kvHeadCount, object, "num_key_value_heads", kHeads));
    MSAO_CHECK(readInto(text.maxPositions, object, "max_position_embeddings", kPositions));
    return readInto(text.rmsNormEpsilon, object, "rms_norm_eps", {0, 1});
}

Status readHeadDim(TextConfig& text, const JsonObject& object) {
    MSAO_TRY(const auto given, object.optionalInteger("head_dim", kHeadDim));
    if (!given && text.hiddenSize % text.headCount != 0) {
        return inconsistent(object, "hidden_size",
                            "a multiple of num_attention_heads = " + std::to_string(text.headCount), text.hiddenSize);
    }
    text.headDim = given ? static_cast<std::int32_t>(*given) : text.hiddenSize / text.headCount;
    if (text.headDim % 2 != 0 || text.headDim < 2 || text.headDim > kHeadDim.most) {
        return inconsistent(object, given ? "head_dim" : "hidden_size", "an even head dimension from 2 to 1024",
                            text.headDim);
    }
    if (text.headCount % text.kvHeadCount != 0) {
        return inconsistent(object, "num_attention_heads",
                            "a multiple of num_key_value_heads = " + std::to_string(text.kvHeadCount), text.headCount);
    }
    return Done{};
}

Status readMropeSection(TextConfig& text, const JsonObject& rope) {
    MSAO_TRY(const auto section, rope.optionalIntegers("mrope_section", {0, kHeadDim.most}, 3));
    if (section && section->size() != 3) return rope.wrong("mrope_section", "three integers: time, height, width");
    if (section)
        std::transform(section->begin(), section->end(), text.mropeSection.begin(),
                       [](std::int64_t n) { return static_cast<std::int32_t>(n); });
    return Done{};
}

/// One of rope_scaling (published, 4.x) or rope_parameters (5.x); both only rename the same thing for these families.
Status readRopeObject(TextConfig& text, const JsonObject& rope) {
    for (const std::string_view key : {"rope_type", "type"}) {
        MSAO_TRY(const auto type, rope.optionalString(key));
        if (type && *type != "mrope" && *type != "default") return rope.wrong(key, "\"mrope\" or \"default\"");
    }
    MSAO_CHECK(readInto(text.ropeTheta, rope, "rope_theta", {1.0, 1e12}));
    return readMropeSection(text, rope);
}

Status readRope(TextConfig& text, const JsonObject& object) {
    MSAO_CHECK(readInto(text.ropeTheta, object, "rope_theta", {1.0, 1e12}));
    MSAO_TRY(const auto scaling, object.optionalObject("rope_scaling"));
    MSAO_TRY(const auto parameters, object.optionalObject("rope_parameters"));
    if (parameters) MSAO_CHECK(readRopeObject(text, *parameters));
    if (scaling) MSAO_CHECK(readRopeObject(text, *scaling));
    const std::int32_t pairs = std::accumulate(text.mropeSection.begin(), text.mropeSection.end(), 0);
    if (pairs != text.headDim / 2) {
        const std::string key = scaling ? "rope_scaling.mrope_section" : "rope_parameters.mrope_section";
        return inconsistent(object, key, "a sum of half the head dimension, " + std::to_string(text.headDim / 2),
                            pairs);
    }
    return Done{};
}

/// Parts of the configuration classes that neither published family uses, and that we do not compute.
Status refuseOtherArchitectures(const TextConfig& text, const JsonObject& object) {
    MSAO_TRY(const auto activation, object.optionalString("hidden_act"));
    if (activation && *activation != "silu") return object.wrong("hidden_act", "\"silu\"");
    bool slides = false;
    MSAO_CHECK(readInto(slides, object, "use_sliding_window"));
    MSAO_TRY(const auto firstSliding, object.optionalInteger("max_window_layers", {0, 1 << 20}));
    if (slides && firstSliding.value_or(80) < text.layerCount) {
        return object.wrong("use_sliding_window", "false, or a max_window_layers that covers every layer");
    }
    return Done{};
}

}  // namespace

Result<TextConfig> readTextConfig(const JsonObject& object) {
    TextConfig text = transformersDefaults();
    MSAO_CHECK(readSizes(text, object));
    MSAO_CHECK(readHeadDim(text, object));
    MSAO_CHECK(readRope(text, object));
    MSAO_CHECK(refuseOtherArchitectures(text, object));
    MSAO_CHECK(readInto(text.tiedEmbeddings, object, "tie_word_embeddings"));
    return text;
}

}  // namespace msao::engine
