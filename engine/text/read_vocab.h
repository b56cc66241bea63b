// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/text/tokenizer_parts.h"
#include "engine/text/vocabulary_index.h"

#include "msao/engine/result.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace msao::engine {

/// Reads model.vocab: an object of entries and their ids.
Result<VocabularyIndex> readVocab(const UnreadPart& part, std::string_view file);

/// The tokens of the 256 single bytes, from which every word starts; refuses a vocabulary that lacks one.
Result<std::array<std::uint32_t, 256>> findByteTokens(const VocabularyIndex& index, std::string_view file);

}  // namespace msao::engine
