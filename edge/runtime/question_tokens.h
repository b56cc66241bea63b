// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "edge/runtime/question.h"

#include "msao/engine/ids.h"
#include "msao/engine/tokenizer.h"

#include <optional>
#include <vector>

namespace msao::edge {

/// The question as models read it, one pad for each of its media. `behind`: the last token of the answer that it
/// follows; it comes first.
std::vector<engine::TokenId> tokensOf(const Question& question, const engine::Tokenizer& tokenizer,
                                      std::optional<engine::TokenId> behind = {});

}  // namespace msao::edge
