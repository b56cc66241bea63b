// SPDX-License-Identifier: Apache-2.0
#include "evaluation/scoring/statistics.h"

#include "engine/base/philox.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace msao::evaluation {
namespace {

double percentileOfSorted(std::span<const double> sorted, double share) {
    if (sorted.empty()) return 0;
    const double rank = std::clamp(share, 0.0, 1.0) * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(rank);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (rank - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

/// The same without sorting all of them: thousands of resamples are asked. `values` is not empty.
double percentileByParts(std::vector<double>& values, double share) {
    const double rank = std::clamp(share, 0.0, 1.0) * static_cast<double>(values.size() - 1);
    const auto below = values.begin() + static_cast<std::ptrdiff_t>(rank);
    std::nth_element(values.begin(), below, values.end());
    const auto above = std::min_element(below + 1, values.end());
    if (above == values.end()) return *below;
    return *below + (rank - std::floor(rank)) * (*above - *below);
}

/// The middle of what a statistic was over all resamples.
Interval middleOf(std::vector<double> found, const BootstrapOptions& options) {
    std::sort(found.begin(), found.end());
    const double tail = (1 - options.confidence) / 2;
    return {percentileOfSorted(found, tail), percentileOfSorted(found, 1 - tail)};
}

/// `statistic` of many draws with replacement, and the middle of what it was.
template <typename Statistic>
Interval bootstrap(std::span<const double> values, const BootstrapOptions& options, Statistic statistic) {
    if (values.empty()) return {};
    engine::PhiloxStream bits(options.seed);
    std::vector<double> drawn(values.size());
    std::vector<double> found;
    for (std::size_t i = 0; i < options.resamples; ++i) {
        // The upper half of a product: as even as 32 bits allow, without a division.
        for (double& value : drawn) value = values[std::uint64_t{bits.next()} * values.size() >> 32];
        found.push_back(statistic(drawn));
    }
    return middleOf(std::move(found), options);
}

/// Calls `take(question, time)` for one resample: as many questions as there are, each as often as it was asked.
template <typename Take>
void drawEachTime(std::span<const EachTime> questions, engine::PhiloxStream& bits, Take take) {
    const auto below = [&bits](std::size_t count) { return std::uint64_t{bits.next()} * count >> 32; };
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const std::size_t question = below(questions.size());
        const std::size_t times = questions[question].size();
        for (std::size_t time = 0; time < times; ++time) take(question, times > 1 ? below(times) : 0);
    }
}

}  // namespace

double mean(std::span<const double> values) {
    if (values.empty()) return 0;
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double percentile(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return percentileOfSorted(values, share);
}

Interval bootstrapMean(std::span<const double> values, const BootstrapOptions& options) {
    return bootstrap(values, options, [](std::vector<double>& drawn) { return mean(drawn); });
}

Interval bootstrapPercentile(std::span<const double> values, double share, const BootstrapOptions& options) {
    return bootstrap(values, options, [share](std::vector<double>& drawn) { return percentileByParts(drawn, share); });
}

Interval bootstrapPercentile(std::span<const EachTime> questions, double share, const BootstrapOptions& options) {
    if (questions.empty()) return {};
    engine::PhiloxStream bits(options.seed);
    std::vector<double> found;
    std::vector<double> drawn;
    for (std::size_t i = 0; i < options.resamples; ++i) {
        drawn.clear();
        drawEachTime(questions, bits, [&](std::size_t q, std::size_t time) { drawn.push_back(questions[q][time]); });
        found.push_back(drawn.empty() ? 0 : percentileByParts(drawn, share));
    }
    return middleOf(std::move(found), options);
}

Interval bootstrapRatio(std::span<const EachTime> above, std::span<const EachTime> below, double scale,
                        const BootstrapOptions& options) {
    if (above.empty()) return {};
    engine::PhiloxStream bits(options.seed);
    std::vector<double> found;
    for (std::size_t i = 0; i < options.resamples; ++i) {
        double sumAbove = 0;
        double sumBelow = 0;
        drawEachTime(above, bits, [&](std::size_t question, std::size_t time) {
            sumAbove += above[question][time];
            sumBelow += below[question][time];
        });
        found.push_back(sumBelow > 0 ? scale * sumAbove / sumBelow : 0);
    }
    return middleOf(std::move(found), options);
}

double rankAuc(std::vector<RankedCase> cases) {
    std::sort(cases.begin(), cases.end(), [](const RankedCase& a, const RankedCase& b) { return a.value < b.value; });
    double rightPairs = 0;
    double negativesBelow = 0;
    double positives = 0;
    for (std::size_t first = 0; first < cases.size();) {
        std::size_t end = first;
        double equalPositives = 0;
        for (; end < cases.size() && cases[end].value == cases[first].value; ++end)
            equalPositives += cases[end].isPositive;
        const double equalNegatives = static_cast<double>(end - first) - equalPositives;
        rightPairs += equalPositives * (negativesBelow + equalNegatives / 2);
        negativesBelow += equalNegatives;
        positives += equalPositives;
        first = end;
    }
    return positives > 0 && negativesBelow > 0 ? rightPairs / (positives * negativesBelow) : 0.5;
}

}  // namespace msao::evaluation
