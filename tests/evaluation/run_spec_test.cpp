// SPDX-License-Identifier: Apache-2.0
#include "evaluation/measure/run_spec.h"

#include <gtest/gtest.h>

namespace msao::evaluation {
namespace {

using engine::Mode;

TEST(RunSpecTest, PruningMultipliesMsaoAlone) {
    const auto runs = parseRuns("cloud-only,edge-only,msao", "100,50,planned", "probe,random");
    ASSERT_TRUE(runs) << runs.error().message;
    const std::vector<RunSpec> expected = {
        {Mode::CloudOnly, PruningSource::None, 1}, {Mode::EdgeOnly, PruningSource::None, 1},
        {Mode::Msao, PruningSource::None, 1},      {Mode::Msao, PruningSource::Probe, 0.5},
        {Mode::Msao, PruningSource::Random, 0.5},  {Mode::Msao, PruningSource::Planned, 1}};
    EXPECT_EQ(*runs, expected);
    EXPECT_EQ(runs->at(3).name(), "msao, probe 50 %");
    EXPECT_EQ(runs->at(5).name(), "msao, planned");
}

TEST(RunSpecTest, NothingIsRunTwice) {
    const auto runs = parseRuns("msao,cloud-only,msao,cloud-only", "100,100", "probe");
    ASSERT_TRUE(runs);
    EXPECT_EQ(runs->size(), 2u);
}

TEST(RunSpecTest, AblationsPruneAsTheyPlan) {
    const auto runs = parseRuns("msao-no-modality,sync", "100", "probe");
    ASSERT_TRUE(runs);
    EXPECT_EQ(runs->at(0).pruning, PruningSource::Planned);
    EXPECT_EQ(runs->at(1).pruning, PruningSource::None);
}

TEST(RunSpecTest, EveryModeIsARun) {
    for (const engine::ModeName& mode : engine::kModeNames) {
        const auto runs = parseRuns(mode.name, "100", "probe");
        ASSERT_TRUE(runs) << mode.name;
        EXPECT_EQ(runs->front().mode, mode.mode);
    }
}

TEST(RunSpecTest, WhatIsNoModeNoShareAndNoSourceIsNamed) {
    for (const char* modes : {"", "cloud", "msao,"}) EXPECT_FALSE(parseRuns(modes, "100", "probe")) << modes;
    for (const char* retention : {"", "0", "101", "50%", "fifty", "-1", "50,", "999999999999"})
        EXPECT_FALSE(parseRuns("msao", retention, "probe")) << retention;
    const auto wrong = parseRuns("msao", "50", "guess");
    ASSERT_FALSE(wrong);
    EXPECT_NE(wrong.error().message.find("guess"), std::string::npos);
}

}  // namespace
}  // namespace msao::evaluation
