// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace msao::evaluation {

double mean(std::span<const double> values);  // 0 for none

/// Linear between the two nearest ranks, as numpy does by default; 0 for none. `share`: 0...1.
double percentile(std::vector<double> values, double share);

struct Interval {
    double low = 0;
    double high = 0;
    bool operator==(const Interval&) const = default;
};

struct BootstrapOptions {
    std::size_t resamples = 1000;
    double confidence = 0.95;
    std::uint64_t seed = 1;
};

/// Of the mean, by the percentile bootstrap. The same seed, the same interval.
Interval bootstrapMean(std::span<const double> values, const BootstrapOptions& options = {});

/// Of a percentile of the values.
Interval bootstrapPercentile(std::span<const double> values, double share, const BootstrapOptions& options = {});

/// What was measured of one question, each time that it was asked.
using EachTime = std::vector<double>;

/// Of a percentile of all of them. Questions are drawn, and of each drawn one its times: the interval is of both. With
/// every question asked once it is that of bootstrapPercentile.
Interval bootstrapPercentile(std::span<const EachTime> questions, double share, const BootstrapOptions& options = {});

/// Of a sum divided by another, both of the same draws, times `scale`. As many times of a question in both.
Interval bootstrapRatio(std::span<const EachTime> above, std::span<const EachTime> below, double scale,
                        const BootstrapOptions& options = {});

/// The share of pairs (one that is, one that is not) that the value orders right, equals counting half: the area under
/// the ROC curve. 0.5 where one of the two is missing.
struct RankedCase {
    double value = 0;
    bool isPositive = false;
};
double rankAuc(std::vector<RankedCase> cases);

}  // namespace msao::evaluation
