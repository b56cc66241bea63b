// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/scoring/statistics.h"

#include <string>
#include <string_view>

namespace msao::evaluation {

/// Fit for text and attributes of HTML and SVG: answers and names come from anywhere. Control characters are dropped.
std::string escaped(std::string_view text);

/// A number with what belongs to it, or a dash for none; else it is words.
bool isFigure(std::string_view text);
/// Figures stand at the right and on one line.
std::string tableCell(std::string_view text, bool isOfFigures);

/// "12.3", "1.5 k", "20 M": at most about three figures.
std::string shortNumber(double value);

std::string percentText(double share);

/// "12.3 to 14.1"
std::string intervalText(const Interval& interval);

}  // namespace msao::evaluation
