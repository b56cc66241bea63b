// SPDX-License-Identifier: Apache-2.0
#include "engine/trace/file_format.h"

#include "engine/trace/crc32c.h"
#include "engine/trace/little_endian.h"

#include <algorithm>

namespace msao::engine {
namespace {

// As in PNG: a byte that is no text, the name, and line ends that a text-mode transfer would change.
constexpr std::array<std::uint8_t, 8> kMagic = {0x89, 'M', 'S', 'A', 'O', 0x0D, 0x0A, 0x1A};

constexpr std::uint32_t mark(const char (&letters)[5]) {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) value |= static_cast<std::uint32_t>(letters[i]) << (8 * i);
    return value;
}

constexpr std::uint32_t kBlockMark = mark("MBLK");
constexpr std::uint32_t kIndexMark = mark("MIDX");
constexpr std::uint32_t kEndMark = mark("MEND");
constexpr std::size_t kChecksumBytes = 4;

void appendChecksum(std::vector<std::byte>& out, std::size_t from) {
    appendLittleEndian(out, crc32c(std::span(out).subspan(from)));
}

bool endsWithChecksum(std::span<const std::byte> bytes) {
    const std::size_t covered = bytes.size() - kChecksumBytes;
    return LittleEndianReader(bytes.subspan(covered)).next<std::uint32_t>() == crc32c(bytes.first(covered));
}

bool isWithinLimits(const TraceBlock& block) {
    return block.eventCount >= 1 && block.eventCount <= kMaxBlockEvents && block.eventBytes <= kMaxBlockEventBytes &&
           block.storedBytes <= 2 * kMaxBlockEventBytes && block.first >= TraceTime{0} && block.first <= block.last;
}

TraceBlock readNumbers(LittleEndianReader& in) {
    TraceBlock block;
    block.storedBytes = in.next<std::uint32_t>();
    block.eventBytes = in.next<std::uint32_t>();
    block.eventCount = in.next<std::uint32_t>();
    block.first = TraceTime(in.next<std::int64_t>());
    block.last = TraceTime(in.next<std::int64_t>());
    return block;
}

void appendNumbers(std::vector<std::byte>& out, const TraceBlock& block) {
    appendLittleEndian(out, block.storedBytes);
    appendLittleEndian(out, block.eventBytes);
    appendLittleEndian(out, block.eventCount);
    appendLittleEndian(out, std::int64_t{block.first.count()});
    appendLittleEndian(out, std::int64_t{block.last.count()});
}

}  // namespace

std::vector<std::byte> encodeFileHeader(std::uint16_t major, std::uint16_t minor) {
    std::vector<std::byte> out;
    for (const std::uint8_t byte : kMagic) out.push_back(std::byte{byte});
    appendLittleEndian(out, major);
    appendLittleEndian(out, minor);
    appendChecksum(out, 0);
    return out;
}

Status checkFileHeader(std::span<const std::byte> bytes, const std::string& file) {
    const auto magic = std::as_bytes(std::span(kMagic));
    const std::size_t common = std::min(bytes.size(), magic.size());
    if (!std::equal(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(common), magic.begin())) {
        return Error{ErrorCode::MalformedFile,
                     file + ": not a trace: expected the first bytes 89 4D 53 41 4F 0D 0A 1A"};
    }
    if (bytes.size() < kFileHeaderBytes) return Done{};
    if (!endsWithChecksum(bytes.first(kFileHeaderBytes))) {
        return Error{ErrorCode::MalformedFile, file + ": the checksum of the file header is wrong"};
    }
    LittleEndianReader in(bytes.subspan(magic.size()));
    const auto major = in.next<std::uint16_t>();
    const auto minor = in.next<std::uint16_t>();
    if (major == kTraceMajor) return Done{};
    return Error{ErrorCode::MalformedFile,
                 file + ": written in trace format " + std::to_string(major) + "." + std::to_string(minor) +
                     ", this program reads " + std::to_string(kTraceMajor) + ".x; " +
                     (major > kTraceMajor ? "a newer MSAO Studio opens it" : "no such format was released")};
}

void appendBlockHeader(std::vector<std::byte>& out, const TraceBlock& block, std::span<const std::byte> payload) {
    const std::size_t begin = out.size();
    appendLittleEndian(out, kBlockMark);
    appendNumbers(out, block);
    appendLittleEndian(out, crc32c(payload));
    appendChecksum(out, begin);
}

std::optional<BlockHeader> decodeBlockHeader(std::span<const std::byte, kBlockHeaderBytes> bytes) {
    LittleEndianReader in(bytes);
    if (in.next<std::uint32_t>() != kBlockMark || !endsWithChecksum(bytes)) return std::nullopt;
    BlockHeader header;
    header.block = readNumbers(in);
    header.payloadChecksum = in.next<std::uint32_t>();
    if (!isWithinLimits(header.block)) return std::nullopt;
    return header;
}

std::vector<std::byte> encodeIndex(std::span<const TraceBlock> blocks, std::uint64_t offset) {
    std::vector<std::byte> out;
    appendLittleEndian(out, kIndexMark);
    appendLittleEndian(out, static_cast<std::uint32_t>(blocks.size()));
    for (const TraceBlock& block : blocks) {
        appendLittleEndian(out, block.offset);
        appendNumbers(out, block);
    }
    appendChecksum(out, 0);
    const std::size_t end = out.size();
    appendLittleEndian(out, offset);
    appendLittleEndian(out, kEndMark);
    appendChecksum(out, end);
    return out;
}

std::optional<std::uint64_t> decodeIndexEnd(std::span<const std::byte, kIndexEndBytes> bytes) {
    LittleEndianReader in(bytes);
    const auto offset = in.next<std::uint64_t>();
    if (in.next<std::uint32_t>() != kEndMark || !endsWithChecksum(bytes)) return std::nullopt;
    return offset;
}

bool beginsIndex(std::span<const std::byte> bytes) {
    return bytes.size() >= sizeof kIndexMark && LittleEndianReader(bytes).next<std::uint32_t>() == kIndexMark;
}

std::optional<std::vector<TraceBlock>> decodeIndex(std::span<const std::byte> bytes, std::uint64_t offset) {
    if (bytes.size() < kIndexHeadBytes + kChecksumBytes || !beginsIndex(bytes) || !endsWithChecksum(bytes))
        return std::nullopt;
    LittleEndianReader in(bytes.subspan(sizeof kIndexMark));
    const std::size_t count = in.next<std::uint32_t>();
    if (bytes.size() != kIndexHeadBytes + count * kIndexEntryBytes + kChecksumBytes) return std::nullopt;
    std::vector<TraceBlock> blocks;
    blocks.reserve(count);
    std::uint64_t expected = kFileHeaderBytes;
    for (std::size_t i = 0; i < count; ++i) {
        const auto at = in.next<std::uint64_t>();
        TraceBlock block = readNumbers(in);
        block.offset = at;
        if (at != expected || !isWithinLimits(block)) return std::nullopt;
        if (!mayFollow(block, blocks.empty() ? nullptr : &blocks.back())) return std::nullopt;
        expected += kBlockHeaderBytes + block.storedBytes;  // cannot wrap: both factors of the sum are limited
        blocks.push_back(block);
    }
    if (expected != offset) return std::nullopt;
    return blocks;
}

bool mayFollow(const TraceBlock& block, const TraceBlock* previous) {
    return previous == nullptr || block.first >= previous->last;
}

}  // namespace msao::engine
