// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/trace/random_events.h"
#include "tests/engine/trace/trace_files.h"

#include <cmath>
#include <limits>

namespace msao::tests {
namespace {

using namespace engine;

TEST(TraceRoundTripTest, GivesBackRandomEventsOfEveryType) {
    const std::vector<TraceEvent> events = RandomEvents(testSeed()).take(20'000);
    const TemporaryFile file;
    recordTrace(file.path(), events);
    const TraceContent content = readTrace(file.path());
    EXPECT_EQ(content.error, "");
    EXPECT_EQ(content.damage, "");
    EXPECT_GT(content.blocks, 20u);
    EXPECT_TRUE(content.events == events);
}

TEST(TraceRoundTripTest, AnEmptyRecordingIsAnEmptyTrace) {
    const TemporaryFile file;
    recordTrace(file.path(), {});
    const TraceContent content = readTrace(file.path());
    EXPECT_EQ(content.error + content.damage, "");
    EXPECT_TRUE(content.events.empty());
}

TEST(TraceRoundTripTest, RecordingAReplayGivesTheSameFile) {
    const std::vector<TraceEvent> events = RandomEvents(testSeed()).take(5'000);
    const TemporaryFile live;
    auto writer = TraceWriter::create(live.path());
    ASSERT_TRUE(writer);
    for (const TraceEvent& event : events) {
        // A live run tells the time between events, too; late events are stamped with what was told.
        (*writer).advance(event.time - std::chrono::milliseconds(1));
        (*writer).record(event);
        (*writer).advance(event.time + std::chrono::milliseconds(700));
    }
    ASSERT_TRUE((*writer).close());
    const TemporaryFile replayed;
    recordTrace(replayed.path(), readTrace(live.path()).events);
    EXPECT_TRUE(live.bytes() == replayed.bytes());
}

TEST(TraceRoundTripTest, KeepsTheEndsOfNumbersAndWhatIsNoNumber) {
    const double infinity = std::numeric_limits<double>::infinity();
    TraceEvent extreme{TraceTime::max(), RequestId{std::numeric_limits<std::uint64_t>::max()},
                       ThetaMoved{-infinity, 1e300, {}}};
    TraceEvent integers{TraceTime{0}, RequestId::None, FrameProbed{.frame = std::numeric_limits<std::int64_t>::min()}};
    TraceEvent none{TraceTime{0}, RequestId::None, ThetaMoved{std::numeric_limits<double>::quiet_NaN(), -0.0, {}}};
    const TemporaryFile file;
    recordTrace(file.path(), {integers, none, extreme});
    const TraceContent content = readTrace(file.path());
    ASSERT_EQ(content.events.size(), 3u) << content.error;
    EXPECT_EQ(content.events[0], integers);
    EXPECT_TRUE(std::isnan(std::get<ThetaMoved>(content.events[1].fact).from));
    EXPECT_TRUE(std::signbit(std::get<ThetaMoved>(content.events[1].fact).to));
    EXPECT_EQ(content.events[2], extreme);
}

TEST(TraceRoundTripTest, AnEventStampedBeforeItsPredecessorKeepsItsPlaceAtThePredecessorsTime) {
    const auto at = [](std::int64_t ns) { return TraceEvent{TraceTime(ns), RequestId::None, OptionChanged{}}; };
    const TemporaryFile file;
    recordTrace(file.path(), {at(50), at(20), at(-3), at(60)});
    EXPECT_EQ(readTrace(file.path()).events, (std::vector{at(50), at(50), at(50), at(60)}));
}

TEST(TraceRoundTripTest, AnEventTooLongForABlockIsLeftOutAndToldOnce) {
    const TemporaryFile file;
    auto writer = TraceWriter::create(file.path());
    ASSERT_TRUE(writer);
    const TraceEvent small{TraceTime{1}, RequestId::None, OptionChanged{"name", "value"}};
    (*writer).record(small);
    (*writer).record({TraceTime{2}, RequestId::None, OptionChanged{"name", std::string(2'000'000, 'x')}});
    (*writer).record(small);
    const Status error = (*writer).takeError();
    ASSERT_FALSE(error);
    EXPECT_EQ(error.error().code, ErrorCode::LimitExceeded);
    EXPECT_TRUE((*writer).takeError());
    EXPECT_TRUE((*writer).close());
    EXPECT_EQ((*writer).droppedEvents(), 1u);
    EXPECT_EQ(readTrace(file.path()).events, (std::vector{small, small}));
}

TEST(TraceRoundTripTest, AQuietStreamIsOnDiskAfterASecond) {
    const TemporaryFile file;
    auto writer = TraceWriter::create(file.path());
    ASSERT_TRUE(writer);
    const TraceEvent event{TraceTime{5}, RequestId::None, OptionChanged{"name", "value"}};
    (*writer).record(event);
    (*writer).advance(std::chrono::milliseconds(999));
    EXPECT_TRUE(readTrace(file.path()).events.empty());
    (*writer).advance(std::chrono::milliseconds(1001));
    EXPECT_EQ(readTrace(file.path()).events, std::vector{event});
}

}  // namespace
}  // namespace msao::tests
