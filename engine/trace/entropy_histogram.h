// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace msao::engine {

/// Quantiles of values in [0, 1] to 1/10,000, in memory that does not grow. Values outside count as the nearer end;
/// what is no number is not counted.
class EntropyHistogram {
public:
    void add(double value) {
        if (std::isnan(value)) return;
        ++m_counts[static_cast<std::size_t>(std::lround(std::clamp(value, 0.0, 1.0) * kSteps))];
        ++m_total;
    }

    /// The smallest value that at least `share` of all values do not exceed; absent without values.
    std::optional<double> quantile(double share) const {
        if (m_total == 0) return std::nullopt;
        const double wanted = std::max(1.0, std::ceil(share * static_cast<double>(m_total)));
        std::uint64_t seen = 0;
        std::size_t step = 0;
        for (; step < kSteps; ++step) {
            seen += m_counts[step];
            if (static_cast<double>(seen) >= wanted) break;
        }
        return static_cast<double>(step) / kSteps;
    }

private:
    static constexpr std::size_t kSteps = 10'000;
    std::array<std::uint64_t, kSteps + 1> m_counts{};
    std::uint64_t m_total = 0;
};

}  // namespace msao::engine
