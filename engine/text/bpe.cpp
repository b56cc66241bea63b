// SPDX-License-Identifier: Apache-2.0
#include "engine/text/bpe.h"

#include <algorithm>
#include <functional>

namespace msao::engine {
namespace {

constexpr std::uint32_t kNone = MergeTable::kNoRank;  // no rank, no neighbour
constexpr std::size_t kKeptWords = 2048;
// Up to here a scan for the least rank beats a heap; chosen by measurement.
constexpr std::size_t kLongestShort = 48;
// Indices are 32 bits wide. A word beyond a gigabyte is cut, which may change the tokens at the cut.
constexpr std::size_t kLongestWord = std::size_t{1} << 30;

std::uint64_t heapEntry(std::uint32_t rank, std::uint32_t at) {
    return std::uint64_t{rank} << 32 | at;
}

}  // namespace

void BpeEncoder::encode(std::string_view word, std::vector<TokenId>& out) {
    for (; word.size() > kLongestWord; word.remove_prefix(kLongestWord)) encodeNew(word.substr(0, kLongestWord), out);
    if (word.size() > kLongestKept) {
        encodeNew(word, out);
        return;
    }
    KeptWord& kept = slotOf(word);
    if (std::string_view(kept.word.data(), kept.length) == word) {
        for (std::size_t i = 0; i < kept.count; ++i) out.push_back(out[kept.begin + i]);
        return;
    }
    kept.begin = out.size();
    encodeNew(word, out);
    std::copy(word.begin(), word.end(), kept.word.begin());
    kept.length = static_cast<std::uint8_t>(word.size());
    kept.count = static_cast<std::uint32_t>(out.size() - kept.begin);
}

BpeEncoder::KeptWord& BpeEncoder::slotOf(std::string_view word) {
    if (m_kept.empty()) m_kept.resize(kKeptWords);
    return m_kept[std::hash<std::string_view>{}(word) % kKeptWords];
}

void BpeEncoder::encodeNew(std::string_view word, std::vector<TokenId>& out) {
    if (m_rules.takesWholeWords) {
        if (const auto whole = m_index.findWord(word)) {
            out.push_back(TokenId{static_cast<std::int32_t>(*whole)});
            return;
        }
    }
    startFromBytes(word);
    word.size() <= kLongestShort ? mergeShort() : mergeLong();
    for (const std::uint32_t token : m_tokens) {
        if (token != kNone) out.push_back(TokenId{static_cast<std::int32_t>(token)});
    }
}

void BpeEncoder::startFromBytes(std::string_view word) {
    m_tokens.clear();
    for (const char c : word) m_tokens.push_back(m_rules.byteTokens[static_cast<unsigned char>(c)]);
    m_ranks.assign(word.size(), kNone);
    for (std::size_t i = 0; i + 1 < word.size(); ++i) m_ranks[i] = rankOfPair(i, i + 1);
}

std::uint32_t BpeEncoder::rankOfPair(std::size_t left, std::size_t right) const {
    return m_rules.merges.rank(m_tokens[left], m_tokens[right]);
}

void BpeEncoder::mergeShort() {
    while (true) {
        const auto least = std::min_element(m_ranks.begin(), m_ranks.end());
        if (least == m_ranks.end() || *least == kNone) return;
        const auto at = static_cast<std::size_t>(least - m_ranks.begin());
        m_tokens[at] = m_rules.merges.merged(*least);
        m_tokens.erase(m_tokens.begin() + static_cast<std::ptrdiff_t>(at) + 1);
        m_ranks.erase(least + 1);
        m_ranks[at] = at + 1 < m_tokens.size() ? rankOfPair(at, at + 1) : kNone;
        if (at > 0) m_ranks[at - 1] = rankOfPair(at - 1, at);
    }
}

void BpeEncoder::mergeLong() {
    const auto count = static_cast<std::uint32_t>(m_tokens.size());
    m_previous.resize(count);
    m_next.resize(count);
    m_heap.clear();
    for (std::uint32_t i = 0; i < count; ++i) {
        m_previous[i] = i == 0 ? kNone : i - 1;
        m_next[i] = i + 1 == count ? kNone : i + 1;
        if (m_ranks[i] != kNone) m_heap.push_back(heapEntry(m_ranks[i], i));
    }
    std::make_heap(m_heap.begin(), m_heap.end(), std::greater<>{});
    while (!m_heap.empty()) {
        std::pop_heap(m_heap.begin(), m_heap.end(), std::greater<>{});
        const std::uint64_t entry = m_heap.back();
        m_heap.pop_back();
        const auto at = static_cast<std::uint32_t>(entry);
        // An entry is out of date once either token of its pair has been merged with another.
        if (m_ranks[at] == entry >> 32) mergeAt(at);
    }
}

void BpeEncoder::mergeAt(std::uint32_t at) {
    const auto refresh = [this](std::uint32_t left) {
        m_ranks[left] = m_next[left] == kNone ? kNone : rankOfPair(left, m_next[left]);
        if (m_ranks[left] == kNone) return;
        m_heap.push_back(heapEntry(m_ranks[left], left));
        std::push_heap(m_heap.begin(), m_heap.end(), std::greater<>{});
    };
    const std::uint32_t absorbed = m_next[at];
    m_tokens[at] = m_rules.merges.merged(m_ranks[at]);
    m_tokens[absorbed] = kNone;
    m_ranks[absorbed] = kNone;
    m_next[at] = m_next[absorbed];
    if (m_next[at] != kNone) m_previous[m_next[at]] = at;
    refresh(at);
    if (m_previous[at] != kNone) refresh(m_previous[at]);
}

}  // namespace msao::engine
