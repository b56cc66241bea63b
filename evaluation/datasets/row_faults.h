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
    void add(std::string what) {
        if (m_named.size() < kMaxNamed) m_named.push_back(std::move(what));
        ++m_count;
    }

    std::int64_t count() const { return m_count; }
    const std::vector<std::string>& named() const { return m_named; }

private:
    static constexpr std::size_t kMaxNamed = 20;
    std::int64_t m_count = 0;
    std::vector<std::string> m_named;
};

}  // namespace msao::evaluation
