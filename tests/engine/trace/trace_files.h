// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/trace_reader.h"
#include "msao/engine/trace_writer.h"

#include "tests/engine/trace/temporary_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace msao::tests {

/// Records the events and closes the file.
inline void recordTrace(const std::filesystem::path& path, const std::vector<engine::TraceEvent>& events) {
    auto writer = engine::TraceWriter::create(path);
    ASSERT_TRUE(writer) << writer.error().message;
    for (const engine::TraceEvent& event : events) (*writer).record(event);
    const engine::Status closed = (*writer).close();
    ASSERT_TRUE(closed) << closed.error().message;
}

/// What opening and visiting a file gives; `error` is empty when both went well.
struct TraceContent {
    std::vector<engine::TraceEvent> events;
    std::string error;
    std::string damage;
    std::size_t blocks = 0;
};

inline TraceContent readTrace(const std::filesystem::path& path, engine::TraceInterval interval = {}) {
    TraceContent content;
    auto reader = engine::TraceReader::open(path);
    if (!reader) {
        content.error = reader.error().message;
        return content;
    }
    content.blocks = (*reader).blocks().size();
    content.damage = (*reader).damage().value_or("");
    const engine::Status visited = (*reader).visit(interval, [&](const engine::TraceEvent& event) -> engine::Status {
        content.events.push_back(event);
        return engine::Done{};
    });
    if (!visited) content.error = visited.error().message;
    return content;
}

inline bool isPrefix(const std::vector<engine::TraceEvent>& part, const std::vector<engine::TraceEvent>& whole) {
    return part.size() <= whole.size() && std::equal(part.begin(), part.end(), whole.begin());
}

}  // namespace msao::tests
