// SPDX-License-Identifier: Apache-2.0
#include "engine/planner/search_chart.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace msao::engine {
namespace {

constexpr std::int32_t kCells = 12;  // a side; what a small panel can show

double middle(std::int32_t cell, std::int32_t cells) {
    return (cell + 0.5) / cells;
}

PlanAxis axisOf(const PruningAxis& axis) {
    // Removed shares of 0 and 1, as what they leave.
    if (axis.isRetention) return {PlanQuantity::Retention, axis.modality, 1, 1 - axis.most};
    return {PlanQuantity::Compression, axis.modality, axis.least, axis.most};
}

double valueAt(const PlanAxis& axis, double share) {
    return axis.from + (axis.to - axis.from) * share;
}

/// The axis of the wanted kind, of `modality` if that is given.
std::optional<std::size_t> findAxis(const std::vector<PruningAxis>& axes, bool isRetention,
                                    std::optional<Modality> modality) {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < axes.size(); ++i) {
        if (axes[i].isRetention != isRetention || (modality && axes[i].modality != *modality)) continue;
        if (!found || axes[i].tokens > axes[*found].tokens) found = i;
    }
    return found;
}

std::vector<float> asFloats(const std::vector<double>& values) {
    std::vector<float> floats;
    for (const double value : values) floats.push_back(static_cast<float>(value));
    return floats;
}

}  // namespace

std::optional<PlanSearch> chartOf(PruningSearch& search, const PruningSpace& space,
                                  const std::vector<TriedPruning>& tried) {
    const std::vector<PruningAxis> axes = space.axes();
    std::optional<std::size_t> x = findAxis(axes, true, std::nullopt);
    const auto y = x ? findAxis(axes, false, axes[*x].modality) : findAxis(axes, false, std::nullopt);
    if (!x) x = y;
    if (!x) return std::nullopt;
    const bool isPlane = y && *y != *x;
    PlanSearch chart;
    chart.x = axisOf(axes[*x]);
    chart.y = isPlane ? axisOf(axes[*y]) : chart.x;
    chart.columns = kCells;
    chart.rows = isPlane ? kCells : 1;
    std::vector<RemovedShares> grid;
    for (std::int32_t row = 0; row < chart.rows; ++row) {
        for (std::int32_t column = 0; column < chart.columns; ++column) {
            RemovedShares point = search.best();
            if (isPlane) point[*y] = middle(row, chart.rows);
            point[*x] = middle(column, chart.columns);
            chart.allowed.push_back(space.keepsQuality(point));
            grid.push_back(point);
        }
    }
    const auto valuesOf = [&](const RemovedShares& removed) {
        return std::pair(valueAt(chart.x, removed[*x]), isPlane ? valueAt(chart.y, removed[*y]) : 0.0);
    };
    for (const TriedPruning& point : tried) {
        const auto [atX, atY] = valuesOf(point.removed);
        chart.tried.push_back({atX, atY, point.ms, point.isFeasible});
    }
    const auto [chosenX, chosenY] = valuesOf(search.best());
    chart.chosenX = chosenX;
    chart.chosenY = chosenY;
    chart.believedMs = asFloats(search.believedMs(grid));
    return chart;
}

PlanSearch chartOf(GateSearch& search, const std::vector<TriedGate>& tried, std::int32_t longest) {
    PlanSearch chart;
    double lowest = 1;
    for (const TriedGate& point : tried) lowest = std::min(lowest, point.point.theta);
    if (lowest > 0.99) lowest = 0;
    chart.x = {PlanQuantity::Theta, Modality::Text, lowest, 1};
    chart.y = {PlanQuantity::DraftLength, Modality::Text, 0.5, longest + 0.5};
    chart.columns = kCells;
    chart.rows = std::clamp(longest, 1, kCells);
    std::vector<GatePoint> grid;
    for (std::int32_t row = 0; row < chart.rows; ++row) {
        const double length = valueAt(chart.y, middle(row, chart.rows));
        for (std::int32_t column = 0; column < chart.columns; ++column) {
            grid.push_back({valueAt(chart.x, middle(column, chart.columns)),
                            std::clamp(static_cast<std::int32_t>(std::lround(length)), 1, longest)});
        }
    }
    chart.allowed.assign(grid.size(), true);  // whatever is drafted, the answer is the target's own
    for (const TriedGate& point : tried)
        chart.tried.push_back({point.point.theta, static_cast<double>(point.point.draftLength), point.ms, true});
    chart.chosenX = search.best().theta;
    chart.chosenY = search.best().draftLength;
    chart.believedMs = asFloats(search.believedMs(grid));
    return chart;
}

}  // namespace msao::engine
