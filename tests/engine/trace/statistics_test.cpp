// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/trace_statistics.h"

#include "msao/engine/draft_fates.h"
#include "tests/engine/trace/sample_run.h"
#include "tests/engine/trace/trace_files.h"

namespace msao::tests {
namespace {

using namespace engine;

TraceStatistics statisticsOf(const std::vector<TraceEvent>& events) {
    const TemporaryFile file;
    recordTrace(file.path(), events);
    auto reader = TraceReader::open(file.path());
    auto statistics = traceStatistics(*reader);
    EXPECT_TRUE(statistics);
    return *std::move(statistics);
}

double quantile(const TraceStatistics& statistics, double share) {
    for (const EntropyQuantile& entry : statistics.entropy) {
        if (entry.share == share) return entry.normalisedEntropy;
    }
    return -1;
}

TEST(TraceStatisticsTest, CountsARunThatWasCountedByHand) {
    const TraceStatistics statistics = statisticsOf(sampleRun(10));
    EXPECT_EQ(statistics.requests, 1u);
    EXPECT_EQ(statistics.draftedTokens, 50u);
    EXPECT_EQ(statistics.acceptedTokens, 20u);
    EXPECT_EQ(statistics.correctedTokens, 10u);
    EXPECT_EQ(statistics.drafts.proposed, 50);
    EXPECT_EQ(statistics.drafts.accepted, 20);
    EXPECT_EQ(statistics.drafts.corrected, 10);
    EXPECT_EQ(statistics.drafts.rejected, 20);
    EXPECT_EQ(statistics.drafts.late, 0);
    EXPECT_TRUE(statistics.drafts.addsUp());
    EXPECT_EQ(statistics.cloudTokens + statistics.unverifiedTokens + statistics.unknownEvents, 0u);
    EXPECT_DOUBLE_EQ(statistics.meanAcceptedLength, 2.0);
    EXPECT_EQ(statistics.bytesSent, 640);
    EXPECT_EQ(statistics.bytesReceived, 480);
    EXPECT_EQ(statistics.last - statistics.first, std::chrono::milliseconds(900));
    EXPECT_DOUBLE_EQ(quantile(statistics, 0), 0.1);
    EXPECT_DOUBLE_EQ(quantile(statistics, 0.5), 0.3);
    EXPECT_DOUBLE_EQ(quantile(statistics, 0.7), 0.4);
    EXPECT_DOUBLE_EQ(quantile(statistics, 1), 0.5);
}

TEST(TraceStatisticsTest, TellsDraftsThatCameTooLateFromThoseThatAVerdictIsAbout) {
    DraftFates fates;
    fates.apply(RequestStarted{.mode = Mode::Msao});
    for (int i = 0; i < 5; ++i) fates.apply(TokenDrafted{0, i, TokenId{i}, 0.1F, 1, {}});
    Verdict verdict;
    verdict.tokens = {TokenId{0}, TokenId{99}};
    verdict.acceptedCount = 1;
    verdict.rejectedCount = 2;  // three of the five had reached the cloud
    fates.apply(VerdictArrived{verdict, 48, {}});
    fates.apply(TokenEmitted{0, TokenId{0}, Provenance::Accepted, " a"});
    fates.apply(RolledBack{1, 1, {TokenId{1}, TokenId{2}, TokenId{3}, TokenId{4}}});
    fates.apply(TokenEmitted{1, TokenId{99}, Provenance::Corrected, " b"});
    EXPECT_EQ(fates.counts().corrected, 1);
    EXPECT_EQ(fates.counts().rejected, 3);
    EXPECT_EQ(fates.counts().late, 2);
    // Whoever cancels waits for no verdict.
    fates.apply(TokenDrafted{1, 2, TokenId{5}, 0.1F, 1, {}});
    fates.apply(RequestEnded{RequestOutcome::Cancelled, 2});
    EXPECT_EQ(fates.counts().rejected, 4);
    EXPECT_EQ(fates.counts().late, 3);
    EXPECT_TRUE(fates.counts().addsUp());
}

TEST(TraceStatisticsTest, ACorrectedDraftThatTheCloudNeverSawIsNotCalledLate) {
    DraftFates fates;
    fates.apply(RequestStarted{.mode = Mode::NeverIdle});
    for (int i = 0; i < 2; ++i) fates.apply(TokenDrafted{0, i, TokenId{i}, 0.1F, 1, {}});
    Verdict verdict;
    verdict.tokens = {TokenId{99}};  // decoded while the drafts were on their way
    fates.apply(VerdictArrived{verdict, 48, {}});
    fates.apply(RolledBack{1, 0, {TokenId{0}, TokenId{1}}});
    fates.apply(TokenEmitted{0, TokenId{99}, Provenance::Corrected, " b"});
    EXPECT_EQ(fates.counts().corrected, 1);
    EXPECT_EQ(fates.counts().rejected, 1);
    EXPECT_EQ(fates.counts().late, 1);
}

TEST(TraceStatisticsTest, CountsEventsOfEveryType) {
    const TraceStatistics statistics = statisticsOf(sampleRun(3));
    ASSERT_EQ(statistics.events.size(), std::variant_size_v<TraceFact>);
    std::uint64_t all = 0;
    for (const TraceEventCount& entry : statistics.events) {
        all += entry.count;
        const std::uint64_t expected = entry.type == "verdict_arrived" ? 3 : entry.count;
        EXPECT_EQ(entry.count, expected) << entry.type;
    }
    EXPECT_EQ(all, sampleRun(3).size());
}

TEST(TraceStatisticsTest, ARevisedTokenCountsAsWhatItBecame) {
    const auto emitted = [](std::int64_t position) {
        return TraceEvent{TraceTime{0}, RequestId{1}, TokenEmitted{position, TokenId{1}, Provenance::Unverified, ""}};
    };
    const TraceStatistics statistics =
        statisticsOf({emitted(0),
                      emitted(1),
                      emitted(2),
                      {TraceTime{1}, RequestId{1}, TokenRevised{0, TokenId{1}, Provenance::Accepted, ""}},
                      {TraceTime{2}, RequestId{1}, TokenRevised{1, TokenId{2}, Provenance::Corrected, ""}}});
    EXPECT_EQ(statistics.acceptedTokens, 1u);
    EXPECT_EQ(statistics.correctedTokens, 1u);
    EXPECT_EQ(statistics.unverifiedTokens, 1u);
}

TEST(TraceStatisticsTest, AnEmptyTraceHasNoEntropies) {
    const TraceStatistics statistics = statisticsOf({});
    EXPECT_TRUE(statistics.entropy.empty());
    EXPECT_EQ(statistics.meanAcceptedLength, 0);
    EXPECT_EQ(statistics.blocks, 0u);
}

}  // namespace
}  // namespace msao::tests
