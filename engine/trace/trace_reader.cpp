// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/trace_reader.h"

#include "engine/base/file_descriptor.h"
#include "engine/trace/block_index.h"
#include "engine/trace/compression.h"
#include "engine/trace/crc32c.h"
#include "engine/trace/event_decoder.h"
#include "engine/trace/file_format.h"
#include "engine/trace/read_at.h"

#include <algorithm>
#include <utility>

namespace msao::engine {

class TraceReader::File {
public:
    File(FileDescriptor file, std::string path, std::uint64_t size, BlockIndex index)
        : m_file(std::move(file)), m_path(std::move(path)), m_size(size), m_index(std::move(index)) {}

    const BlockIndex& index() const { return m_index; }
    std::uint64_t size() const { return m_size; }
    std::uint64_t unknownEvents() const { return m_unknownEvents; }

    /// False when `visitor` has seen the first event behind the interval.
    Result<bool> visitBlock(const TraceBlock& block, TraceInterval interval, const Visitor& visitor);

private:
    Error damaged(const TraceBlock& block, const std::string& what) const;
    Result<std::vector<std::byte>> eventsOf(const TraceBlock& block) const;

    FileDescriptor m_file;
    std::string m_path;
    std::uint64_t m_size;
    BlockIndex m_index;
    std::uint64_t m_unknownEvents = 0;
};

Error TraceReader::File::damaged(const TraceBlock& block, const std::string& what) const {
    return {ErrorCode::MalformedFile, m_path + ": block at byte " + std::to_string(block.offset) + ": " + what};
}

Result<std::vector<std::byte>> TraceReader::File::eventsOf(const TraceBlock& block) const {
    std::array<std::byte, kBlockHeaderBytes> headerBytes;
    if (!readAt(m_file, block.offset, headerBytes)) return damaged(block, "its header is cut off");
    std::optional<BlockHeader> header = decodeBlockHeader(headerBytes);
    if (!header) return damaged(block, "the checksum of its header is wrong");
    header->block.offset = block.offset;
    if (header->block != block) return damaged(block, "its header is not what the index says");
    if (block.storedBytes > m_size) return damaged(block, "longer than the file");
    std::vector<std::byte> payload(block.storedBytes);
    if (!readAt(m_file, block.offset + kBlockHeaderBytes, payload)) return damaged(block, "cut off");
    if (crc32c(payload) != header->payloadChecksum) return damaged(block, "the checksum of its events is wrong");
    auto events = decompressBlock(payload, block.eventBytes);
    if (!events) return damaged(block, "expected one zstd frame of " + std::to_string(block.eventBytes) + " bytes");
    return *std::move(events);
}

Result<bool> TraceReader::File::visitBlock(const TraceBlock& block, TraceInterval interval, const Visitor& visitor) {
    MSAO_TRY(const std::vector<std::byte> bytes, eventsOf(block));
    CborReader cbor(bytes);
    TraceEvent event;
    event.time = block.first;
    for (std::uint32_t i = 0; i < block.eventCount; ++i) {
        const bool isKnown = decodeEvent(cbor, event.time, event);
        if (!cbor.isGood()) {
            return damaged(block, "event " + std::to_string(i) + ", byte " + std::to_string(cbor.at()) + " of " +
                                      std::to_string(bytes.size()) + ": " + cbor.fault());
        }
        if (event.time > interval.to) return false;
        if (event.time < interval.from) continue;
        if (isKnown) MSAO_CHECK(visitor(event));
        if (!isKnown) ++m_unknownEvents;
    }
    if (!cbor.isAtEnd() || event.time != block.last)
        return damaged(block, "its events are not those that its header tells");
    return true;
}

TraceReader::TraceReader(std::unique_ptr<File> file) : m_file(std::move(file)) {}
TraceReader::TraceReader(TraceReader&&) noexcept = default;
TraceReader& TraceReader::operator=(TraceReader&&) noexcept = default;
TraceReader::~TraceReader() = default;

Result<TraceReader> TraceReader::open(const std::filesystem::path& path) {
    MSAO_TRY(FileDescriptor file, openRegularFile(path));
    MSAO_TRY(const std::uint64_t size, file.size(path));
    std::vector<std::byte> header(std::min<std::uint64_t>(size, kFileHeaderBytes));
    if (!readAt(file, 0, header)) return Error{ErrorCode::FileUnreadable, path.string() + ": cannot be read"};
    MSAO_CHECK(checkFileHeader(header, path.string()));
    BlockIndex index = findBlocks(file, size);
    return TraceReader(std::make_unique<File>(std::move(file), path.string(), size, std::move(index)));
}

std::span<const TraceBlock> TraceReader::blocks() const {
    return m_file->index().blocks;
}
std::uint64_t TraceReader::fileBytes() const {
    return m_file->size();
}
const std::optional<std::string>& TraceReader::damage() const {
    return m_file->index().damage;
}
std::uint64_t TraceReader::unknownEvents() const {
    return m_file->unknownEvents();
}

Status TraceReader::visit(TraceInterval interval, const Visitor& visitor) {
    const std::span<const TraceBlock> all = blocks();
    auto block = std::lower_bound(all.begin(), all.end(), interval.from,
                                  [](const TraceBlock& candidate, TraceTime from) { return candidate.last < from; });
    for (; block != all.end() && block->first <= interval.to; ++block) {
        MSAO_TRY(const bool goesOn, m_file->visitBlock(*block, interval, visitor));
        if (!goesOn) break;
    }
    return Done{};
}

Status TraceReader::visitBlock(const TraceBlock& block, const Visitor& visitor) {
    MSAO_TRY([[maybe_unused]] const bool goesOn, m_file->visitBlock(block, {}, visitor));
    return Done{};
}

}  // namespace msao::engine
