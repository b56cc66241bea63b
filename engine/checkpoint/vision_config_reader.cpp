// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/vision_config_reader.h"

#include "engine/checkpoint/config_fields.h"

#include <cmath>

namespace msao::engine {
namespace {

constexpr IntegerRange kWidth = {1, 1 << 16};
constexpr IntegerRange kInnerWidth = {1, 1 << 20};
constexpr IntegerRange kDepth = {1, 512};
constexpr IntegerRange kHeads = {1, 1024};

/// What transformers' configuration classes say.
VisionConfig transformersDefaults(ModelFamily family) {
    VisionConfig vision;
    vision.outHiddenSize = 3584;
    switch (family) {
        case ModelFamily::Qwen2VL:
            vision.hiddenSize = 1280;
            vision.activation = Activation::QuickGelu;
            break;
        case ModelFamily::Qwen2_5VL:
            vision.hiddenSize = 3584;
            vision.intermediateSize = 3420;
            vision.activation = Activation::Silu;
            vision.fullAttentionBlocks = {7, 15, 23, 31};
            vision.tokensPerSecond = 4;
            break;
    }
    return vision;
}

Status readPatchSizes(VisionConfig& vision, const JsonObject& object) {
    MSAO_CHECK(readInto(vision.depth, object, "depth", kDepth));
    MSAO_CHECK(readInto(vision.headCount, object, "num_heads", kHeads));
    MSAO_CHECK(readInto(vision.patchSize, object, "patch_size", {1, 128}));
    MSAO_CHECK(readInto(vision.temporalPatchSize, object, "temporal_patch_size", {1, 16}));
    MSAO_CHECK(readInto(vision.spatialMergeSize, object, "spatial_merge_size", {1, 16}));
    // Pictures are RGB. The published files write in_chans beside, which transformers does not read.
    for (const std::string_view key : {"in_channels", "in_chans"})
        MSAO_CHECK(readInto(vision.inChannels, object, key, {3, 3}));
    return Done{};
}

Status readActivation(VisionConfig& vision, const JsonObject& object) {
    if (!object.has("hidden_act")) return Done{};
    MSAO_TRY(const std::string name, object.string("hidden_act"));
    if (name == "quick_gelu") {
        vision.activation = Activation::QuickGelu;
    } else if (name == "silu") {
        vision.activation = Activation::Silu;
    } else if (name == "gelu") {
        vision.activation = Activation::Gelu;
    } else {
        return object.wrong("hidden_act", "\"quick_gelu\", \"silu\" or \"gelu\"");
    }
    return Done{};
}

Status readQwen2VLSizes(VisionConfig& vision, const JsonObject& object) {
    MSAO_CHECK(readInto(vision.hiddenSize, object, "embed_dim", kWidth));
    MSAO_CHECK(readInto(vision.outHiddenSize, object, "hidden_size", kWidth));
    double ratio = 4;
    MSAO_CHECK(readInto(ratio, object, "mlp_ratio", {1.0 / 64, 64}));
    const double inner = std::floor(vision.hiddenSize * ratio);
    if (inner < 1) return object.wrong("mlp_ratio", "a ratio that leaves the inner layer at least one wide");
    vision.intermediateSize = static_cast<std::int32_t>(inner);
    return Done{};
}

Status readQwen25VLSizes(VisionConfig& vision, const JsonObject& object) {
    MSAO_CHECK(readInto(vision.hiddenSize, object, "hidden_size", kWidth));
    MSAO_CHECK(readInto(vision.outHiddenSize, object, "out_hidden_size", kWidth));
    MSAO_CHECK(readInto(vision.intermediateSize, object, "intermediate_size", kInnerWidth));
    MSAO_CHECK(readInto(vision.windowSize, object, "window_size", {1, 1 << 16}));
    MSAO_CHECK(readInto(vision.tokensPerSecond, object, "tokens_per_second", {1e-3, 1e3}));
    MSAO_TRY(const auto blocks, object.optionalIntegers("fullatt_block_indexes", {0, kDepth.most}, 512));
    if (blocks) vision.fullAttentionBlocks.assign(blocks->begin(), blocks->end());
    const std::int32_t mergedPatch = vision.patchSize * vision.spatialMergeSize;
    if (vision.windowSize < mergedPatch) {
        return inconsistent(object, "window_size",
                            "at least patch_size * spatial_merge_size = " + std::to_string(mergedPatch),
                            vision.windowSize);
    }
    return Done{};
}

Status checkHeads(const VisionConfig& vision, const JsonObject& object, ModelFamily family) {
    // The 2D rotary embedding turns pairs for height and for width: the head dimension is a multiple of four.
    if (vision.hiddenSize % vision.headCount == 0 && vision.headDim() % 4 == 0) return Done{};
    const std::string_view key = family == ModelFamily::Qwen2VL ? "embed_dim" : "hidden_size";
    return inconsistent(object, key, "a multiple of 4 * num_heads = " + std::to_string(4 * vision.headCount),
                        vision.hiddenSize);
}

Status readSections(VisionConfig& vision, const JsonObject& object, ModelFamily family) {
    MSAO_CHECK(readPatchSizes(vision, object));
    MSAO_CHECK(readActivation(vision, object));
    switch (family) {
        case ModelFamily::Qwen2VL:
            MSAO_CHECK(readQwen2VLSizes(vision, object));
            break;
        case ModelFamily::Qwen2_5VL:
            MSAO_CHECK(readQwen25VLSizes(vision, object));
            break;
    }
    return checkHeads(vision, object, family);
}

}  // namespace

Result<VisionConfig> readVisionConfig(const JsonObject& file, ModelFamily family) {
    VisionConfig vision = transformersDefaults(family);
    MSAO_TRY(const auto object, file.optionalObject("vision_config"));
    if (object) {
        MSAO_CHECK(readSections(vision, *object, family));
    } else if (family == ModelFamily::Qwen2VL) {
        vision.intermediateSize = vision.hiddenSize * 4;
    }
    return vision;
}

}  // namespace msao::engine
