// SPDX-License-Identifier: Apache-2.0
#include "evaluation/paper/changing_links.h"

#include "evaluation/simulator/named_link.h"

#include <array>
#include <utility>

namespace msao::evaluation {

using namespace engine;
using simulator::LinkProfile;
using simulator::LinkState;

namespace {

constexpr double kStateMs = 4000;
constexpr int kDriveStates = 12;

/// What a fixed policy may be; edge-only is none, because its answers are another model's.
constexpr std::array kFixed = {Contender{Mode::CloudOnly},    Contender{Mode::Sync},
                               Contender{Mode::VerifyOnly},   Contender{Mode::NeverIdle},
                               Contender{Mode::Hybrid, true}, Contender{Mode::CoLocated, true}};

struct ChangingLink {
    std::string name;
    std::vector<LinkState> states;  // one after the other
};

std::vector<ChangingLink> changingLinks(const PaperOptions& options) {
    const double rttMs = options.rttMs;
    const LinkState good{rttMs, 300e6, 0, 0};
    return {{"bandwidth in steps", {good, {rttMs, 20e6, 0, 0}, good, {rttMs, 2e6, 0, 0}}},
            {"round trip in steps", {good, {200, 300e6, 0, 0}, good, {80, 300e6, 0, 0}}},
            {"5G with jitter and loss", {{30, 150e6, 8, 0.01}, {60, 40e6, 20, 0.03}, {25, 250e6, 5, 0.01}}},
            {"loss of 1, 5 and 10 %", {{rttMs, 300e6, 0, 0.01}, {rttMs, 300e6, 0, 0.05}, {rttMs, 300e6, 0, 0.1}}},
            {"a drive through 5G cells", simulator::driveThrough5G(options.seed, kDriveStates)}};
}

Result<double> speedOf(const PaperOptions& options, const LinkProfile& link, const Contender& who,
                       const Progress& progress) {
    MSAO_TRY(simulator::Scenario scenario, paperScenario(options, 300, who));
    scenario.link = link;
    MSAO_TRY(const simulator::RunReport report, simulator::simulate(scenario, {.stop = progress.stop}));
    return report.tokensPerSecond;
}

Result<RobustnessPoint> pointOf(const PaperOptions& options, const ChangingLink& link, const Contender& who,
                                const Progress& progress) {
    const LinkProfile profile = LinkProfile::every(kStateMs, link.states);
    RobustnessPoint point{link.name, who};
    MSAO_TRY(point.tokensPerSecond, speedOf(options, profile, who, progress));
    for (const Contender& fixed : kFixed) {
        if (fixed.cloudHoldsDraft && !who.cloudHoldsDraft) continue;
        MSAO_TRY(const double speed, speedOf(options, profile, fixed, progress));
        if (speed <= point.bestTokensPerSecond) continue;
        point.bestFixed = fixed.mode;
        point.bestTokensPerSecond = speed;
    }
    return point;
}

}  // namespace

Result<std::vector<RobustnessPoint>> simulateChangingLinks(const PaperOptions& options, const Progress& progress) {
    std::vector<RobustnessPoint> points;
    const std::vector<ChangingLink> links = changingLinks(options);
    for (const ChangingLink& link : links) {
        for (const bool cloudHoldsDraft : {false, true}) {
            MSAO_TRY(RobustnessPoint point, pointOf(options, link, {Mode::Adaptive, cloudHoldsDraft}, progress));
            points.push_back(std::move(point));
            progress.report(static_cast<double>(points.size()) / static_cast<double>(2 * links.size()), link.name);
        }
    }
    return points;
}

}  // namespace msao::evaluation
