// SPDX-License-Identifier: Apache-2.0
#include "evaluation/paper/speed_point.h"

#include <algorithm>

namespace msao::evaluation {

namespace {

/// The method goes by its name in both kinds of time.
std::string nameOf(const RunSpec& run) {
    if (run.mode != engine::Mode::Msao || run.isForced()) return run.name();
    return run.pruning == PruningSource::None ? kMethod : kPrunedMethod;
}

}  // namespace

std::vector<SpeedPoint> speedPoints(std::span<const SimulatedPoint> points) {
    std::vector<SpeedPoint> speeds;
    for (const SimulatedPoint& point : points) {
        const simulator::RunReport& report = point.report;
        speeds.push_back({false, point.megabits, point.who.name(), report.tokensPerSecond, report.medianMsPerToken,
                          report.p95MsPerToken, report.cloudGpuMsPerToken});
    }
    return speeds;
}

std::vector<SpeedPoint> speedPoints(std::span<const PacedPart> parts) {
    std::vector<SpeedPoint> speeds;
    for (const PacedPart& part : parts) {
        for (const RunSummary& run : part.report.runs) {
            const double tokens = static_cast<double>(std::max<std::int64_t>(1, run.tokens));
            speeds.push_back({true, part.megabits, nameOf(run.run), run.tokensPerSecond, run.totalMs.median,
                              run.totalMs.p95, run.pacing.cloudMs / tokens, run.pacing.steps, run.pacing.overran,
                              run.tokensPerSecondInterval, run.totalMs.medianInterval, run.totalMs.p95Interval,
                              run.totalMs.mean});
        }
    }
    return speeds;
}

const SpeedPoint* findPoint(std::span<const SpeedPoint> points, const SpeedPoint& like, const std::string& who) {
    const auto found = std::ranges::find_if(points, [&](const SpeedPoint& point) {
        return point.who == who && point.isPaced == like.isPaced && point.megabits == like.megabits;
    });
    return found == points.end() ? nullptr : &*found;
}

}  // namespace msao::evaluation
