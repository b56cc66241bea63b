// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/trace_event.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace msao::engine {

/// One block of a trace file, as its header tells.
struct TraceBlock {
    std::uint64_t offset = 0;       // of the header, in the file
    std::uint32_t storedBytes = 0;  // compressed, without the header
    std::uint32_t eventBytes = 0;   // decompressed
    std::uint32_t eventCount = 0;
    TraceTime first{};
    TraceTime last{};
    bool operator==(const TraceBlock&) const = default;
};

/// Both ends belong to it.
struct TraceInterval {
    TraceTime from{0};
    TraceTime to = TraceTime::max();
};

/// Reads a trace file. Opening reads headers only; events are decompressed where they are asked for, one block in
/// memory at a time. Any thread may use it, one at a time.
class TraceReader {
public:
    /// Refuses what is no trace, and a newer major version. A file that ends early, or is damaged from some block
    /// header on, opens as the blocks before that; `damage` says so.
    static Result<TraceReader> open(const std::filesystem::path& path);

    TraceReader(TraceReader&& other) noexcept;
    TraceReader& operator=(TraceReader&& other) noexcept;
    ~TraceReader();

    std::span<const TraceBlock> blocks() const;  // in order of time
    std::uint64_t fileBytes() const;
    const std::optional<std::string>& damage() const;

    /// Called with each event in order; an Error ends the visit and is what the visit gives.
    using Visitor = std::function<Status(const TraceEvent&)>;

    /// Visits the events of an interval. A damaged block is an Error, after the events of the blocks before it.
    Status visit(TraceInterval interval, const Visitor& visitor);
    Status visitBlock(const TraceBlock& block, const Visitor& visitor);

    /// Events so far visited over that this program does not know: of a newer minor version.
    std::uint64_t unknownEvents() const;

private:
    class File;
    explicit TraceReader(std::unique_ptr<File> file);

    std::unique_ptr<File> m_file;
};

}  // namespace msao::engine
