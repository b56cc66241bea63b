// SPDX-License-Identifier: Apache-2.0
#include "evaluation/paper/paper_bars.h"

#include "evaluation/report/html_text.h"

#include <algorithm>
#include <functional>
#include <optional>

namespace msao::evaluation {

namespace {

constexpr double kWorthDrafting = 0.8;  // alpha from which on the speed-up is promised
constexpr double kSpeedUp = 1.2;
constexpr double kMostRegret = 0.05;
constexpr double kRounding = 1e-5;  // paced steps that end together do so on a real clock: a microsecond in 100 ms

/// "MSAO reaches `least` times the rival's figure" (or at most, of times) at every point of one kind of time.
struct Comparison {
    std::string name;
    const char* rival;
    double SpeedPoint::*figure;
    double factor = 1;
    bool isMoreBetter = true;
};

Bar barOf(const Comparison& comparison, const char* method, bool isPaced, std::span<const SpeedPoint> speeds) {
    Bar bar{method + std::string(": ") + comparison.name, isPaced ? "paced" : "simulated", true, ""};
    for (const SpeedPoint& own : speeds) {
        if (own.isPaced != isPaced || own.who != method) continue;
        const SpeedPoint* rival = findPoint(speeds, own, comparison.rival);
        if (rival == nullptr) continue;
        const double goal = comparison.factor * rival->*comparison.figure;
        const double reached = own.*comparison.figure;
        const double missing = comparison.isMoreBetter ? goal - reached : reached - goal;
        bar.fact += (bar.fact.empty() ? "" : "; ") + shortNumber(own.megabits) + " Mbit/s: " + shortNumber(reached) +
                    " against " + shortNumber(rival->*comparison.figure);
        if (missing <= kRounding * goal) continue;
        bar.isMet = false;
        bar.fact += ", missed by " + percentText(missing / goal);
    }
    if (bar.fact.empty()) bar.isMet = false;
    return bar;
}

void addSpeeds(double alpha, const char* method, bool isPaced, std::span<const SpeedPoint> speeds,
               std::vector<Bar>& bars) {
    const auto add = [&](const Comparison& comparison) { bars.push_back(barOf(comparison, method, isPaced, speeds)); };
    add({"tokens/s not below cloud-only", kCloudOnly, &SpeedPoint::tokensPerSecond});
    // Simulated is one long answer: how long it takes from asking on is not among its figures.
    const std::string time = isPaced ? "latency in ms" : "ms a token";
    add({time + " not above cloud-only", kCloudOnly, &SpeedPoint::latencyMs, 1, false});
    if (alpha >= kWorthDrafting)
        add({"1.2 times cloud-only's tokens/s", kCloudOnly, &SpeedPoint::tokensPerSecond, kSpeedUp});
    add({"tokens/s above PerLLM", kPerLlm, &SpeedPoint::tokensPerSecond});
    add({time + " below PerLLM", kPerLlm, &SpeedPoint::latencyMs, 1, false});
    add({"tokens/s above synchronous speculation", kSync, &SpeedPoint::tokensPerSecond});
    add({time + " below synchronous speculation", kSync, &SpeedPoint::latencyMs, 1, false});
}

const RunSummary* findRun(const EvaluationReport& native, engine::Mode mode, PruningSource pruning) {
    const auto found = std::ranges::find_if(
        native.runs, [&](const RunSummary& run) { return run.run.mode == mode && run.run.pruning == pruning; });
    return found == native.runs.end() ? nullptr : &*found;
}

/// Points of accuracy that may be missing against cloud-only.
void addAccuracy(const EvaluationReport& native, const char* name, PruningSource pruning, double mayMiss,
                 std::vector<Bar>& bars) {
    const RunSummary* own = findRun(native, engine::Mode::Msao, pruning);
    const RunSummary* cloudOnly = findRun(native, engine::Mode::CloudOnly, PruningSource::None);
    if (own == nullptr || cloudOnly == nullptr) return;
    const double missing = 100 * (cloudOnly->accuracy.share - own->accuracy.share) - mayMiss;
    Bar bar{name, "native", missing <= kRounding,
            percentText(own->accuracy.share) + " against " + percentText(cloudOnly->accuracy.share)};
    if (!bar.isMet) bar.fact += ", missed by " + shortNumber(missing) + " points";
    bars.push_back(std::move(bar));
}

void addRegret(std::span<const RobustnessPoint> links, std::vector<Bar>& bars) {
    if (links.empty()) return;
    const auto worst = std::ranges::max_element(links, {}, &RobustnessPoint::regret);
    Bar bar{"regret of at most 5 % against the best fixed policy", "simulated", worst->regret() <= kMostRegret,
            "worst " + percentText(worst->regret()) + ": " + worst->link + ", " + worst->who.name()};
    if (!bar.isMet) bar.fact += ", missed by " + shortNumber(100 * (worst->regret() - kMostRegret)) + " points";
    bars.push_back(std::move(bar));
}

}  // namespace

std::vector<Bar> paperBars(double alpha, std::span<const SpeedPoint> speeds, const EvaluationReport& native,
                           std::span<const RobustnessPoint> links) {
    std::vector<Bar> bars;
    addSpeeds(alpha, kMethod, true, speeds, bars);
    if (std::ranges::find(speeds, kPrunedMethod, &SpeedPoint::who) != speeds.end())
        addSpeeds(alpha, kPrunedMethod, true, speeds, bars);
    addSpeeds(alpha, kMethod, false, speeds, bars);
    addAccuracy(native, "accuracy not below cloud-only with everything kept", PruningSource::None, 0, bars);
    addAccuracy(native, "accuracy within 0.4 points of cloud-only with planned pruning", PruningSource::Planned, 0.4,
                bars);
    addRegret(links, bars);
    return bars;
}

}  // namespace msao::evaluation
