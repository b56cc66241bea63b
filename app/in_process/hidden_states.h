// SPDX-License-Identifier: GPL-3.0-or-later
// Hidden states on their way between the two halves of a model (mode perllm).
#pragma once

#include "msao/engine/feature_rows.h"

#include <cstdint>
#include <variant>
#include <vector>

namespace msao::app {

enum class HiddenFormat {
    Float32,  // exact: the answer is cloud-only's, token for token
    Int8,     // a quarter of the bytes; rounding may change the answer
};

/// One scale a row: value = level * scale.
struct Int8Rows {
    std::int64_t rows = 0;
    std::int64_t width = 0;
    std::vector<std::int8_t> levels;
    std::vector<float> scales;
};

using HiddenStates = std::variant<engine::FeatureRows, Int8Rows>;

HiddenStates packHidden(engine::FeatureRows rows, HiddenFormat format);
engine::FeatureRows unpackHidden(HiddenStates states);
std::int64_t bytesOf(const HiddenStates& states);

}  // namespace msao::app
