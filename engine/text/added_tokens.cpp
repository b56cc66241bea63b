// SPDX-License-Identifier: Apache-2.0
#include "engine/text/added_tokens.h"

#include "engine/text/unicode_class.h"
#include "engine/text/utf8.h"

#include <algorithm>

namespace msao::engine {
namespace {

bool isContinuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

bool isSpaceAt(std::string_view text, std::size_t at) {
    return unicodeClass(decodeUtf8(text, at).codePoint) == UnicodeClass::Space;
}

/// Where the white space that ends at `end` begins, but not before `least`.
std::size_t beginOfSpaces(std::string_view text, std::size_t least, std::size_t end) {
    while (end > least) {
        std::size_t begin = end - 1;
        while (begin > least && isContinuation(text[begin])) --begin;
        if (!isSpaceAt(text, begin)) break;
        end = begin;
    }
    return end;
}

std::size_t endOfSpaces(std::string_view text, std::size_t at) {
    while (at < text.size() && isSpaceAt(text, at)) at += decodeUtf8(text, at).length;
    return at;
}

}  // namespace

AddedTokenSplitter::AddedTokenSplitter(std::vector<AddedToken> tokens) : m_tokens(std::move(tokens)) {
    std::sort(m_tokens.begin(), m_tokens.end(),
              [](const AddedToken& a, const AddedToken& b) { return a.content < b.content; });
    for (const AddedToken& token : m_tokens) m_isFirstByte[static_cast<unsigned char>(token.content[0])] = true;
}

const AddedToken* AddedTokenSplitter::longestAt(std::string_view text, std::size_t at) const {
    const AddedToken* longest = nullptr;
    auto begin = m_tokens.begin();
    auto end = m_tokens.end();
    // [begin, end) are the tokens that agree with the text so far; a token that ends here sorts before the longer ones.
    for (std::size_t length = 0; begin != end; ++length) {
        if (begin->content.size() == length) longest = &*begin++;
        if (begin == end || at + length == text.size()) break;
        const char wanted = text[at + length];
        const auto byteOf = [length](const AddedToken& token) {
            return static_cast<unsigned char>(token.content[length]);
        };
        const auto isLess = [&](const AddedToken& token, char c) {
            return byteOf(token) < static_cast<unsigned char>(c);
        };
        const auto isGreater = [&](char c, const AddedToken& token) {
            return static_cast<unsigned char>(c) < byteOf(token);
        };
        begin = std::lower_bound(begin, end, wanted, isLess);
        end = std::upper_bound(begin, end, wanted, isGreater);
    }
    return longest;
}

std::vector<TextPiece> AddedTokenSplitter::split(std::string_view utf8) const {
    std::vector<TextPiece> pieces;
    std::size_t done = 0;  // everything before is in `pieces`
    for (std::size_t at = 0; at < utf8.size();) {
        const AddedToken* token = m_isFirstByte[static_cast<unsigned char>(utf8[at])] ? longestAt(utf8, at) : nullptr;
        if (token == nullptr) {
            ++at;
            continue;
        }
        const std::size_t behind = at + token->content.size();
        const std::size_t begin = token->stripsLeft ? beginOfSpaces(utf8, std::min(done, at), at) : at;
        const std::size_t end = token->stripsRight ? endOfSpaces(utf8, behind) : behind;
        if (done < begin) pieces.push_back({utf8.substr(done, begin - done), std::nullopt});
        pieces.push_back({utf8.substr(begin, end - begin), token->id});
        done = end;
        at = behind;
    }
    if (done < utf8.size()) pieces.push_back({utf8.substr(done), std::nullopt});
    return pieces;
}

}  // namespace msao::engine
