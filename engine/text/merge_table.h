// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace msao::engine {

/// What two neighbouring tokens make, and how early: the merges of a BPE by their pair. Immutable once filled.
class MergeTable {
public:
    static constexpr std::uint32_t kNoRank = std::numeric_limits<std::uint32_t>::max();

    enum class Added { Yes, Twice, TooManyCollisions };

    MergeTable() : MergeTable(0) {}
    explicit MergeTable(std::size_t mergeCount);

    /// Ranks count up from 0 with each merge added; at most `mergeCount` may be.
    Added add(std::uint32_t left, std::uint32_t right, std::uint32_t both);

    /// kNoRank if the two do not merge.
    std::uint32_t rank(std::uint32_t left, std::uint32_t right) const;

    /// The token that the merge of this rank makes.
    std::uint32_t merged(std::uint32_t rank) const { return m_merged[rank]; }

private:
    struct Slot {
        std::uint32_t left = 0;
        std::uint32_t right = 0;
        std::uint32_t rank = kNoRank;
    };

    std::size_t firstSlot(std::uint32_t left, std::uint32_t right) const;

    std::vector<Slot> m_slots;  // open addressing, a power of two, at most half full
    int m_shift = 0;            // from 64 hash bits down to an index
    std::vector<std::uint32_t> m_merged;
};

}  // namespace msao::engine
