// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/mode_choice.h"

#include "tests/engine/planner/event_simulation.h"
#include "tests/engine/planner/scenario.h"
#include "tests/sanitizers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <random>
#include <vector>

namespace msao::engine {
namespace {

/// Roofline figures of a 2B draft on an RTX 3090 and a 7B target on an A100-40, bf16, at 20 ms.
LiveFigures paperMachines() {
    LiveFigures live;
    live.link = {.bytesPerSecond = 300e6 / 8, .rttMs = 20};
    live.edge = {.stepMs = 3.30, .prefillMsPerToken = 0.04, .prefillFixedMs = 4};
    live.cloud = {.stepMs = 9.09, .prefillMsPerToken = 0.045, .prefillFixedMs = 5};
    live.cloudDraftStepMs = 1.99;
    live.answerTokens = 20'000;
    return live;
}

double tokensPerSecond(const LiveFigures& live, double acceptance, Mode mode, std::int32_t draftLength) {
    const Calibration calibration = constantAcceptance(acceptance);
    const CostInput input{live, {}, calibration};
    return 1e3 * (live.answerTokens - 1) / predictDecode(input, mode, 1, draftLength).totalMs();
}

double bestTokensPerSecond(const LiveFigures& live, double acceptance, Mode mode) {
    double best = 0;
    for (std::int32_t length = 1; length <= 16; ++length) {
        best = std::max(best, tokensPerSecond(live, acceptance, mode, length));
    }
    return best;
}

std::vector<bool> randomMatches(std::mt19937_64& random, std::size_t count, double acceptance) {
    std::vector<bool> matches(count);
    for (std::size_t i = 0; i < count; ++i)
        matches[i] = std::uniform_real_distribution<double>(0, 1)(random) < acceptance;
    return matches;
}

TEST(ModeForecastTest, GivesTheSpeedsOfTheRoofline) {
    const LiveFigures live = paperMachines();
    struct Row {
        double acceptance, sync, coLocated;
    };
    for (const Row& row : {Row{0.7, 65, 168}, Row{0.8, 81, 197}, Row{0.9, 103, 248}}) {
        EXPECT_NEAR(tokensPerSecond(live, row.acceptance, Mode::CloudOnly, 1), 110, 0.02 * 110);
        EXPECT_NEAR(tokensPerSecond(live, row.acceptance, Mode::Sync, 5), row.sync, 0.02 * row.sync);
        EXPECT_NEAR(bestTokensPerSecond(live, row.acceptance, Mode::CoLocated), row.coLocated, 0.02 * row.coLocated);
    }
}

TEST(ModeForecastTest, GivesAtLeastTheSpeedsPublishedForPipelinedModes) {
    const LiveFigures live = paperMachines();
    struct Row {
        double acceptance, verifyOnly, neverIdle;
    };
    for (const Row& row : {Row{0.7, 83, 121}, Row{0.8, 108, 136}, Row{0.9, 159, 172}}) {
        EXPECT_GE(bestTokensPerSecond(live, row.acceptance, Mode::VerifyOnly), 0.99 * row.verifyOnly);
        EXPECT_GE(bestTokensPerSecond(live, row.acceptance, Mode::NeverIdle), 0.99 * row.neverIdle);
    }
}

TEST(ModeForecastTest, AgreesWithAnEventSimulation) {
    std::mt19937_64 random(20260405);
    for (int i = 0; i < 150; ++i) {
        Scenario scenario = randomScenario(random, false);
        LiveFigures live = scenario.live;
        live.cloudDraftStepMs = 0.3 * live.cloud.stepMs;
        live.answerTokens = 3001;
        const double acceptance = std::uniform_real_distribution<double>(0, 1)(random);
        const std::vector<bool> matches = randomMatches(random, 3000, acceptance);
        // What the draw happened to be, so that its scatter does not count.
        const double drawn = static_cast<double>(std::count(matches.begin(), matches.end(), true)) / 3000;
        for (const Mode mode : {Mode::Sync, Mode::CoLocated, Mode::VerifyOnly, Mode::NeverIdle}) {
            for (const std::int32_t length : {1, 4}) {
                const double simulated = 1e3 * 3000 / simulatedDecodeMs(live, mode, length, matches);
                EXPECT_NEAR(tokensPerSecond(live, drawn, mode, length) / simulated, 1, 0.04)
                    << modeName(mode) << ", N " << length << ", acceptance " << drawn << ", RTT " << live.link.rttMs
                    << ", t_d " << live.edge.stepMs << ", t_v " << live.cloud.stepMs << ", scenario " << i;
            }
        }
    }
}

TEST(ModeForecastTest, NeverForecastsNeverIdleSlowerThanCloudOnly) {
    LiveFigures live = paperMachines();
    live.answerTokens = 200;
    for (double acceptance = 0; acceptance <= 1; acceptance += 0.1) {
        for (double rtt = 1; rtt <= 500; rtt *= 1.5) {
            live.link.rttMs = rtt;
            EXPECT_GE(tokensPerSecond(live, acceptance, Mode::NeverIdle, 1),
                      tokensPerSecond(live, acceptance, Mode::CloudOnly, 1) * (1 - 1e-6))
                << acceptance << " at " << rtt << " ms";
        }
    }
}

TEST(ModeForecastTest, OffersOnlyWhatIsAllowedAndPossible) {
    LiveFigures live = paperMachines();
    const Calibration calibration = constantAcceptance(0.8);
    const CostInput input{live, {}, calibration};
    AllowedModes nothing{};
    nothing = {.edgeOnly = false,
               .cloudOnly = false,
               .sync = false,
               .coLocated = false,
               .verifyOnly = false,
               .neverIdle = false,
               .hybrid = false};
    EXPECT_TRUE(forecastModes(input, {}, {.allowed = nothing}).empty());
    nothing.neverIdle = true;
    ASSERT_EQ(forecastModes(input, {}, {.allowed = nothing}).size(), 1U);
    EXPECT_EQ(forecastModes(input, {}, {.allowed = nothing}).front().mode, Mode::NeverIdle);
    live.cloudDraftStepMs.reset();
    for (const ModeForecast& forecast : forecastModes(input, {}, {})) {
        EXPECT_NE(forecast.mode, Mode::CoLocated);
        EXPECT_NE(forecast.mode, Mode::Hybrid);
        EXPECT_NE(forecast.mode, Mode::EdgeOnly);
    }
    live.isCloudReachable = false;
    EXPECT_TRUE(forecastModes(input, {}, {}).empty());
}

/// One point of the grid: every mode simulated at several draft lengths, on the same draws.
class GridPoint {
public:
    GridPoint(const LiveFigures& live, double acceptance, std::mt19937_64& random)
        : m_live(live), m_calibration(constantAcceptance(acceptance)) {
        const auto tokens = static_cast<std::size_t>(live.answerTokens) - 1;
        const std::size_t repeats = tokens > 0 ? std::min<std::size_t>(10'000 / tokens + 1, 500) : 1;
        for (std::size_t i = 0; i < repeats; ++i) m_draws.push_back(randomMatches(random, tokens, acceptance));
    }

    /// The best of `allowed` over what was chosen from the same.
    double ratio(const AllowedModes& allowed) {
        const CostInput input{m_live, kProbes, m_calibration};
        const auto forecasts = forecastModes(input, kWhole, {.allowed = allowed});
        const ModeForecast& chosen = forecasts.front();
        double best = std::numeric_limits<double>::infinity();
        for (const ModeForecast& forecast : forecasts) {
            best = std::min(best, totalMs(forecast, forecast.draftLength));
            for (const std::int32_t length : {1, 4}) best = std::min(best, totalMs(forecast, length));
        }
        return best / totalMs(chosen, chosen.draftLength);
    }

private:
    double totalMs(const ModeForecast& forecast, std::int32_t length) {
        return forecast.costs.prefill.criticalMs + meanMs(forecast.mode, length);
    }

    double meanMs(Mode mode, std::int32_t length) {
        const auto [entry, isNew] = m_known.try_emplace({mode, length}, 0.0);
        if (!isNew) return entry->second;
        for (const std::vector<bool>& matches : m_draws)
            entry->second += simulatedDecodeMs(m_live, mode, length, matches);
        return entry->second /= static_cast<double>(m_draws.size());
    }

    inline static const std::vector<ModalityProbe> kProbes = {
        {.modality = Modality::Text, .tokens = 40, .bytes = 160},
        {.modality = Modality::Image, .tokens = 391, .bytes = 160'000},
    };
    inline static const std::vector<ModalityPlan> kWhole = {{.modality = Modality::Text},
                                                            {.modality = Modality::Image}};

    const LiveFigures& m_live;
    Calibration m_calibration;
    std::vector<std::vector<bool>> m_draws;
    std::map<std::pair<Mode, std::int32_t>, double> m_known;
};

TEST(ModeChoiceTest, IsWithinTwoPercentOfTheBestModeAtEveryPointOfTheGrid) {
    std::mt19937_64 random(20260406);
    LiveFigures live = paperMachines();
    live.cloud.stepMsPerExtraToken = 0.05;  // 14.1 GFLOP a row
    AllowedModes withEdge, withoutOwnDraft;
    withEdge.edgeOnly = true;
    withoutOwnDraft.coLocated = withoutOwnDraft.hybrid = false;
    // Sums without threads and without memory of their own: under a sanitizer a corner of the grid will do.
    const std::vector<double> loads = tests::kHasSanitizer ? std::vector{5.0} : std::vector{0.0, 5.0, 30.0, 100.0};
    const std::vector<double> lengths =
        tests::kHasSanitizer ? std::vector{3.0} : std::vector{1.0, 3.0, 12.0, 50.0, 200.0};
    double worst = 1;
    for (const double acceptance : {0.0, 0.5, 0.7, 0.85, 0.97}) {
        for (const double rtt : {2.0, 10.0, 20.0, 60.0, 200.0}) {
            for (const double megabits : {20.0, 300.0}) {
                for (const double load : loads) {
                    for (const double tokens : lengths) {
                        live.link = {.bytesPerSecond = megabits * 1e6 / 8, .rttMs = rtt};
                        live.cloudLoad = load;
                        live.answerTokens = tokens;
                        GridPoint point(live, acceptance, random);
                        for (const AllowedModes& allowed : {withEdge, AllowedModes{}, withoutOwnDraft}) {
                            const double ratio = point.ratio(allowed);
                            worst = std::min(worst, ratio);
                            EXPECT_GE(ratio, 0.98)
                                << "acceptance " << acceptance << ", RTT " << rtt << " ms, " << megabits
                                << " Mbit/s, load " << load << ", " << tokens << " tokens, edge-only "
                                << allowed.edgeOnly << ", cloud drafts " << allowed.hybrid;
                        }
                    }
                }
            }
        }
    }
    RecordProperty("worst_ratio", std::to_string(worst));
    std::printf("worst of the grid: %.4f of the best mode\n", worst);
}

}  // namespace
}  // namespace msao::engine
