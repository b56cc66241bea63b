// SPDX-License-Identifier: Apache-2.0
#include "evaluation/paper/simulated_points.h"

#include <array>
#include <string>
#include <utility>

namespace msao::evaluation {

using namespace engine;
using simulator::LinkProfile;
using simulator::LinkState;
using simulator::RunReport;
using simulator::Scenario;

namespace {

constexpr std::array kCompared = {Mode::Adaptive, Mode::CloudOnly,  Mode::EdgeOnly, Mode::PerLlm,
                                  Mode::Sync,     Mode::VerifyOnly, Mode::NeverIdle};
/// What a fixed policy may be; edge-only is none, because its answers are another model's.
constexpr std::array kFixed = {Mode::CloudOnly, Mode::Sync,   Mode::VerifyOnly,
                               Mode::NeverIdle, Mode::Hybrid, Mode::CoLocated};

/// The paper's machines: an RTX 3090 drafts, an A100 with 40 GB verifies.
Result<Scenario> paperScenario(const PaperOptions& options, double megabits) {
    Scenario scenario;
    MSAO_TRY(scenario.edge, simulator::findDeviceProfile("rtx3090"));
    MSAO_TRY(scenario.cloud, simulator::findDeviceProfile("a100-40"));
    LinkState link;
    link.rttMs = options.rttMs;
    link.bitsPerSecond = megabits * 1e6;
    scenario.link = LinkProfile(link);
    scenario.alpha = options.alpha;
    scenario.seed = options.seed;
    scenario.answerTokens = options.answerTokens;
    return scenario;
}

Result<double> speedOf(Scenario scenario, Mode mode, const Progress& progress) {
    scenario.mode = mode;
    MSAO_TRY(const RunReport report, simulator::simulate(scenario, {.stop = progress.stop}));
    return report.tokensPerSecond;
}

struct ChangingLink {
    const char* name;
    std::vector<LinkState> states;  // one after the other
};

std::vector<ChangingLink> changingLinks(double rttMs) {
    const LinkState good{rttMs, 300e6, 0, 0};
    return {{"bandwidth in steps", {good, {rttMs, 20e6, 0, 0}, good}},
            {"round trip in steps", {good, {200, 300e6, 0, 0}, good}},
            {"5G with jitter and loss", {{30, 150e6, 8, 0.01}, {60, 40e6, 20, 0.03}, {25, 250e6, 5, 0.01}}}};
}

Result<RobustnessPoint> simulateChanging(const ChangingLink& link, const PaperOptions& options,
                                         const Progress& progress) {
    constexpr double kStateMs = 8000;
    MSAO_TRY(Scenario scenario, paperScenario(options, 300));
    scenario.link = LinkProfile(link.states.front());
    for (std::size_t i = 1; i < link.states.size(); ++i)
        MSAO_CHECK(scenario.link.changeAt(kStateMs * static_cast<double>(i), link.states[i]));
    RobustnessPoint point{link.name};
    MSAO_TRY(point.tokensPerSecond, speedOf(scenario, Mode::Adaptive, progress));
    for (const Mode mode : kFixed) {
        MSAO_TRY(const double speed, speedOf(scenario, mode, progress));
        if (speed <= point.bestTokensPerSecond) continue;
        point.bestFixed = mode;
        point.bestTokensPerSecond = speed;
    }
    return point;
}

}  // namespace

std::span<const Mode> comparedModes() {
    return kCompared;
}

Result<std::vector<SimulatedPoint>> simulatePoints(const PaperOptions& options, const Progress& progress) {
    std::vector<SimulatedPoint> points;
    for (const double megabits : options.megabits) {
        MSAO_TRY(Scenario scenario, paperScenario(options, megabits));
        for (const Mode mode : kCompared) {
            scenario.mode = mode;
            MSAO_TRY(RunReport report, simulator::simulate(scenario, {.stop = progress.stop}));
            points.push_back({mode, megabits, std::move(report)});
            progress.report(
                static_cast<double>(points.size()) / static_cast<double>(options.megabits.size() * kCompared.size()),
                "simulating");
        }
    }
    return points;
}

Result<std::vector<AlphaPoint>> simulateAlphas(const PaperOptions& options, const Progress& progress) {
    MSAO_TRY(Scenario scenario, paperScenario(options, 300));
    std::vector<AlphaPoint> points;
    for (int tenth = 0; tenth <= 10; ++tenth) {
        scenario.alpha = tenth / 10.0;
        MSAO_TRY(const double speed, speedOf(scenario, Mode::Adaptive, progress));
        points.push_back({scenario.alpha, speed});
    }
    return points;
}

Result<std::vector<RobustnessPoint>> simulateChangingLinks(const PaperOptions& options, const Progress& progress) {
    std::vector<RobustnessPoint> points;
    for (const ChangingLink& link : changingLinks(options.rttMs)) {
        MSAO_TRY(RobustnessPoint point, simulateChanging(link, options, progress));
        points.push_back(std::move(point));
    }
    return points;
}

}  // namespace msao::evaluation
