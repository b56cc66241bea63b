// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/trace_writer.h"

#include "engine/base/file_descriptor.h"
#include "engine/trace/compression.h"
#include "engine/trace/event_encoder.h"
#include "engine/trace/file_format.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <span>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace msao::engine {

class TraceWriter::Recording {
public:
    Recording(FileDescriptor file, std::string path) : m_file(std::move(file)), m_path(std::move(path)) {}

    void begin() { append(encodeFileHeader()); }
    void record(const TraceEvent& event);
    void advance(TraceTime now);
    void close();

    Status takeError();
    std::uint64_t droppedEvents() const { return m_droppedEvents; }
    std::uint64_t fileBytes() const { return m_fileBytes; }

private:
    bool isBlockOver(TraceTime now) const { return m_block.eventCount > 0 && now - m_block.first >= kFullBlockTime; }
    void endBlockByTime();
    void writeBlock();
    void append(std::span<const std::byte> bytes);
    void end(Error error);

    FileDescriptor m_file;
    std::string m_path;
    BlockCompressor m_compressor;
    std::vector<std::byte> m_events;  // of the block that is being filled
    std::vector<std::byte> m_stored;  // header and payload of the block that is being written
    TraceBlock m_block;
    TraceTime m_least{0};  // no later event is recorded before it
    std::vector<TraceBlock> m_written;
    std::uint64_t m_fileBytes = 0;
    std::uint64_t m_droppedEvents = 0;
    std::optional<Error> m_error;  // until it is taken
    bool m_hasEnded = false;
};

void TraceWriter::Recording::record(const TraceEvent& event) {
    TraceTime time = std::max(event.time, m_least);
    if (isBlockOver(time)) {
        endBlockByTime();
        time = std::max(time, m_least);
    }
    if (m_hasEnded) {
        ++m_droppedEvents;
        return;
    }
    const std::size_t before = m_events.size();
    const bool isFirst = m_block.eventCount == 0;
    encodeEvent(event, isFirst ? TraceTime{0} : time - m_block.last, m_events);
    if (m_events.size() - before > kMaxEventBytes) {
        m_events.resize(before);
        ++m_droppedEvents;
        if (!m_error) {
            m_error = Error{ErrorCode::LimitExceeded, m_path + ": an event of more than " +
                                                          std::to_string(kMaxEventBytes) + " bytes was left out"};
        }
        return;
    }
    if (isFirst) m_block.first = time;
    m_block.last = time;
    m_least = time;
    ++m_block.eventCount;
    if (m_events.size() >= kFullBlockBytes || m_block.eventCount >= kFullBlockEvents) writeBlock();
}

void TraceWriter::Recording::advance(TraceTime now) {
    if (isBlockOver(std::max(now, m_least))) endBlockByTime();
}

// The next event is stamped at the second's end or later, whenever it comes: so the block would have ended here as well
// had nobody called advance().
void TraceWriter::Recording::endBlockByTime() {
    m_least = m_block.first + kFullBlockTime;
    writeBlock();
}

void TraceWriter::Recording::writeBlock() {
    const auto payload = m_compressor.compress(m_events);
    if (!payload) return end({ErrorCode::OutOfMemory, m_path + ": no memory to compress a block"});
    if (m_written.size() >= kMaxBlocks) return end({ErrorCode::LimitExceeded, m_path + ": the trace is full"});
    m_block.offset = m_fileBytes;
    m_block.storedBytes = static_cast<std::uint32_t>(payload->size());
    m_block.eventBytes = static_cast<std::uint32_t>(m_events.size());
    m_stored.clear();
    appendBlockHeader(m_stored, m_block, *payload);
    m_stored.insert(m_stored.end(), payload->begin(), payload->end());
    append(m_stored);
    if (m_hasEnded) return;
    m_written.push_back(m_block);
    m_block = {};
    m_events.clear();
}

void TraceWriter::Recording::append(std::span<const std::byte> bytes) {
    for (std::size_t done = 0; done < bytes.size();) {
        const ssize_t written = ::write(m_file.number(), bytes.data() + done, bytes.size() - done);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) {
            return end(
                {ErrorCode::FileUnreadable, m_path + ": writing failed, the recording ends: " + std::strerror(errno)});
        }
        done += static_cast<std::size_t>(written);
    }
    m_fileBytes += bytes.size();
}

void TraceWriter::Recording::end(Error error) {
    m_hasEnded = true;
    m_droppedEvents += m_block.eventCount;
    m_block = {};
    m_events.clear();
    m_error = std::move(error);
    // The part of a block that was written is of no use. Where the cut fails, too, readers find the part and stop
    // there.
    [[maybe_unused]] const int isCut = ::ftruncate(m_file.number(), static_cast<off_t>(m_fileBytes));
}

void TraceWriter::Recording::close() {
    if (m_hasEnded) return;
    if (m_block.eventCount > 0) writeBlock();
    if (!m_hasEnded) append(encodeIndex(m_written, m_fileBytes));
    m_hasEnded = true;
}

Status TraceWriter::Recording::takeError() {
    if (!m_error) return Done{};
    return *std::exchange(m_error, std::nullopt);
}

TraceWriter::TraceWriter(std::unique_ptr<Recording> recording) : m_recording(std::move(recording)) {}
TraceWriter::TraceWriter(TraceWriter&&) noexcept = default;
TraceWriter& TraceWriter::operator=(TraceWriter&& other) noexcept {
    std::swap(m_recording, other.m_recording);
    return *this;
}

TraceWriter::~TraceWriter() {
    if (m_recording) m_recording->close();
}

Result<TraceWriter> TraceWriter::create(const std::filesystem::path& path) {
    FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644));
    if (file.number() < 0) return Error{ErrorCode::FileUnreadable, path.string() + ": " + std::strerror(errno)};
    TraceWriter writer(std::make_unique<Recording>(std::move(file), path.string()));
    writer.m_recording->begin();
    MSAO_CHECK(writer.takeError());
    return writer;
}

void TraceWriter::record(const TraceEvent& event) {
    m_recording->record(event);
}
void TraceWriter::advance(TraceTime now) {
    m_recording->advance(now);
}
Status TraceWriter::takeError() {
    return m_recording->takeError();
}
std::uint64_t TraceWriter::droppedEvents() const {
    return m_recording->droppedEvents();
}
std::uint64_t TraceWriter::fileBytes() const {
    return m_recording->fileBytes();
}

Status TraceWriter::close() {
    m_recording->close();
    return m_recording->takeError();
}

}  // namespace msao::engine
