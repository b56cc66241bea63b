// SPDX-License-Identifier: Apache-2.0
// The language model's weights, as decode and prefill both read them.
#pragma once

#include "engine/decode/weight_matrix.h"
#include "msao/engine/model_config.h"
#include "msao/engine/progress.h"

#include <vector>

namespace msao::engine {

/// Small vectors (norms, biases) are kept in float32.
struct LayerWeights {
    std::vector<float> inputNorm;
    WeightMatrix query, key, value;
    std::vector<float> queryBias, keyBias, valueBias;
    WeightMatrix output;
    std::vector<float> postAttentionNorm;
    WeightMatrix gate, up, down;
};

struct LanguageWeights {
    TextConfig config;
    TensorView embedding;         // [vocabularySize, hiddenSize], f32 or bf16, mapped
    HugeBuffer embeddingStorage;  // holds the embedding where the file has it in another form
    std::vector<LayerWeights> layers;
    std::vector<float> finalNorm;
    WeightMatrix head;  // the embedding itself where it is tied

    /// Otherwise it is a model's first layers alone, and `config` counts these: there is no head to speak with.
    bool isWhole() const { return head.rows() > 0; }
    std::size_t bytesPerStep() const;  // what a decode step reads once
};

/// Views the checkpoint (f32, bf16) or packs it (int8, int4; `threads` workers). The checkpoint must outlive the
/// weights. `lowerLayers`: only so many layers, fewer than there are; 0 for the whole model.
Result<LanguageWeights> readLanguageWeights(const Checkpoint& checkpoint, WeightType type, int threads,
                                            const Progress& progress, std::int32_t lowerLayers = 0);

}  // namespace msao::engine
