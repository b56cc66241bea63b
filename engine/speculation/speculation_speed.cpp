// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/speculation_speed.h"

#include <algorithm>
#include <cmath>

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

}  // namespace

double tokensPerRound(double acceptance, int draftLength) {
    if (acceptance >= 1) return draftLength + 1;
    return (1 - std::pow(acceptance, draftLength + 1)) / (1 - acceptance);
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

}  // namespace msao::engine
