// SPDX-License-Identifier: Apache-2.0
#include "evaluation/paper/paper_laws.h"

#include <algorithm>
#include <cstdio>

namespace msao::evaluation {

using engine::Mode;

namespace {

constexpr double kChance = 0.02;

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", value);
    return text;
}

double speedAt(std::span<const SimulatedPoint> points, Mode mode, double megabits) {
    const auto found = std::ranges::find_if(
        points, [&](const SimulatedPoint& point) { return point.mode == mode && point.megabits == megabits; });
    return found == points.end() ? 0 : found->report.tokensPerSecond;
}

/// At every bandwidth that was simulated.
Law neverSlowerThan(std::span<const SimulatedPoint> points, Mode other, const char* name) {
    Law law{name, !points.empty(), ""};
    for (const SimulatedPoint& point : points) {
        if (point.mode != Mode::Adaptive) continue;
        const double rival = speedAt(points, other, point.megabits);
        const double own = point.report.tokensPerSecond;
        law.holds = law.holds && rival > 0 && own >= rival * (1 - 1e-9);
        law.fact += (law.fact.empty() ? "" : "; ") + number(point.megabits) + " Mbit/s: " + number(own) + " against " +
                    number(rival) + " tokens/s";
    }
    return law;
}

Law monotone(std::span<const AlphaPoint> alphas) {
    Law law{"monotone: more acceptance is never slower", alphas.size() > 1, ""};
    double most = 0;
    for (const AlphaPoint& point : alphas) {
        law.holds = law.holds && point.tokensPerSecond >= most * (1 - kChance);
        most = std::max(most, point.tokensPerSecond);
    }
    if (!alphas.empty())
        law.fact =
            number(alphas.front().tokensPerSecond) + " to " + number(alphas.back().tokensPerSecond) + " tokens/s";
    return law;
}

Law lossless(std::span<const RunSummary> native) {
    Law law{"lossless: with everything kept MSAO says what cloud-only says", false, "no such run"};
    for (const RunSummary& run : native) {
        if (run.run.mode != Mode::Msao || !run.differentTokens) continue;
        law.holds = *run.differentTokens == 0 && run.tokens > 0;
        law.fact = std::to_string(*run.differentTokens) + " of " + std::to_string(run.tokens) + " tokens differ";
    }
    return law;
}

}  // namespace

std::vector<Law> paperLaws(std::span<const SimulatedPoint> points, std::span<const AlphaPoint> alphas,
                           std::span<const RunSummary> native) {
    return {neverSlowerThan(points, Mode::CloudOnly, "no regret: never slower than cloud-only"),
            neverSlowerThan(points, Mode::PerLlm, "never slower than PerLLM"),
            neverSlowerThan(points, Mode::Sync, "never slower than synchronous speculation"), lossless(native),
            monotone(alphas)};
}

bool allHold(std::span<const Law> laws) {
    return std::ranges::all_of(laws, &Law::holds);
}

}  // namespace msao::evaluation
