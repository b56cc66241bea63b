// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/mode_choice.h"

#include <algorithm>
#include <optional>

namespace msao::engine {
namespace {

constexpr double kOpenGate = 1;

std::vector<Mode> possibleModes(const LiveFigures& live, const AllowedModes& allowed) {
    std::vector<Mode> modes;
    if (allowed.edgeOnly) modes.push_back(Mode::EdgeOnly);
    if (!live.isCloudReachable) return modes;
    if (allowed.cloudOnly) modes.push_back(Mode::CloudOnly);
    if (allowed.sync) modes.push_back(Mode::Sync);
    if (allowed.verifyOnly) modes.push_back(Mode::VerifyOnly);
    if (allowed.neverIdle) modes.push_back(Mode::NeverIdle);
    if (live.cloudDraftStepMs && allowed.coLocated) modes.push_back(Mode::CoLocated);
    if (live.cloudDraftStepMs && allowed.hybrid) modes.push_back(Mode::Hybrid);
    return modes;
}

bool hasDraftLength(Mode mode) {
    return mode != Mode::EdgeOnly && mode != Mode::CloudOnly;
}

ModeForecast forecast(const CostInput& input, Mode mode, std::span<const ModalityPlan> modalities,
                      const ModeChoiceOptions& options) {
    ModeForecast best{.mode = mode,
                      .costs = {predictPrefill(input, mode, modalities), predictDecode(input, mode, kOpenGate, 1)}};
    if (!hasDraftLength(mode)) return best;
    for (const double theta : {kOpenGate, entropyQuantile(input.calibration, options.thetaPercentile),
                               entropyQuantile(input.calibration, 0.5)}) {
        // Latency has one valley over the length and is flat around it: a few lengths find it within a percent.
        for (std::int32_t length = 1; length <= options.maxDraftLength; length += (length + 3) / 4) {
            const DecodeCosts costs = predictDecode(input, mode, theta, length);
            if (costs.totalMs() >= best.costs.decode.totalMs()) continue;
            best.theta = theta;
            best.draftLength = length;
            best.costs.decode = costs;
        }
    }
    return best;
}

}  // namespace

std::vector<ModeForecast> forecastModes(const CostInput& input, std::span<const ModalityPlan> modalities,
                                        const ModeChoiceOptions& options) {
    std::vector<ModeForecast> forecasts;
    for (const Mode mode : possibleModes(input.live, options.allowed)) {
        forecasts.push_back(forecast(input, mode, modalities, options));
    }
    std::stable_sort(forecasts.begin(), forecasts.end(), [](const ModeForecast& a, const ModeForecast& b) {
        return a.costs.totalMs() < b.costs.totalMs();
    });
    if (forecasts.empty()) return forecasts;
    const double limit = forecasts.front().costs.totalMs() * (1 + options.tolerance);
    const auto equals = std::find_if(forecasts.begin(), forecasts.end(),
                                     [&](const ModeForecast& f) { return f.costs.totalMs() > limit; });
    const auto chosen = std::min_element(forecasts.begin(), equals, [](const ModeForecast& a, const ModeForecast& b) {
        return a.costs.decode.cloudBusyMs < b.costs.decode.cloudBusyMs;
    });
    std::rotate(forecasts.begin(), chosen, chosen + 1);
    return forecasts;
}

}  // namespace msao::engine
