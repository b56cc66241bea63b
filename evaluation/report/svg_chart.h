// SPDX-License-Identifier: Apache-2.0
// Figures as SVG text, in colours that the page's style sheet names (--c0, --c1 ...), so that dark and print work.
#pragma once

#include "evaluation/scoring/statistics.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace msao::evaluation {

struct ChartAxis {
    std::string title;
    std::function<std::string(double)> tick;  // how a value is written
};

/// One bar, made of parts that stand behind each other; or one value with an interval.
struct ChartBar {
    std::string label;
    std::vector<double> parts;
    std::optional<Interval> interval = {};
};

/// Bars from left to right, one below the other. `parts`: what the parts of each are called; empty for bars of one.
std::string barChart(const ChartAxis& axis, const std::vector<std::string>& parts, const std::vector<ChartBar>& bars);

struct ChartPoint {
    double x = 0;
    double y = 0;
    std::optional<Interval> interval = {};
};

struct ChartLine {
    std::string label;
    std::vector<ChartPoint> points;  // by rising x
};

std::string lineChart(const ChartAxis& x, const ChartAxis& y, const std::vector<ChartLine>& lines);

}  // namespace msao::evaluation
