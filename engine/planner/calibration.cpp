// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/calibration.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <utility>

namespace msao::engine {
namespace {

// Nearest published pair: mean accepted length 2.29 of 3 drafts (Qwen2.5-VL 32B + 3B). Stands until somebody measures.
constexpr double kAcceptanceUnmeasured = 0.63;

constexpr double kMostLogTokens = 12;  // 160,000 tokens: more than any of these models can say

bool isShare(double value) {
    return value >= 0 && value <= 1;
}

Error invalid(std::string message) {
    return {ErrorCode::InvalidArgument, "calibration: " + std::move(message)};
}

Status checkEntropies(const std::vector<float>& entropies) {
    for (std::size_t i = 0; i < entropies.size(); ++i) {
        if (!isShare(entropies[i])) {
            return invalid("entropies[" + std::to_string(i) + "]: expected 0...1, found " +
                           std::to_string(entropies[i]));
        }
        if (i > 0 && entropies[i] < entropies[i - 1]) {
            return invalid("entropies[" + std::to_string(i) + "]: expected ascending order");
        }
    }
    return Done{};
}

Status checkBins(const std::vector<AcceptanceBin>& bins) {
    for (std::size_t i = 0; i < bins.size(); ++i) {
        const std::string key = "acceptance[" + std::to_string(i) + "]";
        const AcceptanceBin& bin = bins[i];
        if (!isShare(bin.upperEntropy)) return invalid(key + ".upperEntropy: expected 0...1");
        if (i > 0 && bin.upperEntropy <= bins[i - 1].upperEntropy) {
            return invalid(key + ".upperEntropy: expected ascending order");
        }
        if (bin.accepted < 0 || bin.drafted < bin.accepted) {
            return invalid(key + ": expected 0 <= accepted <= drafted, found " + std::to_string(bin.accepted) + " of " +
                           std::to_string(bin.drafted));
        }
    }
    return Done{};
}

Status checkCurve(const QualityCurve& curve, const std::string& key) {
    for (std::size_t i = 0; i < curve.size(); ++i) {
        if (!isShare(curve[i].removed)) return invalid(key + ": removed is not in 0...1");
        if (!std::isfinite(curve[i].loss)) return invalid(key + ": loss is not a number");
        if (i > 0 && curve[i].removed <= curve[i - 1].removed) {
            return invalid(key + ": removed is not in ascending order");
        }
    }
    return Done{};
}

Status checkLength(const LengthHead& head) {
    const bool isFinite = std::isfinite(head.bias) &&
                          std::ranges::all_of(head.weights, [](float weight) { return std::isfinite(weight); });
    if (!isFinite) return invalid("answerLength: expected finite numbers");
    return Done{};
}

Status checkRates(const std::vector<MediaRate>& rates, const std::string& key) {
    for (std::size_t i = 0; i < rates.size(); ++i) {
        const MediaRate& rate = rates[i];
        if (rate.quality < 1 || rate.quality > 100) {
            return invalid(key + ": expected qualities of 1 to 100, found " + std::to_string(rate.quality));
        }
        if (!std::isfinite(rate.bytesPerToken) || rate.bytesPerToken <= 0) {
            return invalid(key + ": expected bytes per token > 0, found " + std::to_string(rate.bytesPerToken));
        }
        if (i > 0 && (rate.quality >= rates[i - 1].quality || rate.bytesPerToken >= rates[i - 1].bytesPerToken)) {
            return invalid(key + ": expected falling qualities of ever fewer bytes");
        }
    }
    return Done{};
}

/// Laplace's rule: a bin with few drafts is neither surely right nor surely wrong.
double binAcceptance(const AcceptanceBin& bin) {
    return (static_cast<double>(bin.accepted) + 1) / (static_cast<double>(bin.drafted) + 2);
}

double mean(const double weightedSum, double weight, double ifNone) {
    return weight > 0 ? weightedSum / weight : ifNone;
}

}  // namespace

Status checkCalibration(const Calibration& calibration) {
    MSAO_CHECK(checkEntropies(calibration.entropies));
    MSAO_CHECK(checkBins(calibration.acceptance));
    std::array<bool, kModalities.size()> seen{};
    for (const ModalityQuality& quality : calibration.quality) {
        const std::string key = "quality." + std::string(modalityName(quality.modality));
        bool& wasSeen = seen[static_cast<std::size_t>(quality.modality)];
        if (wasSeen) return invalid(key + ": given twice");
        wasSeen = true;
        MSAO_CHECK(checkCurve(quality.ofPruning, key + ".ofPruning"));
        MSAO_CHECK(checkCurve(quality.ofCompression, key + ".ofCompression"));
        MSAO_CHECK(checkRates(quality.rates, key + ".rates"));
    }
    return checkLength(calibration.answerLength);
}

double confidentShare(const Calibration& calibration, double theta) {
    const std::vector<float>& entropies = calibration.entropies;
    if (entropies.empty()) return std::clamp(theta, 0.0, 1.0);
    const auto above = std::upper_bound(entropies.begin(), entropies.end(), theta,
                                        [](double limit, float entropy) { return limit < entropy; });
    return static_cast<double>(above - entropies.begin()) / static_cast<double>(entropies.size());
}

double entropyQuantile(const Calibration& calibration, double share) {
    const std::vector<float>& entropies = calibration.entropies;
    const double wanted = std::clamp(share, 0.0, 1.0);
    if (entropies.empty()) return wanted;
    const double count = std::ceil(wanted * static_cast<double>(entropies.size()));
    return entropies[static_cast<std::size_t>(std::max(count, 1.0)) - 1];
}

GatedAcceptance gatedAcceptance(const Calibration& calibration, double theta, std::optional<double> liveAcceptance) {
    double below = 0, belowAccepted = 0, all = 0, allAccepted = 0, lower = 0;
    for (const AcceptanceBin& bin : calibration.acceptance) {
        const auto drafted = static_cast<double>(bin.drafted);
        const double accepted = drafted * binAcceptance(bin);
        const double inside = std::clamp((theta - lower) / (bin.upperEntropy - lower + 1e-12), 0.0, 1.0);
        below += inside * drafted;
        belowAccepted += inside * accepted;
        all += drafted;
        allAccepted += accepted;
        lower = bin.upperEntropy;
    }
    const double overall = mean(allAccepted, all, kAcceptanceUnmeasured);
    const double target = std::clamp(liveAcceptance.value_or(overall), 0.0, 1.0);
    const auto moved = [&](double acceptance) {
        if (overall >= 1) return target;
        return std::clamp(1 - (1 - acceptance) * (1 - target) / (1 - overall), 0.0, 1.0);
    };
    // Samples and bins may disagree a little on how many pass the gate; the rest is what makes the whole come out
    // right.
    const double share = confidentShare(calibration, theta);
    const double sure = moved(mean(belowAccepted, below, overall));
    const double unsure = share < 1 ? std::clamp((target - share * sure) / (1 - share), 0.0, 1.0) : 0;
    return {.confidentShare = share, .whenConfident = sure, .whenUnsure = unsure, .overall = target};
}

double tokenLoss(const QualityCurve& curve, double removed) {
    if (curve.empty() || removed <= 0) return std::max(removed, 0.0);
    QualityPoint before{};
    for (const QualityPoint& point : curve) {
        const double loss = std::max(before.loss, point.loss);
        if (removed <= point.removed) {
            const double width = point.removed - before.removed;
            return width > 0 ? before.loss + (loss - before.loss) * (removed - before.removed) / width : loss;
        }
        before = {point.removed, loss};
    }
    // Beyond the last point: on to a loss of everything when everything is gone.
    const double end = std::max(before.loss, 1.0);
    return before.loss + (end - before.loss) * (removed - before.removed) / (1 - before.removed);
}

double answerLoss(double tokenLoss, double answerTokens) {
    return 1 - std::pow(1 - std::clamp(tokenLoss, 0.0, 1.0), std::max(answerTokens, 1.0));
}

double tokenLossWithin(double answerLoss, double answerTokens) {
    return 1 - std::pow(1 - std::clamp(answerLoss, 0.0, 1.0), 1 / std::max(answerTokens, 1.0));
}

std::optional<double> expectedAnswerTokens(const LengthHead& head, FeatureView words) {
    if (words.isEmpty() || head.weights.empty() || !std::cmp_equal(head.weights.size(), words.width))
        return std::nullopt;
    double sum = 0;
    for (std::int64_t r = 0; r < words.rows; ++r) {
        const std::span<const float> word = words.row(r);
        for (std::size_t i = 0; i < word.size(); ++i) sum += static_cast<double>(head.weights[i]) * word[i];
    }
    // Far from everything that it was trained on, a line says anything.
    return std::exp(std::clamp(head.bias + sum / static_cast<double>(words.rows), 0.0, kMostLogTokens));
}

}  // namespace msao::engine
