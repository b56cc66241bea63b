// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/model_config.h"

#include <cstdint>
#include <string>
#include <vector>

namespace msao::engine {

/// The special tokens of a model, in the order of their ids. With an audio encoder they stand as in Qwen2.5-Omni: the
/// audio tokens in the places of object references.
std::vector<std::string> specialTokenNames(const ModelConfig& model);

/// The id of the first special token: the regular ones lie below it.
std::int32_t firstSpecialToken(const ModelConfig& model);

/// A tokenizer.json in the form of the published ones: byte-level BPE whose merges are invented (pairs and triples of
/// letters), with as many regular tokens as the model has below its special ones.
std::string syntheticTokenizerJson(const ModelConfig& model);

/// Why such a tokenizer cannot be made for `model`; empty if it can.
std::string syntheticTokenizerObstacle(const ModelConfig& model);

}  // namespace msao::engine
