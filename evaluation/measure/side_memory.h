// SPDX-License-Identifier: Apache-2.0
// What a model holds in memory while it answers, counted from its shapes.
#pragma once

#include "msao/engine/model_config.h"

#include <cstdint>
#include <utility>

namespace msao::evaluation {

/// Bytes. Activations are what lives at once where most does: the residual stream and what enters a block beside its
/// widest products, in the tower or, over the whole prompt, in the language model.
struct SideMemory {
    double weights = 0;
    double cache = 0;
    double activations = 0;

    double total() const { return weights + cache + activations; }
    bool operator==(const SideMemory&) const = default;
};

SideMemory sumOf(const SideMemory& one, const SideMemory& other);

/// What a model has read and said.
struct MemoryLoad {
    double promptTokens = 0;
    double answerTokens = 0;
    double patches = 0;  // of pictures and clips, that the tower ran on
};

/// One model, all values of so many bytes.
SideMemory memoryOf(const engine::ModelConfig& model, const MemoryLoad& load, double valueBytes);

/// Of the tower alone, which is all that the probe runs.
double towerActivationBytes(const engine::ModelConfig& model, double patches, double valueBytes);

/// Values of those tensors whose names begin so. A tied head is not among them: it is the embedding.
double weightValues(const engine::ModelConfig& model, const char* prefix = "");
/// Of the matrices that are stored as --dtype says: those of the language model's layers, and a head of its own.
double languageMatrixValues(const engine::ModelConfig& model);

/// PerLLM: towers, embedding and the first layers at the edge; the other layers and the head in the cloud. Each layer
/// has its own part of the cache. First the edge's.
std::pair<SideMemory, SideMemory> cutMemory(const engine::ModelConfig& model, const MemoryLoad& load,
                                            std::int32_t edgeLayers, double valueBytes);

}  // namespace msao::evaluation
