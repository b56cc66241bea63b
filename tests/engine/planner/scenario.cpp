// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/planner/scenario.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace msao::engine {
namespace {

double uniform(std::mt19937_64& random, double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(random);
}

/// Every order of magnitude is as likely as every other.
double logUniform(std::mt19937_64& random, double low, double high) {
    return std::exp(uniform(random, std::log(low), std::log(high)));
}

QualityCurve randomCurve(std::mt19937_64& random) {
    QualityCurve curve;
    const double harm = logUniform(random, 0.02, 0.5), bend = uniform(random, 1, 4);
    for (double removed = 0.125; removed <= 1; removed += 0.125) {
        curve.push_back({removed, harm * std::pow(removed, bend) + uniform(random, 0, 0.001)});
    }
    return curve;
}

Calibration randomCalibration(std::mt19937_64& random) {
    Calibration calibration;
    const double skew = uniform(random, 1, 5);
    for (int i = 0; i < 500; ++i) {
        calibration.entropies.push_back(static_cast<float>(std::pow(uniform(random, 0, 1), skew)));
    }
    std::sort(calibration.entropies.begin(), calibration.entropies.end());
    const double sure = uniform(random, 0.5, 0.98), unsure = uniform(random, 0.1, 0.6);
    for (double upper = 0.125; upper <= 1; upper += 0.125) {
        const auto drafted = static_cast<std::int64_t>(
            1000 * (confidentShare(calibration, upper) - confidentShare(calibration, upper - 0.125)));
        const double acceptance = sure + (unsure - sure) * upper;
        calibration.acceptance.push_back(
            {upper, drafted, static_cast<std::int64_t>(acceptance * static_cast<double>(drafted))});
    }
    for (const Modality modality : kModalities) {
        calibration.quality.push_back({modality, randomCurve(random), randomCurve(random)});
    }
    return calibration;
}

std::vector<ModalityProbe> randomProbes(std::mt19937_64& random) {
    std::vector<ModalityProbe> probes = {
        {.modality = Modality::Text, .mas = uniform(random, 0, 1), .tokens = 40, .bytes = 160}};
    for (const Modality modality : {Modality::Image, Modality::Video, Modality::Audio}) {
        if (uniform(random, 0, 1) < 0.35) continue;
        probes.push_back({.modality = modality,
                          .mas = uniform(random, 0, 1),
                          .uncertainty = uniform(random, 0, 0.5),
                          .tokens = static_cast<std::int64_t>(logUniform(random, 50, 10'000)),
                          .bytes = static_cast<std::int64_t>(logUniform(random, 1e4, 5e6))});
    }
    return probes;
}

LiveFigures randomFigures(std::mt19937_64& random) {
    LiveFigures live;
    live.link = {.bytesPerSecond = logUniform(random, 2e5, 1e8), .rttMs = logUniform(random, 1, 300)};
    live.edge = {.stepMs = logUniform(random, 1, 30),
                 .prefillMsPerToken = logUniform(random, 0.02, 1),
                 .prefillFixedMs = uniform(random, 0, 20)};
    live.cloud = {.stepMs = logUniform(random, 3, 40),
                  .stepMsPerExtraToken = uniform(random, 0, 1),
                  .prefillMsPerToken = logUniform(random, 0.02, 0.5),
                  .prefillFixedMs = uniform(random, 0, 20)};
    if (uniform(random, 0, 1) < 0.5) live.cloudDraftStepMs = live.cloud.stepMs * uniform(random, 0.1, 0.5);
    live.cloudLoad = uniform(random, 0, 1) < 0.5 ? 0 : logUniform(random, 0.1, 10);
    live.answerTokens = std::round(logUniform(random, 1, 400));
    live.edgeKvBytesPerToken = 28'672;
    return live;
}

std::vector<Mode> modesOf(const LiveFigures& live) {
    std::vector<Mode> modes = {Mode::CloudOnly, Mode::Sync, Mode::VerifyOnly, Mode::NeverIdle};
    if (live.cloudDraftStepMs) modes.insert(modes.end(), {Mode::CoLocated, Mode::Hybrid});
    return modes;
}

double bestDecode(const CostInput& input, Mode mode, std::int32_t longest) {
    double best = std::numeric_limits<double>::infinity();
    for (double share = 0; share <= 1; share += 0.05) {
        const double theta = share < 1 ? entropyQuantile(input.calibration, share) : 1;
        for (std::int32_t length = 1; length <= longest; ++length) {
            best = std::min(best, predictDecode(input, mode, theta, length).totalMs());
        }
    }
    return best;
}

struct GridAxis {
    bool isRetention;
    std::size_t probe;
    double least;  // share removed where nothing is given up
    double most;
    const QualityCurve* curve;
};

double measuredCompression(const MediaRate& rate, const ModalityProbe& probe) {
    return 1 - rate.bytesPerToken * static_cast<double>(probe.tokens) / static_cast<double>(probe.bytes);
}

std::vector<GridAxis> gridAxes(const Scenario& scenario) {
    std::vector<GridAxis> axes;
    for (std::size_t i = 0; i < scenario.probes.size(); ++i) {
        const ModalityProbe& probe = scenario.probes[i];
        if (probe.modality == Modality::Text) continue;
        const ModalityQuality& quality = scenario.calibration.quality[static_cast<std::size_t>(probe.modality)];
        axes.push_back({true, i, 0, probe.mas * (1 - probe.uncertainty), &quality.ofPruning});
        double least = 0, most = probe.modality == Modality::Audio ? 0 : scenario.options.maxCompression;
        if (!quality.rates.empty()) {
            least = measuredCompression(quality.rates.front(), probe);
            most = measuredCompression(quality.rates.back(), probe);
        }
        axes.push_back({false, i, least, most, &quality.ofCompression});
    }
    return axes;
}

/// Walks the whole grid of the axes from `axis` on, and returns the least prefill time of a point within the bound.
double walk(const CostInput& input, const std::vector<GridAxis>& axes, std::size_t axis, int levels, Mode mode,
            double loss, double bound, std::vector<ModalityPlan>& plans) {
    if (loss > bound) return std::numeric_limits<double>::infinity();
    if (axis == axes.size()) return predictPrefill(input, mode, plans).criticalMs;
    double best = std::numeric_limits<double>::infinity();
    for (int level = 0; level <= levels; ++level) {
        const GridAxis& at = axes[axis];
        const double removed = at.least + (at.most - at.least) * level / levels;
        if (at.isRetention) {
            plans[at.probe].retention = 1 - removed;
        } else {
            plans[at.probe].compression = removed;
        }
        const double own = tokenLoss(*at.curve, removed) - tokenLoss(*at.curve, at.least);
        best = std::min(best, walk(input, axes, axis + 1, levels, mode, loss + own, bound, plans));
    }
    return best;
}

}  // namespace

Scenario randomScenario(std::mt19937_64& random, bool isBounded) {
    Scenario scenario;
    scenario.live = randomFigures(random);
    scenario.probes = randomProbes(random);
    scenario.calibration = randomCalibration(random);
    scenario.options.seed = random();
    if (isBounded) {
        scenario.live.edgeMemoryBytes = static_cast<std::int64_t>(logUniform(random, 1e6, 1e9));
        scenario.options.maxUploadMs = logUniform(random, 50, 10'000);
    }
    return scenario;
}

void measureRates(std::mt19937_64& random, Scenario& scenario) {
    for (const ModalityProbe& probe : scenario.probes) {
        if (probe.modality == Modality::Text) continue;
        const double raw = static_cast<double>(probe.bytes) / static_cast<double>(probe.tokens);
        double share = uniform(random, 0.05, 0.4);
        ModalityQuality& measured = scenario.calibration.quality[static_cast<std::size_t>(probe.modality)];
        measured.ofCompression.clear();
        double loss = 0;
        for (const int quality : {90, 60, 30}) {
            measured.rates.push_back({quality, share * raw});
            measured.ofCompression.push_back({1 - share, loss});
            share *= uniform(random, 0.3, 0.9);
            loss += uniform(random, 0.0, 0.02);
        }
    }
}

Calibration constantAcceptance(double acceptance) {
    Calibration calibration;
    calibration.entropies = {0.5F};
    constexpr std::int64_t kMany = 1'000'000'000'000;
    calibration.acceptance = {{1, kMany, static_cast<std::int64_t>(acceptance * static_cast<double>(kMany))}};
    return calibration;
}

double exhaustiveBest(const Scenario& scenario, int gridLevels) {
    const CostInput input{scenario.live, scenario.probes, scenario.calibration, scenario.options.policy};
    const std::vector<GridAxis> axes = gridAxes(scenario);
    std::vector<ModalityPlan> plans(scenario.probes.size());
    // Of one token of an answer, each of which may spoil it.
    const double bound = 1 - std::pow(1 - scenario.options.method.qualityBound, 1 / scenario.live.answerTokens);
    const double free = walk(input, axes, 0, gridLevels, Mode::NeverIdle, 0, bound, plans);
    const double waiting = walk(input, axes, 0, gridLevels, Mode::VerifyOnly, 0, bound, plans);
    double best = std::numeric_limits<double>::infinity();
    for (const Mode mode : modesOf(scenario.live)) {
        const bool waits = mode == Mode::Sync || mode == Mode::VerifyOnly;
        best =
            std::min(best, (waits ? waiting : free) + bestDecode(input, mode, scenario.options.adaptiveMaxDraftLength));
    }
    return best;
}

}  // namespace msao::engine
