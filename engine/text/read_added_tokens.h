// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/text/added_tokens.h"
#include "engine/text/vocabulary_index.h"

#include "msao/engine/result.h"

#include <nlohmann/json.hpp>

#include <string_view>
#include <vector>

namespace msao::engine {

/// Reads the key added_tokens of `rest` and enters the tokens into `index`, where they may stand already with the same
/// id.
Result<std::vector<AddedToken>> readAddedTokens(const nlohmann::json& rest, std::string_view file,
                                                VocabularyIndex& index);

}  // namespace msao::engine
