// SPDX-License-Identifier: Apache-2.0
#include "engine/text/merge_table.h"

#include <bit>

namespace msao::engine {
namespace {

// A file may be written so that its pairs collide. At half load an honest one never comes near this many probes.
constexpr std::size_t kMostProbes = 512;

}  // namespace

MergeTable::MergeTable(std::size_t mergeCount)
    : m_slots(std::bit_ceil(2 * mergeCount + 2)), m_shift(64 - std::countr_zero(m_slots.size())) {
    m_merged.reserve(mergeCount);
}

std::size_t MergeTable::firstSlot(std::uint32_t left, std::uint32_t right) const {
    std::uint64_t hash = (std::uint64_t{left} << 32 | right) * 0x9E3779B97F4A7C15;
    hash = (hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93;
    return hash >> m_shift;
}

MergeTable::Added MergeTable::add(std::uint32_t left, std::uint32_t right, std::uint32_t both) {
    std::size_t at = firstSlot(left, right);
    for (std::size_t probes = 0; m_slots[at].rank != kNoRank; ++probes) {
        if (m_slots[at].left == left && m_slots[at].right == right) return Added::Twice;
        if (probes == kMostProbes) return Added::TooManyCollisions;
        at = (at + 1) & (m_slots.size() - 1);
    }
    m_slots[at] = {left, right, static_cast<std::uint32_t>(m_merged.size())};
    m_merged.push_back(both);
    return Added::Yes;
}

std::uint32_t MergeTable::rank(std::uint32_t left, std::uint32_t right) const {
    std::size_t at = firstSlot(left, right);
    while (m_slots[at].rank != kNoRank) {
        if (m_slots[at].left == left && m_slots[at].right == right) return m_slots[at].rank;
        at = (at + 1) & (m_slots.size() - 1);
    }
    return kNoRank;
}

}  // namespace msao::engine
