// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace msao::world {

/// Questions and answers of every type without end, one sentence after the other, for learning a tokenizer's merges.
/// Train split only: held-out wordings have to be spelled with what was learnt.
class SentenceSource {
public:
    explicit SentenceSource(std::uint64_t seed) : m_seed(seed) {}

    std::string next();

private:
    std::uint64_t m_seed;
    std::uint64_t m_situation = 0;
    std::vector<std::string> m_waiting;  // last first
};

/// The words of the grammar's answers, sorted: what a tokenizer should not split.
std::vector<std::string> answerWords();

}  // namespace msao::world
