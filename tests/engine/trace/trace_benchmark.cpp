// SPDX-License-Identifier: Apache-2.0
// What recording costs: nanoseconds and stored bytes an event, for the events of a run in their natural mixture.
#include "msao/engine/trace_statistics.h"

#include "tests/engine/trace/sample_run.h"
#include "tests/engine/trace/temporary_file.h"

#include "msao/engine/trace_writer.h"

#include <benchmark/benchmark.h>

#include <algorithm>

namespace msao::tests {
namespace {

using namespace engine;

/// A run whose numbers differ from token to token as measured ones do; equal ones would compress too well.
std::vector<TraceEvent> variedRun(std::int64_t rounds) {
    std::vector<TraceEvent> events = sampleRun(rounds);
    std::uint64_t state = 1;
    for (TraceEvent& event : events) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        const auto noise = static_cast<std::uint32_t>(state >> 40);
        event.time += TraceTime(noise % 1'000'000);
        if (auto* drafted = std::get_if<TokenDrafted>(&event.fact)) {
            drafted->token = TokenId{static_cast<std::int32_t>(noise % 151'936)};
            drafted->normalisedEntropy = static_cast<float>(noise) / 16'777'216.f;
            drafted->draftMs = 10 + static_cast<double>(noise) / 1e7;
        }
    }
    std::stable_sort(events.begin(), events.end(), [](const auto& a, const auto& b) { return a.time < b.time; });
    return events;
}

void recordEvents(benchmark::State& state) {
    const std::vector<TraceEvent> events = variedRun(1'000);
    const TemporaryFile file;
    std::uint64_t bytes = 0;
    for (auto iteration : state) {
        static_cast<void>(iteration);
        auto writer = TraceWriter::create(file.path());
        for (const TraceEvent& event : events) (*writer).record(event);
        if (!(*writer).close()) state.SkipWithError("the trace could not be written");
        bytes = (*writer).fileBytes();
    }
    const auto count = static_cast<double>(events.size());
    state.counters["time_per_event"] =
        benchmark::Counter(count, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
    state.counters["bytes_per_event"] = static_cast<double>(bytes) / count;
}
BENCHMARK(recordEvents)->Unit(benchmark::kMillisecond);

void readEvents(benchmark::State& state) {
    const std::vector<TraceEvent> events = variedRun(1'000);
    const TemporaryFile file;
    {
        auto writer = TraceWriter::create(file.path());
        for (const TraceEvent& event : events) (*writer).record(event);
    }
    for (auto iteration : state) {
        static_cast<void>(iteration);
        auto reader = TraceReader::open(file.path());
        auto statistics = traceStatistics(*reader);
        benchmark::DoNotOptimize(statistics);
    }
    state.counters["time_per_event"] =
        benchmark::Counter(static_cast<double>(events.size()),
                           benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(readEvents)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace msao::tests

BENCHMARK_MAIN();
