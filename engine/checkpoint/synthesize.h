// SPDX-License-Identifier: Apache-2.0
// Checkpoints of random weights in the published format: for tests, and to measure speed without real weights.
#pragma once

#include "msao/engine/model_config.h"
#include "msao/engine/progress.h"
#include "msao/engine/result.h"

#include <cstdint>
#include <filesystem>

namespace msao::engine {

struct SynthesisOptions {
    std::uint64_t seed = 0;
    bool isFloat32 = false;  // bfloat16 otherwise
    int shards = 1;
    int threads = 0;  // 0: one per core
    Progress progress;
};

/// Writes config, generation, preprocessor and chat template files, tokenizer.json and the weights. The folder appears
/// when it is complete; on an Error nothing is left.
Status synthesizeCheckpoint(const ModelConfig& model, const std::filesystem::path& folder,
                            const SynthesisOptions& options);

/// Writes folder/draft and folder/target, whose greedy choices agree on `agreement` of all regular tokens.
Status synthesizePair(const ModelConfig& draft, const ModelConfig& target, double agreement,
                      const std::filesystem::path& folder, const SynthesisOptions& options);

}  // namespace msao::engine
