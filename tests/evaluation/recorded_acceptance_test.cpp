// SPDX-License-Identifier: Apache-2.0
#include "evaluation/simulator/recorded_acceptance.h"
#include "evaluation/simulator/random_stream.h"
#include "msao/engine/trace_writer.h"
#include "tests/evaluation/scenarios.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <string>

namespace msao::simulator {
namespace {

using namespace engine;

class RecordedAcceptanceTest : public testing::Test {
protected:
    void SetUp() override {
        m_file = std::filesystem::temp_directory_path() / ("msao-recorded-" + std::to_string(getpid()) + ".msao");
    }
    void TearDown() override { std::filesystem::remove(m_file); }

    void write(const std::vector<TraceFact>& facts) {
        auto writer = TraceWriter::create(m_file);
        ASSERT_TRUE(writer);
        TraceTime now{};
        for (const TraceFact& fact : facts) writer->record({now += TraceTime(1000), RequestId{1}, fact});
        ASSERT_TRUE(writer->close());
    }
    static TokenDrafted drafted(Epoch epoch, std::int64_t position, float entropy) {
        return {epoch, position, TokenId{1}, entropy, 1, {}};
    }
    static TokenEmitted emitted(std::int64_t position, Provenance provenance) {
        return {position, TokenId{1}, provenance, {}};
    }

    std::filesystem::path m_file;
};

TEST_F(RecordedAcceptanceTest, KeepsDraftsOnARightPrefixAndLeavesOutWhatStoodBehindAWrongOne) {
    write({drafted(0, 0, 0.1f), drafted(0, 1, 0.2f), drafted(0, 2, 0.3f), emitted(0, Provenance::Accepted),
           RolledBack{1, 1, {}}, emitted(1, Provenance::Corrected), emitted(2, Provenance::Cloud), drafted(1, 3, 0.4f),
           emitted(3, Provenance::Accepted)});
    const auto recorded = readRecordedAcceptance(m_file);
    ASSERT_TRUE(recorded) << recorded.error().message;
    EXPECT_EQ(recorded->drafts, (std::vector<RecordedDraft>{{0.1f, true}, {0.2f, false}, {0.4f, true}}));
    EXPECT_DOUBLE_EQ(recorded->share(), 2.0 / 3);
}

TEST_F(RecordedAcceptanceTest, UnverifiedTokensCountWhenTheyAreRevised) {
    write({drafted(0, 0, 0.1f), emitted(0, Provenance::Unverified),
           TokenRevised{0, TokenId{1}, Provenance::Accepted, {}}});
    const auto recorded = readRecordedAcceptance(m_file);
    ASSERT_TRUE(recorded) << recorded.error().message;
    EXPECT_EQ(recorded->drafts, (std::vector<RecordedDraft>{{0.1f, true}}));
}

TEST_F(RecordedAcceptanceTest, ATraceWithoutVerifiedDraftsIsRefused) {
    write({drafted(0, 0, 0.1f), emitted(0, Provenance::Unverified)});
    EXPECT_FALSE(readRecordedAcceptance(m_file));
}

TEST(RecordedScenarioTest, RunsAsFastAsTheSameShareByChance) {
    Scenario byChance = paperPair(Mode::NeverIdle, 0.8);
    Scenario replayed = byChance;
    replayed.recorded.emplace();
    for (std::uint64_t i = 0; i < 1000; ++i) replayed.recorded->drafts.push_back({0.05f, mixBits(7 + i) % 10 < 8});
    const double share = replayed.recorded->share();
    byChance.alpha = share;
    EXPECT_NEAR(run(replayed).tokensPerSecond / run(byChance).tokensPerSecond, 1, 0.03);
    EXPECT_DOUBLE_EQ(run(replayed).alpha, share);
}

}  // namespace
}  // namespace msao::simulator
