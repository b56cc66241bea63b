// SPDX-License-Identifier: Apache-2.0
#include "evaluation/calibration/calibration_summary.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <utility>
#include <vector>

namespace msao::calibration {

using namespace engine;

namespace {

constexpr std::size_t kMaxEntropies = 4096;
constexpr std::size_t kBins = 16;     // of acceptance; narrow where most entropies lie
constexpr std::size_t kPoints = 10;   // of a loss curve: one for each tenth removed
constexpr double kLeastOfMost = 0.1;  // samples of a point, as a share of those of the point with most

std::vector<float> sortedEntropies(std::span<const SampleMeasurement> samples) {
    std::vector<float> all;
    for (const SampleMeasurement& sample : samples) {
        for (const MeasuredDraft& draft : sample.drafts) all.push_back(draft.normalisedEntropy);
    }
    std::sort(all.begin(), all.end());
    if (all.size() <= kMaxEntropies) return all;
    std::vector<float> quantiles;
    for (std::size_t i = 0; i < kMaxEntropies; ++i)
        quantiles.push_back(all[i * (all.size() - 1) / (kMaxEntropies - 1)]);
    return quantiles;
}

std::vector<AcceptanceBin> acceptanceBins(std::span<const SampleMeasurement> samples) {
    std::vector<AcceptanceBin> bins;
    for (std::size_t i = 1; i <= kBins; ++i) {
        const double edge = static_cast<double>(i) / kBins;
        bins.push_back({edge * edge, 0, 0});
    }
    for (const SampleMeasurement& sample : samples) {
        for (const MeasuredDraft& draft : sample.drafts) {
            const auto bin = std::find_if(bins.begin(), std::prev(bins.end()), [&](const AcceptanceBin& b) {
                return b.upperEntropy >= static_cast<double>(draft.normalisedEntropy);
            });
            ++bin->drafted;
            bin->accepted += draft.wasAccepted;
        }
    }
    return bins;
}

/// Means over samples that removed about as much. Where few did, as where much looks like fine text, the mean says
/// little, and because a loss never falls as more is removed, it would speak for everything behind it: left out.
QualityCurve lossCurve(std::span<const SampleMeasurement> samples, Modality modality) {
    struct Sum {
        double removed = 0;
        double loss = 0;
        double count = 0;
    };
    std::array<Sum, kPoints + 1> sums;
    for (const SampleMeasurement& sample : samples) {
        for (const MeasuredLoss& loss : sample.losses) {
            if (loss.modality != modality) continue;
            Sum& sum = sums[static_cast<std::size_t>(loss.removed * kPoints + 0.5)];
            sum.removed += loss.removed;
            sum.loss += loss.loss;
            ++sum.count;
        }
    }
    QualityCurve curve;
    const double most = std::ranges::max(sums, {}, &Sum::count).count;
    for (const Sum& sum : sums) {
        if (sum.count > 0 && sum.count >= kLeastOfMost * most)
            curve.push_back({sum.removed / sum.count, sum.loss / sum.count});
    }
    return curve;
}

/// Means over samples at one quality. A quality that takes no more than a better one is left out: nobody would choose
/// it.
void addRates(std::span<const SampleMeasurement> samples, ModalityQuality& quality) {
    struct Sum {
        double bytesPerToken = 0;
        double removed = 0;
        double loss = 0;
        double count = 0;
    };
    std::map<int, Sum, std::greater<>> sums;  // the best quality first
    for (const SampleMeasurement& sample : samples) {
        for (const MeasuredRate& rate : sample.rates) {
            if (rate.modality != quality.modality) continue;
            Sum& sum = sums[rate.quality];
            sum.bytesPerToken += rate.bytesPerToken;
            sum.removed += rate.removed;
            sum.loss += rate.loss;
            ++sum.count;
        }
    }
    for (const auto& [atQuality, sum] : sums) {
        const double bytes = sum.bytesPerToken / sum.count, removed = sum.removed / sum.count;
        const bool isLess = quality.rates.empty() || (bytes < quality.rates.back().bytesPerToken &&
                                                      removed > quality.ofCompression.back().removed);
        if (!isLess) continue;
        quality.rates.push_back({atQuality, bytes});
        quality.ofCompression.push_back({removed, sum.loss / sum.count});
    }
}

}  // namespace

Calibration summarise(std::span<const SampleMeasurement> samples) {
    Calibration calibration;
    calibration.entropies = sortedEntropies(samples);
    if (!calibration.entropies.empty()) calibration.acceptance = acceptanceBins(samples);
    for (const Modality modality : kModalities) {
        ModalityQuality quality{modality, lossCurve(samples, modality), {}, {}};
        addRates(samples, quality);
        if (!quality.ofPruning.empty() || !quality.rates.empty()) calibration.quality.push_back(std::move(quality));
    }
    return calibration;
}

}  // namespace msao::calibration
