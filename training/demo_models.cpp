// SPDX-License-Identifier: Apache-2.0
#include "training/demo_models.h"

namespace msao::training {
namespace {

using engine::ModelConfig;
using engine::TokenId;

engine::VisionConfig vision(std::int32_t width, std::int32_t depth, std::int32_t languageWidth) {
    engine::VisionConfig config;
    config.hiddenSize = width;
    config.intermediateSize = 4 * width;
    config.depth = depth;
    config.headCount = width / 32;
    config.outHiddenSize = languageWidth;
    return config;
}

engine::TextConfig text(std::int32_t width, std::int32_t layers, std::int32_t intermediate) {
    engine::TextConfig config;
    config.hiddenSize = width;
    config.intermediateSize = intermediate;
    config.layerCount = layers;
    config.headCount = width / 32;
    config.kvHeadCount = 2;
    config.headDim = 32;
    config.vocabularySize = kVocabularyRows;
    config.maxPositions = 4096;
    // Published models turn the width axis by at most 2e-4 a step, which an 8 x 8 grid cannot show.
    config.ropeTheta = 30;
    config.mropeSection = {2, 7, 7};
    config.tiedEmbeddings = true;
    return config;
}

/// The tokens are those of the pair's tokenizer, in places where Qwen2.5-Omni has them too.
engine::AudioConfig audio(std::int32_t width, std::int32_t depth, const engine::TextConfig& text,
                          std::int32_t firstSpecial) {
    engine::AudioConfig config;
    config.hiddenSize = width;
    config.intermediateSize = 4 * width;
    config.depth = depth;
    config.headCount = width / 32;
    config.melBins = 40;
    config.windowTokens = 200;  // four seconds: what a word is lies within
    config.outHiddenSize = text.hiddenSize;
    config.pad = TokenId{firstSpecial + 3};
    config.start = TokenId{firstSpecial + 4};
    config.end = TokenId{firstSpecial + 5};
    return config;
}

}  // namespace

ModelConfig demoModel(Role role, std::int32_t regularTokens) {
    ModelConfig model;
    const bool isDraft = role == Role::Draft;
    model.text = isDraft ? text(192, 4, 512) : text(256, 8, 704);
    model.vision = isDraft ? vision(128, 4, 192) : vision(192, 6, 256);
    model.audio = isDraft ? audio(96, 2, model.text, regularTokens) : audio(128, 3, model.text, regularTokens);
    model.preprocessor.audioSeconds = kLongestSoundSeconds;
    const auto special = [&](std::int32_t place) { return TokenId{regularTokens + place}; };
    model.special = {special(9), special(10), special(12), special(13)};
    model.generation.endOfText = {special(2), special(0)};
    // Rounding down to whole tokens takes less than five eighths of a picture, so one that was resized stays as it is.
    constexpr std::int32_t kMost = kPictureSide * kPictureSide, kLeast = kMost / 8 * 3;
    model.preprocessor.minPixels = model.preprocessor.videoMinPixels = kLeast;
    model.preprocessor.maxPixels = model.preprocessor.videoMaxPixels = kMost;
    model.weightType = "bfloat16";
    return model;
}

const char* name(Role role) {
    return role == Role::Draft ? "draft" : "target";
}

}  // namespace msao::training
