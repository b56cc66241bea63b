// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/ids.h"

#include <initializer_list>
#include <vector>

namespace msao::engine {

using Tokens = std::vector<TokenId>;

inline Tokens ids(std::initializer_list<int> values) {
    Tokens tokens;
    for (const int value : values) tokens.push_back(TokenId{value});
    return tokens;
}

}  // namespace msao::engine
