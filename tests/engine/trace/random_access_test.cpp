// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/trace/random_events.h"
#include "tests/engine/trace/trace_files.h"

#include <random>

namespace msao::tests {
namespace {

using namespace engine;

std::vector<TraceEvent> scan(const std::vector<TraceEvent>& events, TraceInterval interval) {
    std::vector<TraceEvent> found;
    for (const TraceEvent& event : events) {
        if (event.time >= interval.from && event.time <= interval.to) found.push_back(event);
    }
    return found;
}

TEST(TraceRandomAccessTest, AnIntervalGivesWhatALinearScanGives) {
    const std::uint64_t seed = testSeed();
    const std::vector<TraceEvent> events = RandomEvents(seed).take(5'000);
    const TemporaryFile file;
    recordTrace(file.path(), events);
    std::mt19937_64 random(seed);
    for (int i = 0; i < 200; ++i) {
        // Ends that are an event's own time as well as ends between events and outside.
        const auto drawEnd = [&] {
            return events[random() % events.size()].time + TraceTime(random() % 3) - TraceTime(1);
        };
        const TraceInterval interval{drawEnd(), drawEnd()};
        const TraceContent content = readTrace(file.path(), interval);
        ASSERT_EQ(content.error, "");
        ASSERT_TRUE(content.events == scan(events, interval));
    }
}

TEST(TraceRandomAccessTest, FindsAllEventsOfOneMomentThatFillSeveralBlocks) {
    const TraceEvent event{std::chrono::seconds(3), RequestId::None, OptionChanged{"name", "value"}};
    const std::vector<TraceEvent> events(10'000, event);
    const TemporaryFile file;
    recordTrace(file.path(), events);
    const TraceContent content = readTrace(file.path(), {event.time, event.time});
    EXPECT_GE(content.blocks, 3u);
    EXPECT_EQ(content.events.size(), events.size());
}

TEST(TraceRandomAccessTest, AVisitorsErrorEndsTheVisit) {
    const TemporaryFile file;
    recordTrace(file.path(), RandomEvents(testSeed()).take(100));
    auto reader = TraceReader::open(file.path());
    ASSERT_TRUE(reader);
    int seen = 0;
    const Status visited = (*reader).visit({}, [&](const TraceEvent&) -> Status {
        if (++seen == 10) return Error{ErrorCode::Cancelled, "enough"};
        return Done{};
    });
    ASSERT_FALSE(visited);
    EXPECT_EQ(visited.error().message, "enough");
    EXPECT_EQ(seen, 10);
}

}  // namespace
}  // namespace msao::tests
