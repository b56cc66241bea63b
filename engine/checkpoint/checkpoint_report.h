// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/checkpoint.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace msao::engine {

/// Bytes that one way of storing the weights takes in memory, without the KV cache.
struct MemoryNeed {
    std::string type;            // "f32", "bf16", "int8", "int4"
    std::uint64_t cpuBytes = 0;  // language model, embedding, vision and audio tower
    std::uint64_t gpuBytes = 0;  // the same; the embedding is read row by row and stays with the host
};

/// What `msao models check` says of a folder.
struct CheckpointReport {
    std::vector<std::string> problems;  // sentences; empty if all is well
    // The rest is known only if the checkpoint opens.
    std::optional<ModelConfig> config;
    std::optional<QuantizationConfig> quantization;
    std::uint64_t parameters = 0;
    std::uint64_t visionParameters = 0;
    std::uint64_t audioParameters = 0;
    std::uint64_t fileBytes = 0;
    std::map<std::string, int> tensorsOfType;  // "BF16" -> count
    std::optional<std::int32_t> tokenizerEnd;  // one past the tokenizer's last id
    std::vector<MemoryNeed> memory;
    std::uint64_t kvBytesPer1000TokensF32 = 0;
    std::uint64_t kvBytesPer1000TokensBf16 = 0;
};

CheckpointReport inspectCheckpoint(const std::filesystem::path& folder);

}  // namespace msao::engine
