// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/table.h"

#include <cstdio>
#include <string>

namespace msao::app {

using namespace evaluation;

namespace {

std::string percent(const std::optional<double>& share) {
    if (!share) return "-";
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", 100 * *share);
    return text;
}

void printRuns(const EvaluationReport& report) {
    std::printf("%-24s %7s %7s %6s %6s %6s %6s %8s %8s %8s %10s %9s\n", "run", "right%", "types%", "alpha", "AUC",
                "kept%", "obj.%", "differ", "TTFT ms", "total ms", "bytes up", "tokens/s");
    for (const RunSummary& run : report.runs) {
        const auto& traffic = run.traffic;
        const double bytes = static_cast<double>(traffic.textUp + traffic.imageUp + traffic.videoUp + traffic.audioUp +
                                                 traffic.draftsUp + traffic.hiddenUp) /
                             static_cast<double>(std::max<std::int64_t>(1, run.answers));
        const std::string alpha = run.acceptance ? percent(run.acceptance->alpha) : "-";
        const std::string auc = run.acceptance ? percent(run.acceptance->entropyAuc) : "-";
        const std::string differ = run.differentTokens ? std::to_string(*run.differentTokens) : "-";
        std::printf("%-24s %7s %7s %6s %6s %6s %6s %8s %8.1f %8.1f %10.0f %9.1f\n", run.run.name().c_str(),
                    percent(run.accuracy.share).c_str(), percent(run.meanOverTypes).c_str(), alpha.c_str(), auc.c_str(),
                    percent(run.retention).c_str(), percent(run.objectShare).c_str(), differ.c_str(),
                    run.firstTokenMs.median, run.totalMs.median, bytes, run.tokensPerSecond);
    }
}

void printTypes(const EvaluationReport& report) {
    std::printf("\n%-24s %6s %9s", "right%, by type", "count", "constant");
    for (std::size_t i = 0; i < report.runs.size(); ++i)
        std::printf(" %6s", ("(" + std::to_string(i + 1) + ")").c_str());
    std::printf("\n");
    for (const auto& [type, accuracy] : report.runs.front().byType) {
        std::printf("%-24s %6lld %9s", type.c_str(), static_cast<long long>(accuracy.count),
                    percent(accuracy.constantBaseline).c_str());
        for (const RunSummary& run : report.runs) std::printf(" %6s", percent(run.byType.at(type).share).c_str());
        std::printf("\n");
    }
}

}  // namespace

void printEvalTable(const EvaluationReport& report) {
    printRuns(report);
    printTypes(report);
    if (const std::string overrun = overrunText(report); !overrun.empty())
        std::printf("\ntime is %s; %s\n", report.subject.time.c_str(), overrun.c_str());
    if (report.faults.count() > 0) {
        std::printf("\n%lld broken rows were left out\n", static_cast<long long>(report.faults.count()));
        for (const std::string& fault : report.faults.named()) std::printf("  %s\n", fault.c_str());
    }
}

}  // namespace msao::app
