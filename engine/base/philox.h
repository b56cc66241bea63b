// SPDX-License-Identifier: Apache-2.0
// Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011): random bits as a pure
// function.
#pragma once

#include <array>
#include <cstdint>

namespace msao::engine {

using PhiloxCounter = std::array<std::uint32_t, 4>;  // least significant word first
using PhiloxWords = std::array<std::uint32_t, 4>;

constexpr PhiloxWords philox(std::uint64_t key, PhiloxCounter counter) {
    constexpr std::uint64_t kMultiplier0 = 0xD2511F53u;
    constexpr std::uint64_t kMultiplier1 = 0xCD9E8D57u;
    constexpr std::uint32_t kWeyl0 = 0x9E3779B9u;
    constexpr std::uint32_t kWeyl1 = 0xBB67AE85u;
    constexpr int kRounds = 10;
    auto key0 = static_cast<std::uint32_t>(key);
    auto key1 = static_cast<std::uint32_t>(key >> 32);
    for (int round = 0; round < kRounds; ++round) {
        const std::uint64_t product0 = kMultiplier0 * counter[0];
        const std::uint64_t product1 = kMultiplier1 * counter[2];
        counter = {static_cast<std::uint32_t>(product1 >> 32) ^ counter[1] ^ key0, static_cast<std::uint32_t>(product1),
                   static_cast<std::uint32_t>(product0 >> 32) ^ counter[3] ^ key1,
                   static_cast<std::uint32_t>(product0)};
        key0 += kWeyl0;
        key1 += kWeyl1;
    }
    return counter;
}

constexpr PhiloxCounter philoxCounter(std::uint64_t low, std::uint64_t high) {
    return {static_cast<std::uint32_t>(low), static_cast<std::uint32_t>(low >> 32), static_cast<std::uint32_t>(high),
            static_cast<std::uint32_t>(high >> 32)};
}

/// 32 random bits at a time, one after the other. `high` keeps streams of one key apart.
class PhiloxStream {
public:
    explicit PhiloxStream(std::uint64_t key, std::uint64_t high = 0) : m_key(key), m_high(high) {}

    std::uint32_t next() {
        if (m_count % 4 == 0) m_words = philox(m_key, philoxCounter(m_count / 4, m_high));
        return m_words[m_count++ % 4];
    }

private:
    std::uint64_t m_key;
    std::uint64_t m_high;
    std::uint64_t m_count = 0;
    PhiloxWords m_words{};
};

}  // namespace msao::engine
