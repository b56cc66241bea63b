// SPDX-License-Identifier: Apache-2.0
// What a pair of models was measured to do on sample questions, as far as planning needs it.
#pragma once

#include "msao/engine/modality.h"
#include "msao/engine/result.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace msao::engine {

/// Drafts whose normalised entropy lay above the bin before and up to `upperEntropy`.
struct AcceptanceBin {
    double upperEntropy = 1;
    std::int64_t drafted = 0;
    std::int64_t accepted = 0;
    bool operator==(const AcceptanceBin&) const = default;
};

/// One measured point of a loss curve; between points it is linear, and it starts at (0, 0).
struct QualityPoint {
    double removed = 0;  // 1 - retention, or the compression; 0...1
    double loss = 0;     // Delta-Q, as a share of the unpruned quality
    bool operator==(const QualityPoint&) const = default;
};

using QualityCurve = std::vector<QualityPoint>;  // by rising `removed`

/// What travels of a modality at one quality of its codec.
struct MediaRate {
    std::int32_t quality = 100;  // as the codec counts it, 1...100; what has no choice is 100
    double bytesPerToken = 0;    // of each kept token
    bool operator==(const MediaRate&) const = default;
};

struct ModalityQuality {
    Modality modality = Modality::Image;
    QualityCurve ofPruning;             // Delta-Q over 1 - retention
    QualityCurve ofCompression;         // Delta-Q over compression, the share of the raw bytes that the codec takes
    std::vector<MediaRate> rates = {};  // by falling quality; empty: not measured
    bool operator==(const ModalityQuality&) const = default;
};

struct Calibration {
    std::vector<float> entropies = {};           // H / log|V| of drafted tokens, ascending
    std::vector<AcceptanceBin> acceptance = {};  // by rising upperEntropy
    std::vector<ModalityQuality> quality = {};   // at most one a modality
    bool operator==(const Calibration&) const = default;
};

/// Calibrations come from files: everything that the functions below rely on.
Status checkCalibration(const Calibration& calibration);

/// P_conf(theta), Eq. 12: the share of steps with normalised entropy <= theta. Without samples, as if uniform.
double confidentShare(const Calibration& calibration, double theta);

/// H_emp^-1(share): the least sampled entropy with P_conf >= share.
double entropyQuantile(const Calibration& calibration, double share);

/// How a gate at theta divides the drafts.
struct GatedAcceptance {
    double confidentShare = 1;  // P_conf
    double whenConfident = 0;   // share accepted of the drafts that pass the gate
    double whenUnsure = 0;      // and of those that do not
    double overall = 0;         // of all: the same at every theta
};

/// A live estimate of the overall acceptance moves all bins alike: their rejections are scaled to meet it.
GatedAcceptance gatedAcceptance(const Calibration& calibration, double theta, std::optional<double> liveAcceptance);

/// Delta-Q after `removed`; never falls as more is removed, whatever noise the points carry. Without points the loss is
/// taken to be the share removed, which is worse than anything measured: what was not calibrated is hardly touched.
double qualityLoss(const QualityCurve& curve, double removed);

}  // namespace msao::engine
