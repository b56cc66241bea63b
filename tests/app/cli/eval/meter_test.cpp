// SPDX-License-Identifier: Apache-2.0
#include "app/cli/eval/meter.h"

#include <gtest/gtest.h>

namespace msao::app {
namespace {

using namespace engine;

void tell(EvalMeter& meter, TraceFact fact) {
    TraceEvent event;
    event.fact = std::move(fact);
    meter.record(event);
}

VerdictArrived verdictOf(std::int64_t position, std::vector<TokenId> tokens) {
    Verdict verdict;
    verdict.firstPosition = position;
    verdict.tokens = std::move(tokens);
    verdict.cloudStepMs = 1;
    return {verdict};
}

TEST(EvalMeterTest, AVerdictThatMeetsDraftsOnTheirWayHasJudgedThem) {
    EvalMeter meter;  // the cloud went on by itself, and the edge had drafted the same
    tell(meter, TokenDrafted{0, 0, TokenId{5}});
    tell(meter, TokenDrafted{0, 1, TokenId{6}});
    tell(meter, verdictOf(0, {TokenId{5}}));
    tell(meter, TokenEmitted{0, TokenId{5}, Provenance::Accepted});
    EXPECT_EQ(meter.judgingVerdicts, 1);
    tell(meter, verdictOf(1, {TokenId{7}}));
    tell(meter, RolledBack{1, 1, {TokenId{6}}});
    tell(meter, TokenEmitted{1, TokenId{7}, Provenance::Corrected});
    EXPECT_EQ(meter.judgingVerdicts, 2);
}

TEST(EvalMeterTest, AVerdictCountsOnceHoweverManyDraftsItJudges) {
    EvalMeter meter;
    tell(meter, verdictOf(0, {TokenId{5}, TokenId{6}}));
    tell(meter, TokenEmitted{0, TokenId{5}, Provenance::Accepted});
    tell(meter, TokenRevised{1, TokenId{6}, Provenance::Accepted});
    tell(meter, RolledBack{1, 2, {TokenId{7}}});
    EXPECT_EQ(meter.judgingVerdicts, 1);
}

TEST(EvalMeterTest, AVerdictThatMeetsNoDraftJudgesNone) {
    EvalMeter meter;
    tell(meter, verdictOf(0, {TokenId{5}}));
    tell(meter, TokenEmitted{0, TokenId{5}, Provenance::Cloud});
    tell(meter, RolledBack{1, 1, {}});
    tell(meter, TokenDrafted{1, 1, TokenId{6}});
    tell(meter, RolledBack{2, 1, {TokenId{6}}});  // by a change of mode, as no verdict came since
    EXPECT_EQ(meter.judgingVerdicts, 0);
}

}  // namespace
}  // namespace msao::app
