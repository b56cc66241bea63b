// SPDX-License-Identifier: Apache-2.0
#include "engine/trace/chrome_timeline.h"

#include "engine/trace/concat.h"
#include "engine/trace/event_json.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ostream>

namespace msao::engine {
namespace {

constexpr std::array<std::string_view, 9> kLaneNames = {"request", "edge draft", "uplink", "cloud verify", "downlink",
                                                        "sent",    "rollback",   "answer", "events"};
constexpr std::size_t kMostRows = 64;  // what overlaps deeper shares the last row

std::size_t number(ChromeLane lane) {
    return static_cast<std::size_t>(lane);
}

// Threads are sorted by number, so a lane's rows stand together.
std::size_t threadOf(ChromeLane lane, std::size_t row) {
    return 1 + number(lane) * kMostRows + row;
}

// The format counts microseconds.
std::string microseconds(TraceTime time) {
    std::array<char, 32> text;
    const auto ns = static_cast<long long>(time.count());
    const int size = std::snprintf(text.data(), text.size(), "%lld.%03lld", ns / 1000, ns % 1000);
    return {text.data(), static_cast<std::size_t>(size)};
}

std::string jsonString(std::string_view text) {
    return jsonText(nlohmann::ordered_json(std::string(text)));
}

}  // namespace

ChromeTimeline::ChromeTimeline(std::ostream& out) : m_out(out), m_rowEnds(kLaneNames.size()) {
    m_out << "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[";
}

void ChromeTimeline::writeEntry(std::string_view phase, std::size_t thread, TraceTime at, std::string_view name,
                                std::string_view rest) {
    m_out << (m_isFirst ? "\n" : ",\n") << "{\"ph\":\"" << phase << "\",\"pid\":1,\"tid\":" << thread
          << ",\"ts\":" << microseconds(at) << ",\"name\":" << jsonString(name) << rest << "}";
    m_isFirst = false;
}

void ChromeTimeline::instant(ChromeLane lane, TraceTime at, std::string_view name, std::string_view details) {
    if (m_rowEnds[number(lane)].empty()) m_rowEnds[number(lane)].push_back(at);
    writeEntry("i", threadOf(lane, 0), at, name, concat({",\"s\":\"t\",\"args\":", details}));
}

void ChromeTimeline::counter(std::string_view name, TraceTime at, double value) {
    if (!std::isfinite(value)) return;
    writeEntry("C", 0, at, name, concat({",\"args\":{\"value\":", jsonText(value), "}"}));
}

void ChromeTimeline::slice(ChromeLane lane, TraceTime begin, TraceTime end, std::string name, std::string details) {
    end = std::max(end, TraceTime{0});
    m_slices.push_back({lane, std::clamp(begin, TraceTime{0}, end), end, std::move(name), std::move(details)});
}

std::size_t ChromeTimeline::rowFor(const Slice& slice) {
    std::vector<TraceTime>& ends = m_rowEnds[number(slice.lane)];
    std::size_t row = 0;
    while (row < ends.size() && ends[row] > slice.begin) ++row;
    row = std::min(row, kMostRows - 1);
    if (row == ends.size()) ends.push_back(slice.end);
    ends[row] = std::max(ends[row], slice.end);
    return row;
}

void ChromeTimeline::nameThread(std::size_t thread, const std::string& name) {
    writeEntry("M", thread, TraceTime{0}, "thread_name", concat({",\"args\":{\"name\":", jsonString(name), "}"}));
    writeEntry("M", thread, TraceTime{0}, "thread_sort_index",
               concat({",\"args\":{\"sort_index\":", std::to_string(thread), "}"}));
}

void ChromeTimeline::finish() {
    std::stable_sort(m_slices.begin(), m_slices.end(),
                     [](const Slice& a, const Slice& b) { return a.begin < b.begin; });
    for (const Slice& slice : m_slices) {
        const std::size_t thread = threadOf(slice.lane, rowFor(slice));
        writeEntry("X", thread, slice.begin, slice.name,
                   concat({",\"dur\":", microseconds(slice.end - slice.begin), ",\"args\":", slice.details}));
    }
    for (std::size_t lane = 0; lane < kLaneNames.size(); ++lane) {
        for (std::size_t row = 0; row < m_rowEnds[lane].size(); ++row) {
            const std::string suffix = row == 0 ? std::string() : concat({" ", std::to_string(row + 1)});
            nameThread(threadOf(static_cast<ChromeLane>(lane), row), concat({kLaneNames[lane], suffix}));
        }
    }
    m_out << "\n]}\n";
}

}  // namespace msao::engine
