// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/trace_sink.h"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace msao::engine {

/// Writes a trace file (docs/trace-format.md), block by block. A block is written when it holds 64 KiB, 4,096 events
/// or one second; whatever happens to the process then, the blocks written stay readable. Where blocks end follows from
/// the events alone, so recording a replay gives the same file again.
///
/// Used by one thread at a time. A write error ends the recording: the file is cut back to its last whole block, later
/// events are dropped, and `takeError` tells it once.
class TraceWriter final : public TraceSink {
public:
    /// Replaces a file that is already there.
    static Result<TraceWriter> create(const std::filesystem::path& path);

    TraceWriter(TraceWriter&& other) noexcept;
    TraceWriter& operator=(TraceWriter&& other) noexcept;
    ~TraceWriter() override;  // closes; call close() to learn whether that went well

    /// An event stamped before its predecessor is recorded at the predecessor's time: order is kept, and time rises.
    void record(const TraceEvent& event) override;

    /// Tells that `now` has come without an event, so that a quiet stream is also on disk after a second.
    void advance(TraceTime now);

    /// Writes what is left, and the index. Gives the recording's first error if it had not been taken.
    Status close();

    /// The error that ended the recording, the first time it is asked for; Done otherwise.
    Status takeError();

    std::uint64_t droppedEvents() const;  // since that error
    std::uint64_t fileBytes() const;      // written so far

private:
    class Recording;
    explicit TraceWriter(std::unique_ptr<Recording> recording);

    std::unique_ptr<Recording> m_recording;
};

}  // namespace msao::engine
