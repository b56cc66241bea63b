// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/speculation_speed.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace msao::engine {
namespace {

template <typename Speed>
std::int32_t bestLength(std::int32_t maxLength, Speed speed) {
    std::int32_t best = 1;
    for (std::int32_t length = 2; length <= maxLength; ++length) {
        if (speed(length) > speed(best)) best = length;
    }
    return best;
}

ModeChoice predict(const SpeculationFigures& figures, Mode mode) {
    switch (mode) {
        case Mode::EdgeOnly:
            return {mode, 1, 1 / figures.draftMs};
        case Mode::Sync:
        case Mode::MsaoNoCollab: {
            const std::int32_t length = bestSyncLength(figures);
            return {mode, length, syncSpeed(figures, length)};
        }
        case Mode::CoLocated: {
            const std::int32_t length = bestCoLocatedLength(figures);
            return {mode, length, coLocatedSpeed(figures, length)};
        }
        case Mode::VerifyOnly:
            return {mode, 1, verifyOnlySpeed(figures)};
        case Mode::NeverIdle:
        case Mode::Msao:
        case Mode::MsaoNoModality:
            return {mode, 1, neverIdleSpeed(figures)};
        case Mode::Hybrid: {
            const std::int32_t length = bestCoLocatedLength(figures);
            return {mode, length, std::max(neverIdleSpeed(figures), coLocatedSpeed(figures, length))};
        }
        case Mode::PerLlm:
            // Every token crosses the link; at best the whole model computes as fast as in the cloud.
            return {mode, 1, 1 / (figures.rttMs + figures.verifyMs)};
        case Mode::CloudOnly:
        case Mode::Adaptive:
            return {mode, 1, cloudOnlySpeed(figures)};
    }
    return {};
}

/// Orders modes by what they ask of the cloud for one token, least first.
int cloudCostRank(Mode mode) {
    constexpr Mode kOrder[] = {Mode::EdgeOnly,  Mode::Sync,      Mode::VerifyOnly, Mode::PerLlm,
                               Mode::NeverIdle, Mode::CloudOnly, Mode::Hybrid,     Mode::CoLocated};
    return static_cast<int>(std::find(std::begin(kOrder), std::end(kOrder), mode) - std::begin(kOrder));
}

}  // namespace

double tokensPerRound(double acceptance, int draftLength) {
    if (acceptance >= 1) return draftLength + 1;
    return (1 - std::pow(acceptance, draftLength + 1)) / (1 - acceptance);
}

std::int32_t paperDraftLength(double confidence, double target, std::int32_t maxLength) {
    if (confidence <= 0) return 1;
    if (confidence >= 1) return maxLength;
    const double length = std::floor(std::log(1 - target) / std::log(confidence));
    return static_cast<std::int32_t>(std::clamp(length, 1.0, static_cast<double>(maxLength)));
}

double cloudOnlySpeed(const SpeculationFigures& figures) {
    return 1 / figures.verifyMs;
}

double syncSpeed(const SpeculationFigures& figures, int draftLength) {
    return tokensPerRound(figures.acceptance, draftLength) /
           (draftLength * figures.draftMs + figures.rttMs + figures.verifyMs);
}

double coLocatedSpeed(const SpeculationFigures& figures, int draftLength) {
    if (!figures.cloudDraftMs) return 0;
    return tokensPerRound(figures.acceptance, draftLength) / (draftLength * *figures.cloudDraftMs + figures.verifyMs);
}

double verifyOnlySpeed(const SpeculationFigures& figures) {
    // A run of N drafts ends with a rejection, which flushes what is in flight. Drafts that come while a pass computes
    // share the next one, hence a batch of t_v / t_d drafts waits half its own length.
    const double step = std::max(figures.draftMs, 1e-9);
    const double batch = std::max(1.0, figures.verifyMs / step);
    const double flush = (batch - 1) / 2 * step + figures.rttMs + figures.verifyMs;
    if (figures.acceptance >= 1) return 1 / step;
    const double run = 1 / (1 - figures.acceptance);
    return run / (run * step + flush);
}

double neverIdleSpeed(const SpeculationFigures& figures) {
    // After a rejection the cloud decodes alone until the edge, which starts a round trip and a pass behind, has caught
    // up x tokens; all of them must be accepted for the drafts to save anything.
    const double lead = figures.verifyMs - figures.draftMs;
    if (lead <= 0) return cloudOnlySpeed(figures);
    const double catchUp = (figures.rttMs + figures.verifyMs) / lead;
    return 1 / (figures.verifyMs - lead * std::pow(figures.acceptance, catchUp));
}

std::int32_t bestSyncLength(const SpeculationFigures& figures, std::int32_t maxLength) {
    return bestLength(maxLength, [&](std::int32_t length) { return syncSpeed(figures, length); });
}

std::int32_t bestCoLocatedLength(const SpeculationFigures& figures, std::int32_t maxLength) {
    return bestLength(maxLength, [&](std::int32_t length) { return coLocatedSpeed(figures, length); });
}

ModeChoice chooseMode(const SpeculationFigures& figures, std::span<const Mode> allowed) {
    constexpr double kWorthNoticing = 0.98;
    std::vector<ModeChoice> choices;
    for (const Mode mode : allowed) choices.push_back(predict(figures, mode));
    double fastest = 0;
    for (const ModeChoice& choice : choices) fastest = std::max(fastest, choice.tokensPerMillisecond);
    ModeChoice best{Mode::CloudOnly, 1, 0};
    for (const ModeChoice& choice : choices) {
        if (choice.tokensPerMillisecond < kWorthNoticing * fastest) continue;
        const bool isFirst = best.tokensPerMillisecond == 0;
        if (isFirst || cloudCostRank(choice.mode) < cloudCostRank(best.mode)) best = choice;
    }
    return best;
}

}  // namespace msao::engine
