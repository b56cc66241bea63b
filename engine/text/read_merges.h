// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/text/merge_table.h"
#include "engine/text/tokenizer_parts.h"
#include "engine/text/vocabulary_index.h"

#include "msao/engine/result.h"

#include <string_view>

namespace msao::engine {

/// Reads model.merges: a list of pairs of entries, each "a b" or ["a", "b"], the earliest first.
Result<MergeTable> readMerges(const UnreadPart& part, const VocabularyIndex& index, std::string_view file);

}  // namespace msao::engine
