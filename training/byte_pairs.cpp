// SPDX-License-Identifier: Apache-2.0
#include "training/byte_pairs.h"

#include "engine/text/pre_tokenizer.h"

#include <algorithm>

namespace msao::training {
namespace {

struct Word {
    std::vector<std::string> parts;
    std::int64_t count = 0;
};

using Pair = std::pair<std::string, std::string>;

std::vector<Word> asBytes(const WordCounts& words) {
    std::vector<Word> split;
    for (const auto& [text, count] : words.counts()) {
        Word word{{}, count};
        for (const char byte : text) word.parts.emplace_back(1, byte);
        split.push_back(std::move(word));
    }
    return split;
}

/// The most frequent neighbours; a count below two where there is nothing left to join.
std::pair<Pair, std::int64_t> mostFrequentPair(const std::vector<Word>& words) {
    std::map<Pair, std::int64_t> counts;
    for (const Word& word : words) {
        for (std::size_t i = 0; i + 1 < word.parts.size(); ++i)
            counts[{word.parts[i], word.parts[i + 1]}] += word.count;
    }
    const auto best = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return best == counts.end() ? std::pair<Pair, std::int64_t>{} : std::pair<Pair, std::int64_t>(*best);
}

void join(Word& word, const Pair& pair) {
    for (std::size_t i = 0; i + 1 < word.parts.size(); ++i) {
        if (word.parts[i] != pair.first || word.parts[i + 1] != pair.second) continue;
        word.parts[i] += pair.second;
        word.parts.erase(word.parts.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
}

}  // namespace

void WordCounts::add(std::string_view text, std::int64_t weight) {
    engine::PreTokenizer words(text);
    while (!words.isAtEnd()) m_counts[std::string(words.next())] += weight;
}

Merges learnMerges(const WordCounts& words, std::size_t most) {
    std::vector<Word> split = asBytes(words);
    Merges merges;
    while (merges.size() < most) {
        const auto [pair, count] = mostFrequentPair(split);
        if (count < 2) break;
        merges.push_back(pair);
        for (Word& word : split) join(word, pair);
    }
    return merges;
}

}  // namespace msao::training
