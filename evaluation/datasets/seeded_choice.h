// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/philox.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace msao::evaluation {

/// A sample without replacement of rows that stream by: those whose hashes are least, whatever order they come in.
/// Holds no more than it was asked for.
template <typename Row>
class SeededChoice {
public:
    SeededChoice(std::uint64_t seed, std::size_t count) : m_seed(seed), m_count(count) {}

    /// `id` tells rows apart.
    void offer(std::uint64_t id, Row row) {
        const engine::PhiloxWords words = engine::philox(m_seed, engine::philoxCounter(id, 0));
        const Key key{std::uint64_t{words[1]} << 32 | words[0], id};
        if (m_chosen.size() == m_count && (m_count == 0 || !(key < m_chosen.front().first))) return;
        m_chosen.emplace_back(key, std::move(row));
        std::push_heap(m_chosen.begin(), m_chosen.end(), isLess);
        if (m_chosen.size() <= m_count) return;
        std::pop_heap(m_chosen.begin(), m_chosen.end(), isLess);
        m_chosen.pop_back();
    }

    /// In the order of their hashes, so that the first few are a sample too.
    std::vector<Row> take() {
        std::sort(m_chosen.begin(), m_chosen.end(), isLess);
        std::vector<Row> rows;
        for (auto& [key, row] : m_chosen) rows.push_back(std::move(row));
        m_chosen.clear();
        return rows;
    }

private:
    using Key = std::pair<std::uint64_t, std::uint64_t>;
    using Entry = std::pair<Key, Row>;
    static bool isLess(const Entry& a, const Entry& b) { return a.first < b.first; }

    std::uint64_t m_seed;
    std::size_t m_count;
    std::vector<Entry> m_chosen;  // a heap, greatest first
};

}  // namespace msao::evaluation
