// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/ids.h"
#include "msao/engine/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace msao::engine {

/// Byte-level BPE with the Qwen2 pre-tokenisation, read from `tokenizer.json`. Immutable; any thread may call it.
class Tokenizer {
public:
    /// Refuses what is not such a file in words; memory stays near the file's size plus 64 MB.
    static Result<Tokenizer> read(const std::filesystem::path& tokenizerJson);

    Tokenizer(Tokenizer&&) noexcept;
    Tokenizer& operator=(Tokenizer&&) noexcept;
    ~Tokenizer();

    /// Text to ids; special tokens written inside the text become their ids, bytes that do not form UTF-8 are read as
    /// U+FFFD. Cost is linear in the length (n log n in the longest word). `stop` ends it at the next word; the ids of
    /// the words before are given.
    std::vector<TokenId> encode(std::string_view utf8, const std::stop_token& stop = {}) const;

    /// Ids to text; bytes that do not form UTF-8 become U+FFFD. Ids outside the vocabulary are skipped.
    std::string decode(std::span<const TokenId> ids, bool skipSpecial = true) const;

    /// The raw bytes of one token, for streaming: a multi-byte character may be split across tokens.
    std::string_view bytes(TokenId id) const;

    /// Special tokens steer the model and are not text: <|im_end|>, <|image_pad|>, ...
    bool isSpecial(TokenId id) const;
    std::optional<TokenId> specialToken(std::string_view content) const;

    /// One past the largest id that the tokenizer defines: rows of the model beyond it are never drafted or sampled.
    std::int32_t idEnd() const;

private:
    struct Vocabulary;
    friend Result<Tokenizer> readTokenizer(std::span<const std::byte> bytes, std::string_view nameForErrors);
    explicit Tokenizer(std::unique_ptr<Vocabulary> vocabulary);
    std::unique_ptr<Vocabulary> m_vocabulary;
};

}  // namespace msao::engine
