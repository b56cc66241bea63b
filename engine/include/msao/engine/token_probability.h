// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/ids.h"

#include <string>

namespace msao::engine {

/// A token that may come next, and how likely a model held it.
struct TokenProbability {
    TokenId token{};
    double probability = 0;  // to a float's precision
    std::string text = {};   // its bytes, where a trace states it: readers have no tokenizer
    bool operator==(const TokenProbability&) const = default;
};

}  // namespace msao::engine
