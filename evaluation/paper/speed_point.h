// SPDX-License-Identifier: Apache-2.0
// One measured or simulated point of the paper's Figures 5 to 7, whatever kind of time it is of.
#pragma once

#include "evaluation/paper/simulated_points.h"
#include "evaluation/report/evaluation_report.h"

#include <span>
#include <string>
#include <vector>

namespace msao::evaluation {

/// The pair's answers in paced time over a link of so many megabits.
struct PacedPart {
    double megabits = 0;
    EvaluationReport report;
};

struct SpeedPoint {
    bool isPaced = false;  // else simulated
    double megabits = 0;
    std::string who;  // kMethod, kCloudOnly ... or another run's name
    double tokensPerSecond = 0;
    double latencyMs = 0;  // median: paced of whole answers from asking on; simulated ms a token, tokens/s turned over
    double p95Ms = 0;
    double cloudMsPerToken = 0;
    std::int64_t steps = 0;  // paced, and how many of them overran
    std::int64_t overran = 0;
    Interval tokensPerSecondInterval = {};  // paced: 95 %, over questions and the times each was asked
    Interval latencyInterval = {};
    Interval p95Interval = {};
    double meanMs = 0;  // paced: beside the median, which the paper may not have drawn

    std::string timeName() const { return isPaced ? "paced" : "simulated"; }
};

inline constexpr const char* kMethod = "MSAO";
inline constexpr const char* kPrunedMethod = "MSAO, pruned as planned";
inline constexpr const char* kCloudOnly = "cloud-only";
inline constexpr const char* kPerLlm = "perllm";
inline constexpr const char* kSync = "sync";

std::vector<SpeedPoint> speedPoints(std::span<const SimulatedPoint> points);
std::vector<SpeedPoint> speedPoints(std::span<const PacedPart> parts);

/// The same bandwidth and kind of time; null where nobody measured it.
const SpeedPoint* findPoint(std::span<const SpeedPoint> points, const SpeedPoint& like, const std::string& who);

}  // namespace msao::evaluation
