// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/acceptance_by_entropy.h"

#include <algorithm>
#include <cmath>

namespace msao::engine {
namespace {

constexpr double kPriorWeight = 4;           // a prior counts as much as four tokens seen; chosen
constexpr double kMeanPrior = 0.7;           // between the published pairs' .6 and .8
constexpr double kCountedTokens = 512;       // older counts fade, so that a change of topic is noticed
constexpr double kAdaEdlGamma = 0.2;         // of 1 - sqrt(gamma H), H in nats
constexpr double kLogVocabularySize = 11.9;  // log 151936: bins hold entropies that were divided by it

}  // namespace

double AcceptanceByEntropy::bound(double normalisedEntropy) {
    return std::max(0.05, 1 - std::sqrt(kAdaEdlGamma * kLogVocabularySize * normalisedEntropy));
}

AcceptanceByEntropy::AcceptanceByEntropy() {
    for (std::size_t i = 0; i < kBinCount; ++i) {
        const double middle = (static_cast<double>(i) + 0.5) / kBinCount;
        m_bins[i] = {kPriorWeight * bound(middle * middle), kPriorWeight};
    }
    m_all = {kPriorWeight * kMeanPrior, kPriorWeight};
}

AcceptanceByEntropy::AcceptanceByEntropy(const std::array<double, kBinCount>& calibrated) : AcceptanceByEntropy() {
    // A calibration has seen hundreds of tokens a bin; it still yields to what this user's text says.
    constexpr double kCalibratedWeight = 32;
    for (std::size_t i = 0; i < kBinCount; ++i) {
        m_bins[i] = {kCalibratedWeight * std::clamp(calibrated[i], 0.0, 1.0), kCalibratedWeight};
    }
}

std::size_t AcceptanceByEntropy::binOf(double normalisedEntropy) {
    const double position = std::sqrt(std::clamp(normalisedEntropy, 0.0, 1.0)) * kBinCount;
    return std::min(static_cast<std::size_t>(position), kBinCount - 1);
}

double AcceptanceByEntropy::probability(double normalisedEntropy) const {
    const Bin& bin = m_bins[binOf(normalisedEntropy)];
    return bin.accepted / bin.seen;
}

double AcceptanceByEntropy::mean() const {
    return m_all.accepted / m_all.seen;
}

void AcceptanceByEntropy::note(double normalisedEntropy, bool wasAccepted) {
    for (Bin* bin : {&m_bins[binOf(normalisedEntropy)], &m_all}) {
        bin->accepted += wasAccepted ? 1 : 0;
        bin->seen += 1;
        if (bin->seen < kCountedTokens) continue;
        bin->accepted /= 2;
        bin->seen /= 2;
    }
}

}  // namespace msao::engine
