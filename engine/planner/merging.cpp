// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/merging.h"

#include <algorithm>
#include <utility>

namespace msao::engine {
namespace {

constexpr double kShareOfBound = 0.5;  // chosen
constexpr int kHalvings = 30;

}  // namespace

double mergeableShare(const Calibration& calibration, Modality modality, double tokenBound) {
    if (!(tokenBound > 0)) return 0;
    const auto quality = std::ranges::find(calibration.quality, modality, &ModalityQuality::modality);
    const QualityCurve curve = quality == calibration.quality.end() ? QualityCurve{} : quality->ofPruning;
    double within = 0, beyond = 1;
    for (int i = 0; i < kHalvings; ++i) {
        const double middle = (within + beyond) / 2;
        (tokenLoss(curve, middle) <= kShareOfBound * tokenBound ? within : beyond) = middle;
    }
    return within;
}

double countMerged(Calibration& calibration, Modality modality, double merged) {
    if (merged <= 0) return 0;
    const auto quality = std::ranges::find(calibration.quality, modality, &ModalityQuality::modality);
    // Nothing measured: loss is the share removed, of the whole or of what is left of it.
    if (quality == calibration.quality.end()) return merged;
    const double loss = tokenLoss(quality->ofPruning, merged);
    QualityCurve left;
    for (const QualityPoint& point : quality->ofPruning) {
        if (point.removed <= merged) continue;
        left.push_back({(point.removed - merged) / (1 - merged), std::max(point.loss - loss, 0.0)});
    }
    quality->ofPruning = std::move(left);
    return loss;
}

}  // namespace msao::engine
