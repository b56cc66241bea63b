// SPDX-License-Identifier: Apache-2.0
// What config.json, generation_config.json and preprocessor_config.json say, as values.
#pragma once

#include "msao/engine/ids.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace msao::engine {

enum class ModelFamily { Qwen2VL, Qwen2_5VL };

enum class Activation { QuickGelu, Silu, Gelu };

struct VisionConfig {
    std::int32_t depth = 32;
    std::int32_t hiddenSize = 1280;        // width of the tower (Qwen2-VL's embed_dim)
    std::int32_t intermediateSize = 5120;  // Qwen2-VL: hiddenSize * mlp_ratio
    std::int32_t headCount = 16;
    std::int32_t inChannels = 3;
    std::int32_t patchSize = 14;
    std::int32_t temporalPatchSize = 2;
    std::int32_t spatialMergeSize = 2;
    std::int32_t outHiddenSize = 1536;  // the language model's width
    Activation activation = Activation::QuickGelu;
    // Qwen2.5-VL only: window attention everywhere but in these blocks.
    std::int32_t windowSize = 112;  // pixels
    std::vector<std::int32_t> fullAttentionBlocks;
    double tokensPerSecond = 2.0;

    std::int32_t headDim() const { return hiddenSize / headCount; }
    std::int32_t patchValues() const { return inChannels * temporalPatchSize * patchSize * patchSize; }
    bool operator==(const VisionConfig&) const = default;
};

struct TextConfig {
    std::int32_t hiddenSize = 1536;
    std::int32_t intermediateSize = 8960;
    std::int32_t layerCount = 28;
    std::int32_t headCount = 12;
    std::int32_t kvHeadCount = 2;
    std::int32_t headDim = 128;
    std::int32_t vocabularySize = 151936;  // rows of the embedding; the tokenizer may end earlier
    std::int32_t maxPositions = 32768;
    double ropeTheta = 1e6;
    std::array<std::int32_t, 3> mropeSection = {16, 24, 24};  // pairs per time, height, width; sums to headDim / 2
    double rmsNormEpsilon = 1e-6;
    bool tiedEmbeddings = false;

    std::int32_t queryWidth() const { return headCount * headDim; }
    std::int32_t kvWidth() const { return kvHeadCount * headDim; }
    bool operator==(const TextConfig&) const = default;
};

struct SpecialTokens {
    TokenId visionStart{151652};
    TokenId visionEnd{151653};
    TokenId imagePad{151655};
    TokenId videoPad{151656};
    bool operator==(const SpecialTokens&) const = default;
};

/// The audio encoder, as Qwen2.5-Omni's thinker has it (docs/audio-format.md).
struct AudioConfig {
    std::int32_t depth = 32;
    std::int32_t hiddenSize = 1280;
    std::int32_t intermediateSize = 5120;
    std::int32_t headCount = 20;
    std::int32_t melBins = 128;
    std::int32_t windowTokens = 100;  // n_window: positions that attend to each other; twice as many spectrum frames
    std::int32_t maxPositions = 1500;
    std::int32_t outHiddenSize = 3584;  // the language model's width
    Activation activation = Activation::Gelu;
    TokenId pad{151646};
    TokenId start{151647};
    TokenId end{151648};

    std::int32_t headDim() const { return hiddenSize / headCount; }
    std::int32_t windowFrames() const { return 2 * windowTokens; }
    bool operator==(const AudioConfig&) const = default;
};

/// generation_config.json; what is absent there keeps the neutral value.
struct GenerationDefaults {
    bool doSample = false;
    double temperature = 1.0;
    std::int32_t topK = 0;  // 0: off
    double topP = 1.0;
    double repetitionPenalty = 1.0;
    std::vector<TokenId> endOfText;  // any of these ends an answer
    bool operator==(const GenerationDefaults&) const = default;
};

struct PreprocessorConfig {
    std::int64_t minPixels = 56 * 56;
    std::int64_t maxPixels = 28 * 28 * 1280;
    // Per frame of a video; defaults of the reference's video processor where no preprocessor file says otherwise.
    std::int64_t videoMinPixels = 128 * 28 * 28;
    std::int64_t videoMaxPixels = 28 * 28 * 768;
    std::array<float, 3> mean = {0.48145466f, 0.4578275f, 0.40821073f};
    std::array<float, 3> deviation = {0.26862954f, 0.26130258f, 0.27577711f};
    std::int32_t audioSeconds = 300;  // the longest sound; a shorter one is followed by silence
    bool operator==(const PreprocessorConfig&) const = default;
};

struct ModelConfig {
    ModelFamily family = ModelFamily::Qwen2VL;
    VisionConfig vision;
    TextConfig text;
    SpecialTokens special;
    GenerationDefaults generation;
    PreprocessorConfig preprocessor;
    std::string weightType;            // torch_dtype as written, e.g. "bfloat16"
    std::optional<AudioConfig> audio;  // absent: the model has no audio encoder
    bool operator==(const ModelConfig&) const = default;
};

}  // namespace msao::engine
