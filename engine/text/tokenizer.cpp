// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/tokenizer.h"

#include "engine/text/nfc.h"
#include "engine/text/pre_tokenizer.h"
#include "engine/text/utf8.h"
#include "engine/text/vocabulary.h"

#include <utility>

namespace msao::engine {
namespace {

/// Calls `onToken` for each added token in `text` and `onText` for what stands between them.
template <typename OnToken, typename OnText>
void forEachPiece(const AddedTokenSplitter& splitter, std::string_view text, OnToken onToken, OnText onText) {
    for (const TextPiece& piece : splitter.split(text)) {
        if (piece.token) {
            onToken(*piece.token);
        } else {
            onText(piece.text);
        }
    }
}

}  // namespace

Tokenizer::Tokenizer(std::unique_ptr<Vocabulary> vocabulary) : m_vocabulary(std::move(vocabulary)) {}
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;
Tokenizer::~Tokenizer() = default;

std::vector<TokenId> Tokenizer::encode(std::string_view utf8, const std::stop_token& stop) const {
    if (!isValidUtf8(utf8)) return encode(replaceInvalidUtf8(utf8), stop);
    std::vector<TokenId> ids;
    BpeEncoder encoder(m_vocabulary->rules, m_vocabulary->index);
    const auto onToken = [&](TokenId token) {
        if (!stop.stop_requested()) ids.push_back(token);
    };
    const auto onWords = [&](std::string_view text) {
        for (PreTokenizer words(text); !words.isAtEnd() && !stop.stop_requested();) encoder.encode(words.next(), ids);
    };
    forEachPiece(m_vocabulary->inText, utf8, onToken, [&](std::string_view text) {
        const std::string changed = isSurelyNfc(text) ? std::string() : toNfc(text);
        forEachPiece(m_vocabulary->inNormalized, changed.empty() ? text : changed, onToken, onWords);
    });
    return ids;
}

std::string Tokenizer::decode(std::span<const TokenId> ids, bool skipSpecial) const {
    std::string joined;
    for (const TokenId id : ids) {
        if (!skipSpecial || !isSpecial(id)) joined += bytes(id);
    }
    return isValidUtf8(joined) ? joined : replaceInvalidUtf8(joined);
}

std::string_view Tokenizer::bytes(TokenId id) const {
    // A negative id becomes one beyond every vocabulary.
    return m_vocabulary->index.bytes(static_cast<std::uint32_t>(toIndex(id)));
}

bool Tokenizer::isSpecial(TokenId id) const {
    return toIndex(id) >= 0 && toIndex(id) < idEnd() && m_vocabulary->isSpecial[static_cast<std::size_t>(toIndex(id))];
}

std::optional<TokenId> Tokenizer::specialToken(std::string_view content) const {
    for (const AddedToken& token : m_vocabulary->addedTokens) {
        if (token.isSpecial && token.content == content) return token.id;
    }
    return std::nullopt;
}

std::int32_t Tokenizer::idEnd() const {
    return static_cast<std::int32_t>(m_vocabulary->index.idEnd());
}

}  // namespace msao::engine
