// SPDX-License-Identifier: Apache-2.0
// Measures, and is no test: the time of one plan over random problems, without and with
// what the trace shows of its search, and how far plans are from an exhaustive grid.
#include "tests/engine/planner/scenario.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <utility>
#include <vector>

namespace {

using namespace msao::engine;

/// The fastest of three, and the plan's prediction.
std::pair<double, double> timedPlan(const Scenario& scenario) {
    double fastest = 1e9, predicted = 0;
    for (int repeat = 0; repeat < 3; ++repeat) {
        const auto begin = std::chrono::steady_clock::now();
        const auto result = planRequest(scenario.live, scenario.probes, scenario.calibration, scenario.options);
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
        fastest = std::min(fastest, took.count());
        predicted = (*result).plan.predictedMs;
    }
    return {fastest, predicted};
}

double quantile(std::vector<double>& values, double share) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

}  // namespace

int main(int argc, char** argv) {
    const int count = argc > 1 ? std::atoi(argv[1]) : 1000;
    const int gridLevels = argc > 2 ? std::atoi(argv[2]) : 0;
    std::mt19937_64 random(7);
    std::vector<double> milliseconds, charted, ratios;
    for (int i = 0; i < count; ++i) {
        Scenario scenario = randomScenario(random, false);
        const auto [took, predicted] = timedPlan(scenario);
        milliseconds.push_back(took);
        if (gridLevels > 0) ratios.push_back(predicted / exhaustiveBest(scenario, gridLevels));
        scenario.options.recordsSearch = true;
        charted.push_back(timedPlan(scenario).first);
    }
    std::printf("plan, ms: median %.3f  p99 %.3f  max %.3f\n", quantile(milliseconds, 0.5),
                quantile(milliseconds, 0.99), quantile(milliseconds, 1));
    std::printf("with the search recorded for the trace: median %.3f  p99 %.3f  max %.3f\n", quantile(charted, 0.5),
                quantile(charted, 0.99), quantile(charted, 1));
    if (gridLevels > 0) {
        std::printf("plan / grid of %d: median %.4f  p99 %.4f  max %.4f\n", gridLevels + 1, quantile(ratios, 0.5),
                    quantile(ratios, 0.99), quantile(ratios, 1));
    }
    return 0;
}
