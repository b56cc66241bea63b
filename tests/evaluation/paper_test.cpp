// SPDX-License-Identifier: Apache-2.0
#include "evaluation/paper/paper_laws.h"
#include "evaluation/paper/paper_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace msao::evaluation {
namespace {

using engine::Mode;
using ::testing::HasSubstr;

PaperOptions shortOptions(double alpha) {
    PaperOptions options;
    options.alpha = alpha;
    options.answerTokens = 1500;
    return options;
}

/// A run of the pair that answers as cloud-only does, but for so many tokens.
RunSummary nativeRun(std::int64_t differentTokens) {
    RunSummary run;
    run.run = {Mode::Msao, PruningSource::None, 1};
    run.tokens = 100;
    run.differentTokens = differentTokens;
    return run;
}

bool holds(const std::vector<Law>& laws, std::string_view name) {
    for (const Law& law : laws) {
        if (law.name.find(name) != std::string::npos) return law.holds;
    }
    ADD_FAILURE() << name;
    return false;
}

TEST(PaperLawsTest, HoldForTheSimulatedPaperPair) {
    for (const double alpha : {0.5, 0.8, 0.95}) {
        const auto points = simulatePoints(shortOptions(alpha), {});
        const auto alphas = simulateAlphas(shortOptions(alpha), {});
        ASSERT_TRUE(points && alphas);
        EXPECT_EQ(points->size(), 3 * comparedModes().size());
        const RunSummary native = nativeRun(0);
        for (const Law& law : paperLaws(*points, *alphas, {&native, 1}))
            EXPECT_TRUE(law.holds) << alpha << ": " << law.name << ": " << law.fact;
    }
}

TEST(PaperLawsTest, AreBrokenByWhatBreaksThem) {
    auto points = simulatePoints(shortOptions(0.8), {});
    auto alphas = simulateAlphas(shortOptions(0.8), {});
    ASSERT_TRUE(points && alphas);
    const RunSummary lossy = nativeRun(1);
    EXPECT_FALSE(holds(paperLaws(*points, *alphas, {&lossy, 1}), "lossless"));
    EXPECT_FALSE(holds(paperLaws(*points, *alphas, {}), "lossless"));
    std::swap(alphas->front().tokensPerSecond, alphas->back().tokensPerSecond);
    EXPECT_FALSE(holds(paperLaws(*points, *alphas, {}), "monotone"));
    for (SimulatedPoint& point : *points) {
        if (point.mode == Mode::CloudOnly && point.megabits == 300) point.report.tokensPerSecond = 1e6;
    }
    const auto laws = paperLaws(*points, *alphas, {});
    EXPECT_FALSE(holds(laws, "no regret"));
    EXPECT_TRUE(holds(laws, "PerLLM"));
    EXPECT_FALSE(allHold(laws));
    EXPECT_FALSE(holds(paperLaws({}, {}, {}), "no regret"));
}

TEST(PaperPageTest, EveryTableSaysWhichTimeItIsOf) {
    PaperResults results;
    results.options = shortOptions(0.8);
    auto points = simulatePoints(results.options, {});
    ASSERT_TRUE(points);
    results.points = *std::move(points);
    results.native.runs = {nativeRun(0)};
    results.laws = paperLaws(results.points, {}, results.native.runs);
    const std::string page = paperMarkdown(results);
    std::size_t headings = 0;
    for (std::size_t at = page.find("\n## "); at != std::string::npos; at = page.find("\n## ", at + 1)) {
        const std::string heading = page.substr(at + 1, page.find('\n', at + 1) - at);
        if (heading.starts_with("## Laws")) continue;
        ++headings;
        EXPECT_TRUE(heading.find("native") != std::string::npos || heading.find("simulated") != std::string::npos)
            << heading;
    }
    EXPECT_EQ(headings, 4u);
    EXPECT_THAT(paperJson(results), HasSubstr("\"time\": \"simulated\""));
}

}  // namespace
}  // namespace msao::evaluation
