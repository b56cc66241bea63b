// SPDX-License-Identifier: Apache-2.0
// What edge and cloud must both say of their models in the same way, or two that fit would seem not to.
#pragma once

#include "protocol/messages/hello.h"

#include "msao/engine/model_config.h"
#include "msao/engine/result.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <stop_token>

namespace msao::protocol {

/// SHA-256 over the files' bytes, one behind the other.
engine::Result<Digest> hashOfFiles(std::span<const std::filesystem::path> files, const std::stop_token& stop = {});

/// Of all weights of a checkpoint folder, its files by name.
engine::Result<Digest> hashOfWeights(const std::filesystem::path& folder, const std::stop_token& stop = {});

/// The part of a fingerprint in which a draft must agree with its target: vocabulary and pictures. Reads the
/// tokenizer's file, but no weights.
engine::Result<ModelFingerprint> sharedFingerprint(const engine::ModelConfig& config, std::int32_t tokenEnd,
                                                   const std::filesystem::path& folder);

}  // namespace msao::protocol
