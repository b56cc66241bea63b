// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/progress_bar.h"
#include "app/cli/simulate_arguments.h"

#include "msao/engine/method_options.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace msao::app {

using namespace engine;
using namespace simulator;

namespace {

struct Run {
    RunReport report;
    std::optional<double> edgeJoules;  // absent: nobody knows what the device draws
    std::optional<double> cloudJoules;
    std::optional<std::uint32_t> sessionsPerGpu;
};

/// Pruning is not simulated, so that the whole method is its choice of a mode; its ablation without collaboration is
/// synchronous, with drafts of the fixed length N_max.
Scenario asPlayed(Scenario scenario) {
    if (scenario.mode == Mode::Msao || scenario.mode == Mode::MsaoNoModality) {
        scenario.mode = Mode::Adaptive;
    } else if (scenario.mode == Mode::MsaoNoCollab) {
        scenario.mode = Mode::Sync;
        scenario.policy = DraftPolicy::Fixed;
        scenario.draftLength = MethodOptions{}.maxDraftLength;
    }
    return scenario;
}

std::optional<double> joulesOf(const DeviceProfile& device, double joules) {
    return device.busyWatts > 0 || device.idleWatts > 0 ? std::optional(joules) : std::nullopt;
}

nlohmann::ordered_json orNull(const std::optional<double>& value) {
    return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json();
}

nlohmann::ordered_json toJson(const Run& run) {
    const RunReport& report = run.report;
    nlohmann::ordered_json json{{"mode", std::string(modeName(report.mode))},
                                {"alpha", report.alpha},
                                {"rtt_ms", report.rttMs},
                                {"bandwidth_mbit", report.bitsPerSecond / 1e6},
                                {"tokens", report.tokens},
                                {"seconds", report.seconds},
                                {"tokens_per_second", report.tokensPerSecond},
                                {"cloud_gpu_ms_per_token", report.cloudGpuMsPerToken},
                                {"gpu_utilisation", report.gpuUtilisation},
                                {"verified_rows_per_token", report.verifiedRowsPerToken},
                                {"edge_ms_per_token", report.edgeMsPerToken},
                                {"bytes_up", report.bytesUp},
                                {"bytes_down", report.bytesDown},
                                {"edge_joules", orNull(run.edgeJoules)},
                                {"cloud_joules", orNull(run.cloudJoules)},
                                {"answers", report.answers},
                                {"first_token_ms", report.medianFirstTokenMs},
                                {"median_ms_per_token", report.medianMsPerToken},
                                {"p95_ms_per_token", report.p95MsPerToken},
                                {"drafts_proposed", report.counts.proposed},
                                {"drafts_accepted", report.counts.accepted},
                                {"drafts_rejected", report.counts.rejected},
                                {"tokens_corrected", report.counts.corrected},
                                {"tokens_cloud", report.counts.cloud},
                                {"tokens_unverified", report.counts.unverified}};
    if (run.sessionsPerGpu) json["sessions_per_gpu"] = *run.sessionsPerGpu;
    return json;
}

void printCsv(const std::vector<Run>& runs) {
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const nlohmann::ordered_json fields = toJson(runs[i]);
        std::string names;
        std::string values;
        for (const auto& [name, value] : fields.items()) {
            if (!names.empty()) names += ',', values += ',';
            names += name;
            if (!value.is_null()) values += value.is_string() ? value.get<std::string>() : value.dump();
        }
        if (i == 0) std::printf("%s\n", names.c_str());
        std::printf("%s\n", values.c_str());
    }
}

std::string joulesPerToken(const Run& run) {
    if (!run.edgeJoules || !run.cloudJoules) return "-";
    const auto tokens = static_cast<double>(std::max<std::int64_t>(1, run.report.tokens));
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", (*run.edgeJoules + *run.cloudJoules) / tokens);
    return text;
}

void printTable(const std::vector<Run>& runs) {
    std::printf("%-16s %6s %9s %12s %13s %10s %9s %9s\n", "mode", "alpha", "tokens/s", "GPU ms/token", "edge ms/token",
                "p95 ms/tok", "J/token", "per GPU");
    for (const Run& run : runs) {
        const RunReport& report = run.report;
        std::printf("%-16s %6.2f %9.1f %12.3f %13.3f %10.2f %9s %9s\n", std::string(modeName(report.mode)).c_str(),
                    report.alpha, report.tokensPerSecond, report.cloudGpuMsPerToken, report.edgeMsPerToken,
                    report.p95MsPerToken, joulesPerToken(run).c_str(),
                    run.sessionsPerGpu ? std::to_string(*run.sessionsPerGpu).c_str() : "-");
    }
}

Result<Run> runOne(const Scenario& asked, const std::optional<double>& goalMs, const Progress& progress) {
    const Scenario scenario = asPlayed(asked);
    Run run;
    MSAO_TRY(run.report, simulate(scenario, progress));
    run.report.mode = asked.mode;
    run.edgeJoules = joulesOf(scenario.edge, run.report.edgeJoules);
    run.cloudJoules = joulesOf(scenario.cloud, run.report.cloudJoules);
    if (!goalMs) return run;
    MSAO_TRY(run.sessionsPerGpu, sessionsPerGpu(scenario, *goalMs, progress));
    return run;
}

Status runSimulate(const SimulateArguments& arguments, std::stop_token stop) {
    MSAO_TRY(const std::optional<double> goalMs, arguments.latencyGoalMs());
    MSAO_TRY(const std::vector<Scenario> scenarios, arguments.scenarios());
    std::vector<Run> runs;
    {
        const Progress progress = progressBar(std::move(stop));
        for (const Scenario& scenario : scenarios) {
            MSAO_TRY(Run run, runOne(scenario, goalMs, progress));
            runs.push_back(std::move(run));
        }
    }
    if (arguments.csv) {
        printCsv(runs);
    } else if (arguments.json) {
        nlohmann::ordered_json list = nlohmann::ordered_json::array();
        for (const Run& run : runs) list.push_back(toJson(run));
        std::printf("%s\n", nlohmann::ordered_json{{"runs", std::move(list)}}.dump().c_str());
    } else {
        printTable(runs);
    }
    return Done{};
}

}  // namespace

void addSimulateCommand(CLI::App& app, CommandContext& context) {
    auto arguments = std::make_shared<SimulateArguments>();
    CLI::App* command = app.add_subcommand(
        "simulate",
        "Play the method under a virtual clock: the engine's own controller and session, profiled devices and links");
    arguments->addTo(*command);
    context.onChosen(command, [arguments, &context] { return runSimulate(*arguments, context.interrupted); });
}

}  // namespace msao::app
