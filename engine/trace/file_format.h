// SPDX-License-Identifier: Apache-2.0
// The fixed parts of a trace file, as docs/trace-format.md lays them out: file header, block headers, index.
#pragma once

#include "msao/engine/trace_reader.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace msao::engine {

inline constexpr std::uint16_t kTraceMajor = 1;  // readers refuse a newer one
inline constexpr std::uint16_t kTraceMinor = 3;  // readers skip what a newer one added

inline constexpr std::size_t kFileHeaderBytes = 16;
inline constexpr std::size_t kBlockHeaderBytes = 40;

// What a reader accepts, so that no file makes it take much memory.
inline constexpr std::uint32_t kMaxBlockEventBytes = 2u << 20;  // decompressed
inline constexpr std::uint32_t kMaxBlockEvents = 1u << 14;
inline constexpr std::uint32_t kMaxBlocks = 1u << 20;

// When a writer ends a block; an event longer than kMaxEventBytes is not recorded.
inline constexpr std::size_t kFullBlockBytes = 64u << 10;
inline constexpr std::uint32_t kFullBlockEvents = 4096;
inline constexpr TraceTime kFullBlockTime = std::chrono::seconds(1);
inline constexpr std::size_t kMaxEventBytes = 1u << 20;

std::vector<std::byte> encodeFileHeader(std::uint16_t major = kTraceMajor, std::uint16_t minor = kTraceMinor);

/// Refuses what is not the beginning of a trace that this program reads. Fewer bytes than a whole header are good if
/// they begin one: the writer died there.
Status checkFileHeader(std::span<const std::byte> bytes, const std::string& file);

/// Appends the header of a block whose compressed events are `payload`.
void appendBlockHeader(std::vector<std::byte>& out, const TraceBlock& block, std::span<const std::byte> payload);

struct BlockHeader {
    TraceBlock block;  // its offset is the caller's to fill in
    std::uint32_t payloadChecksum = 0;
};

/// Nullopt if the checksum is wrong, or a number beyond the limits above.
std::optional<BlockHeader> decodeBlockHeader(std::span<const std::byte, kBlockHeaderBytes> bytes);

/// The index and its end mark, to stand at `offset`.
std::vector<std::byte> encodeIndex(std::span<const TraceBlock> blocks, std::uint64_t offset);

inline constexpr std::size_t kIndexEndBytes = 16;
/// Where the index begins, of its end mark; nullopt if it is no end mark.
std::optional<std::uint64_t> decodeIndexEnd(std::span<const std::byte, kIndexEndBytes> bytes);

inline constexpr std::size_t kIndexHeadBytes = 8;
inline constexpr std::size_t kIndexEntryBytes = 36;
/// Of the bytes between `offset` and the end mark; nullopt unless they are an index of blocks that follow each other
/// from the file header to `offset`, in order of time.
std::optional<std::vector<TraceBlock>> decodeIndex(std::span<const std::byte> bytes, std::uint64_t offset);
bool beginsIndex(std::span<const std::byte> bytes);

/// Whether `block` may stand behind `previous`: times do not go back.
bool mayFollow(const TraceBlock& block, const TraceBlock* previous);

}  // namespace msao::engine
