// SPDX-License-Identifier: Apache-2.0
#include "engine/text/read_added_tokens.h"

#include "engine/base/json.h"
#include "engine/text/malformed_file.h"
#include "engine/text/nfc.h"
#include "engine/text/unicode_class.h"
#include "engine/text/utf8.h"

#include <algorithm>
#include <set>
#include <string>

namespace msao::engine {
namespace {

constexpr std::size_t kLongestContent = 1024;  // published ones stay below 30 bytes
constexpr std::int64_t kMostId = VocabularyIndex::kMostIds - 1;

bool isWhiteSpace(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size() && unicodeClass(decodeUtf8(text, at).codePoint) == UnicodeClass::Space)
        at += decodeUtf8(text, at).length;
    return at == text.size();
}

Result<bool> flag(const JsonObject& object, std::string_view key) {
    MSAO_TRY(const std::optional<bool> value, object.optionalBool(key));
    return value.value_or(false);
}

Status checkContent(const JsonObject& object, const AddedToken& token) {
    if (token.content.empty() || token.content.size() > kLongestContent) {
        return object.wrong("content", "1 to " + std::to_string(kLongestContent) + " bytes of text");
    }
    // Other programs disagree on what such a token decodes to.
    if (token.isNormalized && toNfc(token.content) != token.content) {
        return object.wrong("content", "text in NFC where normalized is true");
    }
    // Such a token would look at the same white space again and again.
    if ((token.stripsLeft || token.stripsRight) && isWhiteSpace(token.content)) {
        return object.wrong("content", "more than white space where lstrip or rstrip is true");
    }
    return Done{};
}

Result<AddedToken> readAddedToken(const JsonObject& object) {
    AddedToken token;
    MSAO_TRY(token.content, object.string("content"));
    MSAO_TRY(const std::int64_t id, object.integer("id", {0, kMostId}));
    token.id = TokenId{static_cast<std::int32_t>(id)};
    MSAO_TRY(token.isSpecial, flag(object, "special"));
    MSAO_TRY(token.stripsLeft, flag(object, "lstrip"));
    MSAO_TRY(token.stripsRight, flag(object, "rstrip"));
    MSAO_TRY(token.isNormalized, flag(object, "normalized"));
    MSAO_TRY(const bool isSingleWord, flag(object, "single_word"));
    if (isSingleWord) return object.wrong("single_word", "false (whole-word matching is not supported)");
    MSAO_CHECK(checkContent(object, token));
    return token;
}

Status enter(const JsonObject& object, const AddedToken& token, VocabularyIndex& index) {
    const auto id = static_cast<std::uint32_t>(toIndex(token.id));
    if (const auto known = index.find(token.content)) {
        if (*known == id) return Done{};
        return object.wrong("id", "the id of that entry in model.vocab, " + std::to_string(*known));
    }
    if (index.add(token.content, id, VocabularyIndex::Origin::AddedToken) == VocabularyIndex::Added::Yes) return Done{};
    return object.wrong("id", "an id that is not taken");
}

}  // namespace

Result<std::vector<AddedToken>> readAddedTokens(const nlohmann::json& rest, std::string_view file,
                                                VocabularyIndex& index) {
    std::vector<AddedToken> tokens;
    const auto list = rest.find("added_tokens");
    if (list == rest.end() || list->is_null()) return tokens;
    if (!list->is_array()) return malformedFile(file, "key `added_tokens`: expected a list");
    std::set<std::string> seen;
    for (std::size_t i = 0; i < list->size(); ++i) {
        MSAO_TRY(const JsonObject object,
                 JsonObject::of((*list)[i], std::string(file), "added_tokens[" + std::to_string(i) + "]."));
        MSAO_TRY(AddedToken token, readAddedToken(object));
        if (!seen.insert(token.content).second) return object.wrong("content", "each token once");
        MSAO_CHECK(enter(object, token, index));
        tokens.push_back(std::move(token));
    }
    return tokens;
}

}  // namespace msao::engine
