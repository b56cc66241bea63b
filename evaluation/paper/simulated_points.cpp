// SPDX-License-Identifier: Apache-2.0
#include "evaluation/paper/simulated_points.h"

#include <array>
#include <utility>

namespace msao::evaluation {

using namespace engine;
using simulator::RunReport;
using simulator::Scenario;

namespace {

constexpr std::array kContenders = {Contender{Mode::Adaptive},      Contender{Mode::CloudOnly},
                                    Contender{Mode::EdgeOnly},      Contender{Mode::PerLlm},
                                    Contender{Mode::Sync},          Contender{Mode::VerifyOnly},
                                    Contender{Mode::NeverIdle},     Contender{Mode::CoLocated, true},
                                    Contender{Mode::Adaptive, true}};

}  // namespace

std::string Contender::name() const {
    const std::string words = mode == Mode::Adaptive ? "MSAO" : std::string(modeName(mode));
    return mode == Mode::Adaptive && cloudHoldsDraft ? words + ", the cloud drafts too" : words;
}

std::span<const Contender> contenders() {
    return kContenders;
}

Result<Scenario> paperScenario(const PaperOptions& options, double megabits, const Contender& who) {
    Scenario scenario;
    MSAO_TRY(scenario.edge, simulator::findDeviceProfile("rtx3090"));
    MSAO_TRY(scenario.cloud, simulator::findDeviceProfile("a100-40"));
    simulator::LinkState link;
    link.rttMs = options.rttMs;
    link.bitsPerSecond = megabits * 1e6;
    scenario.link = simulator::LinkProfile(link);
    scenario.mode = who.mode;
    scenario.cloudHoldsDraft = who.cloudHoldsDraft;
    scenario.alpha = options.alpha;
    scenario.recorded = options.recorded;
    scenario.seed = options.seed;
    scenario.answerTokens = options.answerTokens;
    return scenario;
}

Result<std::vector<SimulatedPoint>> simulatePoints(const PaperOptions& options, const Progress& progress) {
    std::vector<SimulatedPoint> points;
    const std::size_t all = options.megabits.size() * kContenders.size();
    for (const double megabits : options.megabits) {
        for (const Contender& who : kContenders) {
            MSAO_TRY(const Scenario scenario, paperScenario(options, megabits, who));
            MSAO_TRY(RunReport report, simulator::simulate(scenario, {.stop = progress.stop}));
            points.push_back({who, megabits, std::move(report)});
            progress.report(static_cast<double>(points.size()) / static_cast<double>(all), "");
        }
    }
    return points;
}

Result<std::vector<AlphaPoint>> simulateAlphas(const PaperOptions& options, const Progress& progress) {
    MSAO_TRY(Scenario scenario, paperScenario(options, 300, kContenders.front()));
    scenario.recorded.reset();
    std::vector<AlphaPoint> points;
    for (int tenth = 0; tenth <= 10; ++tenth) {
        scenario.alpha = tenth / 10.0;
        MSAO_TRY(const RunReport report, simulator::simulate(scenario, {.stop = progress.stop}));
        points.push_back({scenario.alpha, report.tokensPerSecond});
        progress.report((tenth + 1) / 11.0, "");
    }
    return points;
}

}  // namespace msao::evaluation
