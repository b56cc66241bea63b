// SPDX-License-Identifier: Apache-2.0
// Learns the merges of a byte-level BPE.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace msao::training {

/// Words as Qwen2's pre-tokenisation cuts them, and how often each was met.
class WordCounts {
public:
    void add(std::string_view text, std::int64_t weight = 1);
    const std::map<std::string, std::int64_t>& counts() const { return m_counts; }

private:
    std::map<std::string, std::int64_t> m_counts;
};

/// Bytes of the two halves of each token that is made, in the order of making.
using Merges = std::vector<std::pair<std::string, std::string>>;

/// Joins the most frequent neighbours again and again, at most `most` times and while some pair is met twice. Of
/// equally frequent pairs the first in byte order wins, so the result is a function of the counts.
Merges learnMerges(const WordCounts& words, std::size_t most);

}  // namespace msao::training
