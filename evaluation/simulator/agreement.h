// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/simulator/random_stream.h"
#include "evaluation/simulator/recorded_acceptance.h"
#include "msao/engine/ids.h"

#include <cstddef>
#include <cstdint>

namespace msao::simulator {

/// The two models as functions of the position: the draft model says what the target says with probability alpha,
/// independently from position to position, and never again once its own prefix is wrong.
///
/// Of each 1024 positions exactly a share of alpha agrees, in random order. So alpha itself is no longer a draw, which
/// would move the speed of 20,000 tokens by two percent, while runs of agreement stay as random as they were.
///
/// Or it says what a recorded pair said: drafts in their order, from a random one on, each with its entropy.
class Agreement {
public:
    Agreement(double alpha, std::uint64_t seed) : m_alpha(alpha), m_seed(seed) {}
    /// `recorded` is not empty, and outlives it.
    Agreement(const RecordedAcceptance& recorded, std::uint64_t seed) : m_seed(seed), m_recorded(&recorded) {}

    static engine::TokenId target(std::int64_t position) {
        return engine::TokenId{static_cast<std::int32_t>(position & 0xffffff)};
    }
    engine::TokenId draft(std::int64_t position, bool isPrefixRight) const {
        return isPrefixRight && agrees(position) ? target(position) : kWrong;
    }
    bool agrees(std::int64_t position) const {
        if (m_recorded != nullptr) return recordedAt(position).wasAccepted;
        const std::uint64_t block = bitsOf(position / kBlock, 0);
        const double agreeing = m_alpha * kBlock + toUnit(block);  // the fraction of a position falls by chance
        return permuted(static_cast<std::uint32_t>(position % kBlock), block) < static_cast<std::uint32_t>(agreeing);
    }

    /// Lower where the draft is right; the two overlap, as they do in measured pairs.
    float normalisedEntropy(std::int64_t position, bool isRight) const {
        // What is drafted on a wrong prefix was not recorded; it is as uncertain as a wrong draft.
        if (m_recorded != nullptr && isRight) return recordedAt(position).normalisedEntropy;
        const double unit = toUnit(bitsOf(position, 1));
        return static_cast<float>(isRight ? 0.25 * unit * unit : 0.02 + 0.45 * unit);
    }

private:
    static constexpr engine::TokenId kWrong{0x1000000};
    static constexpr std::int64_t kBlock = 1024;

    /// A random order of the block: four Feistel rounds over two halves of five bits.
    static std::uint32_t permuted(std::uint32_t index, std::uint64_t key) {
        std::uint32_t left = index >> 5;
        std::uint32_t right = index & 31;
        for (std::uint64_t round = 0; round < 4; ++round) {
            const auto mixed = static_cast<std::uint32_t>(mixBits(key + 32 * round + right) & 31);
            const std::uint32_t next = left ^ mixed;
            left = right;
            right = next;
        }
        return left << 5 | right;
    }
    std::uint64_t bitsOf(std::int64_t position, std::uint64_t purpose) const {
        return mixBits(mixBits(m_seed + purpose) + static_cast<std::uint64_t>(position) * 0x9e3779b97f4a7c15ULL);
    }

    const RecordedDraft& recordedAt(std::int64_t position) const {
        const std::size_t count = m_recorded->drafts.size();
        return m_recorded->drafts[(bitsOf(0, 2) % count + static_cast<std::size_t>(position)) % count];
    }

    double m_alpha = 0;
    std::uint64_t m_seed;
    const RecordedAcceptance* m_recorded = nullptr;
};

}  // namespace msao::simulator
