// SPDX-License-Identifier: Apache-2.0
#include "evaluation/paper/verdict_section.h"

#include "evaluation/report/html_text.h"

#include <algorithm>
#include <optional>
#include <span>

namespace msao::evaluation {

namespace {

struct Range {
    double low = 0;
    double high = 0;
};

/// The method's figure over cloud-only's, at every bandwidth that was measured.
std::optional<Range> againstCloudOnly(std::span<const SpeedPoint> speeds, const char* method, bool isPaced,
                                      double SpeedPoint::*figure) {
    std::optional<Range> range;
    for (const SpeedPoint& own : speeds) {
        if (own.isPaced != isPaced || own.who != method) continue;
        const SpeedPoint* rival = findPoint(speeds, own, kCloudOnly);
        if (rival == nullptr || rival->*figure <= 0) continue;
        const double ratio = own.*figure / rival->*figure;
        range = range ? Range{std::min(range->low, ratio), std::max(range->high, ratio)} : Range{ratio, ratio};
    }
    return range;
}

std::string timesText(const std::optional<Range>& range) {
    if (!range) return "–";
    const std::string low = shortNumber(range->low), high = shortNumber(range->high);
    return (low == high ? low : low + " to " + high) + " ×";
}

const RunSummary* msaoRun(const PaperResults& results, PruningSource pruning) {
    const auto& runs = results.native.runs;
    const auto found = std::ranges::find_if(
        runs, [&](const RunSummary& run) { return run.run.mode == engine::Mode::Msao && run.run.pruning == pruning; });
    return found == runs.end() ? nullptr : &*found;
}

const RunSummary* cloudOnlyRun(const PaperResults& results) {
    const auto& runs = results.native.runs;
    const auto found =
        std::ranges::find(runs, engine::Mode::CloudOnly, [](const RunSummary& run) { return run.run.mode; });
    return found == runs.end() ? nullptr : &*found;
}

std::string pointsText(const PaperResults& results, PruningSource pruning) {
    const RunSummary *own = msaoRun(results, pruning), *cloudOnly = cloudOnlyRun(results);
    if (own == nullptr || cloudOnly == nullptr) return "–";
    const double points = 100 * (own->accuracy.share - cloudOnly->accuracy.share);
    return (points > 0 ? "+" : "") + shortNumber(points) + " points";
}

std::string arithmeticText(const PaperResults& results, PruningSource pruning) {
    const RunSummary *own = msaoRun(results, pruning), *cloudOnly = cloudOnlyRun(results);
    if (own == nullptr || cloudOnly == nullptr || cloudOnly->flops.cloud <= 0) return "–";
    return percentText(own->flops.cloud / cloudOnly->flops.cloud);
}

/// A bar of what was not measured is missed, and has no figures.
std::string withFigures(const std::string& name, const std::string& figures) {
    return name + (figures.empty() ? ", not measured" : " (" + figures + ")") + ".";
}

std::string keptText(const PaperResults& results) {
    const auto laws = std::ranges::count(results.laws, true, &Law::holds);
    const auto bars = std::ranges::count(results.bars, true, &Bar::isMet);
    std::string text = std::to_string(laws) + " of " + std::to_string(results.laws.size()) + " laws hold, " +
                       std::to_string(bars) + " of " + std::to_string(results.bars.size()) + " bars are met.";
    for (const Law& law : results.laws) {
        if (!law.holds) text += " Broken: " + withFigures(law.name, law.fact);
    }
    for (const Bar& bar : results.bars) {
        if (!bar.isMet) text += " Missed, " + bar.time + ": " + withFigures(bar.name, bar.fact);
    }
    return text;
}

}  // namespace

Section verdictSection(const PaperResults& results) {
    using enum PruningSource;
    const auto throughput = [&](const char* method, bool isPaced) {
        return timesText(againstCloudOnly(results.speeds, method, isPaced, &SpeedPoint::tokensPerSecond));
    };
    const auto latency = [&](const char* method) {
        return timesText(againstCloudOnly(results.speeds, method, true, &SpeedPoint::latencyMs));
    };
    Section section{"In short: MSAO against cloud-only (native, paced, simulated)", {}};
    section.add(Table{
        {"", "time", "the paper", "here, everything kept", "here, pruned as planned"},
        {{"tokens/s", "paced", "1.5 to 2.3 ×", throughput(kMethod, true), throughput(kPrunedMethod, true)},
         {"tokens/s of one long answer", "simulated", "–", throughput(kMethod, false), "–"},
         {"an answer's latency, median", "paced", "below 0.5 ×", latency(kMethod), latency(kPrunedMethod)},
         {"right answers", "native", "-0.2 to -0.4 points", pointsText(results, None), pointsText(results, Planned)},
         {"the cloud's arithmetic", "native", "35 to 70 %", arithmeticText(results, None),
          arithmeticText(results, Planned)}}});
    return section.add(Paragraph{keptText(results)});
}

}  // namespace msao::evaluation
