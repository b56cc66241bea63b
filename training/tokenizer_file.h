// SPDX-License-Identifier: Apache-2.0
// The pair's tokenizer.json, in Qwen2's format.
#pragma once

#include "training/byte_pairs.h"

#include <cstdint>
#include <string>

namespace msao::training {

/// Merges for the grammar's questions and answers, and for the chat template around them.
Merges learnDemoMerges(std::uint64_t seed);

/// Where its special tokens begin is 256 + merges.size(); those of sounds are among them.
std::string tokenizerJson(const Merges& merges);

}  // namespace msao::training
