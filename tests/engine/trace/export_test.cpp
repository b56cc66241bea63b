// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/trace_export.h"

#include "tests/engine/trace/random_events.h"
#include "tests/engine/trace/sample_run.h"
#include "tests/engine/trace/trace_files.h"

#include <nlohmann/json.hpp>

#include <limits>
#include <map>
#include <set>
#include <sstream>

namespace msao::tests {
namespace {

using namespace engine;
using nlohmann::json;

using Exporter = Status (*)(TraceReader&, std::ostream&, std::stop_token);

std::string exported(const std::vector<TraceEvent>& events, Exporter exporter) {
    const TemporaryFile file;
    recordTrace(file.path(), events);
    auto reader = TraceReader::open(file.path());
    std::ostringstream out;
    const Status status = exporter(*reader, out, {});
    EXPECT_TRUE(status) << status.error().message;
    return out.str();
}

std::vector<json> chromeEntries(const std::vector<TraceEvent>& events) {
    return json::parse(exported(events, exportChromeTrace)).at("traceEvents").get<std::vector<json>>();
}

/// Slices, instants and counters of one lane come in order; slices of one row never overlap.
void expectOrder(const std::vector<json>& entries) {
    std::map<std::string, double> began;
    std::map<int, double> ended;
    for (const json& entry : entries) {
        const std::string phase = entry.at("ph");
        if (phase == "M") continue;
        const std::string lane = phase == "C" ? entry.at("name").dump() : entry.at("tid").dump();
        const double at = entry.at("ts");
        ASSERT_GE(at, began[lane]) << entry.dump();
        began[lane] = at;
        if (phase != "X") continue;
        ASSERT_GE(at, ended[entry.at("tid")]) << entry.dump();
        ASSERT_GE(entry.at("dur").get<double>(), 0);
        ended[entry.at("tid")] = at + entry.at("dur").get<double>() - 1e-3;  // decimals of one nanosecond
    }
}

std::set<std::string> laneNames(const std::vector<json>& entries) {
    std::set<std::string> names;
    for (const json& entry : entries) {
        if (entry.at("name") == "thread_name") names.insert(entry.at("args").at("name"));
    }
    return names;
}

std::size_t slicesNamed(const std::vector<json>& entries, const std::string& lane) {
    std::set<int> threads;
    for (const json& entry : entries) {
        if (entry.at("name") == "thread_name" && entry.at("args").at("name") == lane)
            threads.insert(entry.at("tid").get<int>());
    }
    return static_cast<std::size_t>(std::ranges::count_if(
        entries, [&](const json& entry) { return entry.at("ph") == "X" && threads.contains(entry.at("tid")); }));
}

TEST(TraceExportTest, JsonLinesHoldEveryEventInOrder) {
    const std::vector<TraceEvent> events = RandomEvents(testSeed()).take(3'000);
    std::istringstream lines(exported(events, exportTraceJsonLines));
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        const json parsed = json::parse(line);
        ASSERT_EQ(parsed.at("time_ns"), events[count].time.count());
        ASSERT_EQ(parsed.at("type"), traceFactName(events[count].fact));
        ASSERT_EQ(parsed.at("request"), static_cast<std::uint64_t>(events[count].request));
    }
    EXPECT_EQ(count, events.size());
}

TEST(TraceExportTest, AnEventIsOneLineWithTheFieldsOfItsType) {
    const TraceEvent event{TraceTime{1'500}, RequestId{3},
                           TokenDrafted{2, 17, TokenId{42}, 0.25f, 3.5, {{TokenId{42}, 0.5, " red"}}}};
    EXPECT_EQ(traceEventJson(event),
              R"({"time_ns":1500,"request":3,"type":"token_drafted","epoch":2,"position":17,"token":42,)"
              R"("normalised_entropy":0.25,"draft_ms":3.5,"top_k":[{"token":42,"probability":0.5,"text":" red"}]})");
}

TEST(TraceExportTest, AbsentValuesBytesThatAreNoTextAndWhatIsNoNumberStayJson) {
    const auto line = [](TraceFact fact) { return json::parse(traceEventJson({TraceTime{0}, {}, std::move(fact)})); };
    EXPECT_FALSE(line(ResourceSample{.cpuLoad = 0.5}).contains("gpu_load"));
    EXPECT_EQ(line(TokenEmitted{0, {}, {}, "a\xff\n"}).at("text"), "a\xef\xbf\xbd\n");
    EXPECT_TRUE(line(ThetaMoved{std::numeric_limits<double>::quiet_NaN(), 1, {}}).at("from").is_null());
    EXPECT_EQ(line(FrameProbed{.kept = {true, false, true}}).at("kept"), "101");
}

TEST(TraceExportTest, TheChromeTraceOfARunHasItsLanes) {
    const std::vector<json> entries = chromeEntries(sampleRun(4));
    expectOrder(entries);
    const std::set<std::string> expected = {"request", "edge draft", "uplink", "cloud verify", "downlink",
                                            "sent",    "rollback",   "answer", "events"};
    EXPECT_EQ(laneNames(entries), expected);
    EXPECT_EQ(slicesNamed(entries, "request"), 1u);
    EXPECT_EQ(slicesNamed(entries, "edge draft"), 20u);
    EXPECT_EQ(slicesNamed(entries, "uplink"), 4u);
    EXPECT_EQ(slicesNamed(entries, "cloud verify"), 4u);
    EXPECT_EQ(slicesNamed(entries, "downlink"), 4u);
}

TEST(TraceExportTest, TheChromeTraceCountsEntropyThetaAndLink) {
    std::map<std::string, std::size_t> counters;
    for (const json& entry : chromeEntries(sampleRun(4))) {
        if (entry.at("ph") == "C") ++counters[entry.at("name")];
    }
    const std::map<std::string, std::size_t> expected = {
        {"entropy", 20}, {"theta", 4}, {"link RTT ms", 1}, {"link bytes/s", 1}, {"link jitter ms", 1}};
    EXPECT_EQ(counters, expected);
}

TEST(TraceExportTest, OverlappingSlicesGetRowsOfTheirOwn) {
    const auto verdict = [](int sentMs) {
        const TraceTime sent = std::chrono::milliseconds(sentMs);
        const CloudTimes times{sent, sent + std::chrono::milliseconds(50), sent + std::chrono::milliseconds(60),
                               sent + std::chrono::milliseconds(70)};
        return TraceEvent{times.ended, RequestId{1}, VerdictArrived{{}, 0, times}};
    };
    const std::vector<json> entries = chromeEntries({verdict(0), verdict(10), verdict(100)});
    expectOrder(entries);
    EXPECT_EQ(slicesNamed(entries, "uplink"), 2u);
    EXPECT_EQ(slicesNamed(entries, "uplink 2"), 1u);
}

TEST(TraceExportTest, TheChromeTraceOfAnyEventsIsJsonInOrder) {
    for (const std::uint64_t seed = testSeed(); const std::uint64_t offset : {0u, 1u, 2u}) {
        expectOrder(chromeEntries(RandomEvents(seed + offset).take(3'000)));
    }
}

TEST(TraceExportTest, AStopRequestEndsAnExport) {
    const TemporaryFile file;
    recordTrace(file.path(), sampleRun(4));
    auto reader = TraceReader::open(file.path());
    std::stop_source stop;
    stop.request_stop();
    std::ostringstream out;
    EXPECT_FALSE(exportTraceJsonLines(*reader, out, stop.get_token()));
    EXPECT_FALSE(exportChromeTrace(*reader, out, stop.get_token()));
}

}  // namespace
}  // namespace msao::tests
