// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/json.h"
#include "msao/engine/ids.h"

#include <optional>
#include <vector>

namespace msao::engine {

/// One token id or a list of them; absent where the key is absent.
Result<std::optional<std::vector<TokenId>>> readTokenList(const JsonObject& object, std::string_view key);

}  // namespace msao::engine
