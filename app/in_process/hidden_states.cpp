// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/in_process/hidden_states.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace msao::app {

using engine::FeatureRows;

namespace {

constexpr float kLargestLevel = 127;

Int8Rows rounded(const FeatureRows& rows) {
    Int8Rows packed{rows.rows, rows.width, {}, {}};
    for (std::int64_t r = 0; r < rows.rows; ++r) {
        float largest = 0;
        for (const float value : rows.row(r)) largest = std::max(largest, std::abs(value));
        const float scale = largest / kLargestLevel;
        packed.scales.push_back(scale);
        for (const float value : rows.row(r))
            packed.levels.push_back(static_cast<std::int8_t>(scale > 0 ? std::lround(value / scale) : 0));
    }
    return packed;
}

FeatureRows unrounded(const Int8Rows& packed) {
    FeatureRows rows{packed.rows, packed.width, {}};
    rows.values.reserve(packed.levels.size());
    for (std::size_t i = 0; i < packed.levels.size(); ++i) {
        const std::size_t row = i / static_cast<std::size_t>(packed.width);
        rows.values.push_back(static_cast<float>(packed.levels[i]) * packed.scales[row]);
    }
    return rows;
}

}  // namespace

HiddenStates packHidden(FeatureRows rows, HiddenFormat format) {
    if (format == HiddenFormat::Int8) return rounded(rows);
    return rows;
}

FeatureRows unpackHidden(HiddenStates states) {
    if (const auto* packed = std::get_if<Int8Rows>(&states)) return unrounded(*packed);
    return std::get<FeatureRows>(std::move(states));
}

std::int64_t bytesOf(const HiddenStates& states) {
    if (const auto* packed = std::get_if<Int8Rows>(&states)) {
        return static_cast<std::int64_t>(packed->levels.size() + packed->scales.size() * sizeof(float));
    }
    return static_cast<std::int64_t>(std::get<FeatureRows>(states).values.size() * sizeof(float));
}

}  // namespace msao::app
