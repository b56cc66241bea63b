// SPDX-License-Identifier: Apache-2.0
// Broken copies of good files, drawn at random and repeatable from a seed.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

namespace msao::tests {

using Bytes = std::vector<std::uint8_t>;

class Mutator {
public:
    /// `corpus` is not empty and outlives this.
    Mutator(const std::vector<Bytes>& corpus, std::uint64_t seed) : m_corpus(corpus), m_random(seed) {}

    /// A file of the corpus after one to six changes; at most 1 MiB, or the length of the longest file if that is more.
    Bytes next();

private:
    std::size_t below(std::size_t bound);  // uniform in [0, bound); bound > 0

    void flipBit(Bytes& bytes);
    void overwriteByte(Bytes& bytes);
    void overwriteLength(Bytes& bytes);
    void replaceDigit(Bytes& bytes);
    void truncate(Bytes& bytes);
    void erase(Bytes& bytes);
    void repeat(Bytes& bytes);
    void splice(Bytes& bytes);

    const std::vector<Bytes>& m_corpus;
    std::mt19937_64 m_random;
};

}  // namespace msao::tests
