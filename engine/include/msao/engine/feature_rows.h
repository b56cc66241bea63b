// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace msao::engine {

/// One row of numbers for each language token, float32.
struct FeatureRows {
    std::int64_t rows = 0;
    std::int64_t width = 0;
    std::vector<float> values;  // [rows, width]

    std::span<const float> row(std::int64_t r) const {
        return std::span(values).subspan(static_cast<std::size_t>(r * width), static_cast<std::size_t>(width));
    }
    bool operator==(const FeatureRows&) const = default;
};

/// The same, somebody else's. Empty by default.
struct FeatureView {
    std::int64_t rows = 0;
    std::int64_t width = 0;
    std::span<const float> values;

    FeatureView() = default;
    FeatureView(const FeatureRows& owned) : rows(owned.rows), width(owned.width), values(owned.values) {}
    bool isEmpty() const { return rows == 0; }
    std::span<const float> row(std::int64_t r) const {
        return values.subspan(static_cast<std::size_t>(r * width), static_cast<std::size_t>(width));
    }
};

}  // namespace msao::engine
