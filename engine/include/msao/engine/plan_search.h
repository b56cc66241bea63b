// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/modality.h"

#include <cstdint>
#include <vector>

namespace msao::engine {

/// What the planner decides about: of one modality, or of the drafts.
enum class PlanQuantity { Retention, Compression, Theta, DraftLength };

struct PlanAxis {
    PlanQuantity quantity = PlanQuantity::Retention;
    Modality modality = Modality::Text;  // of retention and compression
    double from = 0;                     // the chart's edges; `from` may be the larger
    double to = 1;
    bool operator==(const PlanAxis&) const = default;
};

/// A point that the cost model was asked for.
struct TriedPlan {
    double x = 0;
    double y = 0;
    double ms = 0;
    bool isFeasible = true;
    bool operator==(const TriedPlan&) const = default;
};

/// How the planner's Gaussian process sees the objective, once it has chosen: a grid over two axes, all others as in
/// the plan. Of the grid's cells, row by row from y.from on, each stands for its middle.
struct PlanSearch {
    PlanAxis x = {};
    PlanAxis y = {};
    std::int32_t rows = 0;
    std::int32_t columns = 0;
    std::vector<float> believedMs = {};
    std::vector<bool> allowed = {};     // the quality bound permits it
    std::vector<TriedPlan> tried = {};  // in order
    double chosenX = 0;
    double chosenY = 0;
    bool operator==(const PlanSearch&) const = default;
};

}  // namespace msao::engine
