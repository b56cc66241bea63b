// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace msao::evaluation {

/// Broken rows: all are counted, the first few are named.
class RowFaults {
public:
    RowFaults() = default;
    RowFaults(std::int64_t count, std::vector<std::string> named) : m_count(count), m_named(std::move(named)) {}

    void add(std::string what) {
        if (m_named.size() < kMaxNamed) m_named.push_back(std::move(what));
        ++m_count;
    }

    std::int64_t count() const { return m_count; }
    const std::vector<std::string>& named() const { return m_named; }
    bool operator==(const RowFaults&) const = default;

private:
    static constexpr std::size_t kMaxNamed = 20;
    std::int64_t m_count = 0;
    std::vector<std::string> m_named;
};

}  // namespace msao::evaluation
