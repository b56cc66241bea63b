// SPDX-License-Identifier: Apache-2.0
// Tokens that stand outside the BPE, like <|im_end|>: found in the text before anything else happens to it.
#pragma once

#include "msao/engine/ids.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace msao::engine {

struct AddedToken {
    std::string content;
    TokenId id{};
    bool isSpecial = false;     // left out when decoding for people
    bool stripsLeft = false;    // takes the white space before it along
    bool stripsRight = false;   // and behind it
    bool isNormalized = false;  // looked for only after the text was normalised
};

/// A stretch of the text: one added token, or text between them.
struct TextPiece {
    std::string_view text;
    std::optional<TokenId> token;
};

/// Finds the leftmost token, of several the longest, then goes on behind it. Immutable; any thread may call it.
class AddedTokenSplitter {
public:
    AddedTokenSplitter() = default;
    explicit AddedTokenSplitter(std::vector<AddedToken> tokens);

    /// The pieces of `utf8` in order, as views of it.
    std::vector<TextPiece> split(std::string_view utf8) const;

private:
    const AddedToken* longestAt(std::string_view text, std::size_t at) const;

    std::vector<AddedToken> m_tokens;       // sorted by content
    std::array<bool, 256> m_isFirstByte{};  // of any token
};

}  // namespace msao::engine
