// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/token_list_reader.h"

namespace msao::engine {

Result<std::optional<std::vector<TokenId>>> readTokenList(const JsonObject& object, std::string_view key) {
    constexpr std::size_t kMaxTokens = 256;
    const nlohmann::json* value = object.find(key);
    if (!value) return std::optional<std::vector<TokenId>>{};
    if (!value->is_array()) {
        MSAO_TRY(const std::int64_t id, object.integer(key, {}));
        return std::optional(std::vector{TokenId{static_cast<std::int32_t>(id)}});
    }
    MSAO_TRY(const auto ids, object.optionalIntegers(key, {}, kMaxTokens));
    std::vector<TokenId> tokens;
    for (const std::int64_t id : ids.value_or(std::vector<std::int64_t>{}))
        tokens.push_back(TokenId{static_cast<std::int32_t>(id)});
    return std::optional(std::move(tokens));
}

}  // namespace msao::engine
