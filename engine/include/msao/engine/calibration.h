// SPDX-License-Identifier: Apache-2.0
// What a pair of models was measured to do on sample questions, as far as planning needs it.
#pragma once

#include "msao/engine/feature_rows.h"
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
    double loss = 0;     // share of an answer's tokens that become others, each behind the answer as it was
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
    QualityCurve ofPruning;             // over 1 - retention
    QualityCurve ofCompression;         // over compression, the share of the raw bytes that the codec takes
    std::vector<MediaRate> rates = {};  // by falling quality; empty: not measured
    bool operator==(const ModalityQuality&) const = default;
};

/// How long the target's answers are, as far as the question tells: log(tokens) = weights . p + bias, with p the mean
/// embedding of the question's words. Without weights nobody knows.
struct LengthHead {
    std::vector<float> weights = {};
    float bias = 0;
    bool operator==(const LengthHead&) const = default;
};

struct Calibration {
    std::vector<float> entropies = {};           // H / log|V| of drafted tokens, ascending
    std::vector<AcceptanceBin> acceptance = {};  // by rising upperEntropy
    std::vector<ModalityQuality> quality = {};   // at most one a modality
    LengthHead answerLength = {};
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

/// Loss of a token after `removed`; never falls as more is removed, whatever noise the points carry. Without points the
/// loss is taken to be the share removed, which is worse than anything measured: what was not calibrated is hardly
/// touched.
double tokenLoss(const QualityCurve& curve, double removed);

/// Delta-Q of answers of so many tokens that lose each of them with `tokenLoss`: one other token makes another answer.
double answerLoss(double tokenLoss, double answerTokens);
/// The other way round: what each token may lose where answers may lose so much.
double tokenLossWithin(double answerLoss, double answerTokens);

/// Tokens of the answer to a question of these words, by the mean of their embeddings; absent where the head was
/// trained for words of another width, or not at all.
std::optional<double> expectedAnswerTokens(const LengthHead& head, FeatureView words);

}  // namespace msao::engine
