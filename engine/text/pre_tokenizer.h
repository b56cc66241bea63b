// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace msao::engine {

/// The expression that this code stands for, as tokenizer.json writes it.
inline constexpr std::string_view kQwen2Expression =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";

/// Cuts a text into the words that are tokenised one by one: what kQwen2Expression matches, in one pass without
/// backtracking. Views `utf8`, which must be valid and outlive it.
class PreTokenizer {
public:
    explicit PreTokenizer(std::string_view utf8) : m_text(utf8) {}

    bool isAtEnd() const { return m_at == m_text.size(); }

    /// The next word, never empty; not to be called at the end.
    std::string_view next();

private:
    std::string_view m_text;
    std::size_t m_at = 0;
};

}  // namespace msao::engine
