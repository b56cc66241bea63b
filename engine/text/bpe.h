// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/text/merge_table.h"
#include "engine/text/vocabulary_index.h"

#include "msao/engine/ids.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace msao::engine {

/// The rules of one byte-level BPE. Immutable; any thread may read it.
struct BpeRules {
    std::array<std::uint32_t, 256> byteTokens{};
    MergeTable merges;
    bool takesWholeWords = false;  // ignore_merges: a word that is in the vocabulary is not put together from its bytes
};

/// Turns words into tokens. Keeps its buffers and the words it met, so it belongs to one call on one thread.
class BpeEncoder {
public:
    BpeEncoder(const BpeRules& rules, const VocabularyIndex& index) : m_rules(rules), m_index(index) {}

    /// Appends the tokens of one word to `out`, always the same vector: words met before are copied from there.
    void encode(std::string_view word, std::vector<TokenId>& out);

private:
    static constexpr std::size_t kLongestKept = 23;
    struct KeptWord {
        std::array<char, kLongestKept> word{};
        std::uint8_t length = 0;  // 0: empty slot
        std::uint32_t count = 0;
        std::size_t begin = 0;  // in `out`
    };

    KeptWord& slotOf(std::string_view word);
    void encodeNew(std::string_view word, std::vector<TokenId>& out);
    void startFromBytes(std::string_view word);
    std::uint32_t rankOfPair(std::size_t left, std::size_t right) const;
    void mergeShort();
    void mergeLong();
    void mergeAt(std::uint32_t at);

    const BpeRules& m_rules;
    const VocabularyIndex& m_index;
    std::vector<KeptWord> m_kept;  // direct-mapped; a word that falls on another takes its place
    // The word under work: its tokens, and the rank of each with its right neighbour.
    std::vector<std::uint32_t> m_tokens;
    std::vector<std::uint32_t> m_ranks;
    // Only for long words: neighbours by index, and the pairs still to be merged, least rank and leftmost on top.
    std::vector<std::uint32_t> m_previous;
    std::vector<std::uint32_t> m_next;
    std::vector<std::uint64_t> m_heap;
};

}  // namespace msao::engine
