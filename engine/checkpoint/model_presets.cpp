// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/model_presets.h"

#include <string>

namespace msao::engine {
namespace {

/// What the published checkpoints ask for: sampling that is greedy in effect.
GenerationDefaults publishedGeneration(std::int32_t firstSpecialToken) {
    GenerationDefaults generation;
    generation.doSample = true;
    generation.temperature = 0.01;
    generation.topK = 1;
    generation.topP = 0.001;
    generation.endOfText = {TokenId{firstSpecialToken + 2}, TokenId{firstSpecialToken}};
    return generation;
}

PreprocessorConfig publishedPreprocessor() {
    PreprocessorConfig preprocessor;
    preprocessor.minPixels = preprocessor.videoMinPixels = 56 * 56;
    preprocessor.maxPixels = preprocessor.videoMaxPixels = 28 * 28 * 16384;
    return preprocessor;
}

constexpr std::int32_t kFirstSpecialToken = 151643;
constexpr std::int32_t kTinyFirstSpecialToken = 896;

SpecialTokens specialTokensFrom(std::int32_t first) {
    return {TokenId{first + 9}, TokenId{first + 10}, TokenId{first + 12}, TokenId{first + 13}};
}

VisionConfig tinyVision(ModelFamily family) {
    VisionConfig vision;
    vision.depth = 4;
    vision.hiddenSize = 64;
    vision.headCount = 4;
    vision.intermediateSize = family == ModelFamily::Qwen2VL ? 256 : 168;
    vision.outHiddenSize = 128;
    if (family == ModelFamily::Qwen2_5VL) {
        vision.activation = Activation::Silu;
        vision.fullAttentionBlocks = {1, 3};
    }
    return vision;
}

}  // namespace

ModelConfig qwen2VL2B() {
    ModelConfig model;
    model.text.tiedEmbeddings = true;
    model.special = specialTokensFrom(kFirstSpecialToken);
    model.generation = publishedGeneration(kFirstSpecialToken);
    model.preprocessor = publishedPreprocessor();
    model.weightType = "bfloat16";
    return model;
}

ModelConfig qwen25VL7B() {
    ModelConfig model = qwen2VL2B();
    model.family = ModelFamily::Qwen2_5VL;
    model.vision.intermediateSize = 3420;
    model.vision.outHiddenSize = 3584;
    model.vision.activation = Activation::Silu;
    model.vision.fullAttentionBlocks = {7, 15, 23, 31};
    model.text.hiddenSize = 3584;
    model.text.intermediateSize = 18944;
    model.text.headCount = 28;
    model.text.kvHeadCount = 4;
    model.text.vocabularySize = 152064;
    model.text.maxPositions = 128000;
    model.text.tiedEmbeddings = false;
    return model;
}

ModelConfig tinyModel(ModelFamily family) {
    ModelConfig model = qwen2VL2B();
    model.family = family;
    model.vision = tinyVision(family);
    model.text.hiddenSize = 128;
    model.text.intermediateSize = 384;
    model.text.layerCount = 3;
    model.text.headCount = 4;
    model.text.kvHeadCount = 2;
    model.text.headDim = 32;
    model.text.mropeSection = {4, 6, 6};
    model.text.vocabularySize = 1024;
    model.text.tiedEmbeddings = family == ModelFamily::Qwen2VL;
    model.special = specialTokensFrom(kTinyFirstSpecialToken);
    model.generation = publishedGeneration(kTinyFirstSpecialToken);
    return model;
}

ModelConfig tinyAudioModel(ModelFamily family) {
    ModelConfig model = tinyModel(family);
    AudioConfig audio;
    audio.depth = 3;
    audio.hiddenSize = 64;
    audio.intermediateSize = 160;
    audio.headCount = 4;
    audio.melBins = 32;
    audio.windowTokens = 20;
    audio.maxPositions = 60;
    audio.outHiddenSize = model.text.hiddenSize;
    audio.pad = TokenId{kTinyFirstSpecialToken + 3};
    audio.start = TokenId{kTinyFirstSpecialToken + 4};
    audio.end = TokenId{kTinyFirstSpecialToken + 5};
    model.audio = audio;
    return model;
}

Result<ModelConfig> presetNamed(std::string_view name, ModelFamily tinyFamily) {
    if (name == "qwen2-vl-2b") return qwen2VL2B();
    if (name == "qwen2.5-vl-7b") return qwen25VL7B();
    if (name == "tiny") return tinyModel(tinyFamily);
    if (name == "tiny-audio") return tinyAudioModel(tinyFamily);
    return Error{ErrorCode::InvalidArgument,
                 "expected qwen2-vl-2b, qwen2.5-vl-7b, tiny or tiny-audio, found " + std::string(name)};
}

}  // namespace msao::engine
