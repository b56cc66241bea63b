// SPDX-License-Identifier: Apache-2.0
#include "engine/trace/block_index.h"

#include "engine/trace/file_format.h"
#include "engine/trace/read_at.h"

#include <array>

namespace msao::engine {
namespace {

constexpr std::uint64_t kLargestIndex = kIndexHeadBytes + std::uint64_t{kMaxBlocks} * kIndexEntryBytes + 4;

std::optional<std::vector<TraceBlock>> readIndex(const FileDescriptor& file, std::uint64_t fileBytes) {
    if (fileBytes < kFileHeaderBytes + kIndexEndBytes) return std::nullopt;
    std::array<std::byte, kIndexEndBytes> endBytes;
    const std::uint64_t end = fileBytes - kIndexEndBytes;
    if (!readAt(file, end, endBytes)) return std::nullopt;
    const std::optional<std::uint64_t> begin = decodeIndexEnd(endBytes);
    if (!begin || *begin > end || end - *begin > kLargestIndex) return std::nullopt;
    std::vector<std::byte> bytes(end - *begin);
    if (!readAt(file, *begin, bytes)) return std::nullopt;
    return decodeIndex(bytes, *begin);
}

/// Walks from header to header.
class BlockWalk {
public:
    BlockWalk(const FileDescriptor& file, std::uint64_t fileBytes) : m_file(file), m_fileBytes(fileBytes) {}

    BlockIndex run() {
        while (!m_found.damage) step();
        return std::move(m_found);
    }

private:
    void stop(const std::string& why) { m_found.damage = "at byte " + std::to_string(m_at) + ": " + why; }

    void step() {
        if (m_fileBytes < kFileHeaderBytes) return stop("the file ends within its header");
        const std::uint64_t left = m_fileBytes - m_at;
        if (left == 0) return stop("no index: the recording was not closed");
        if (m_found.blocks.size() == kMaxBlocks) return stop("more blocks than a trace may have");
        std::array<std::byte, kBlockHeaderBytes> bytes;
        const std::size_t headerBytes = left < bytes.size() ? static_cast<std::size_t>(left) : bytes.size();
        if (!readAt(m_file, m_at, std::span(bytes).first(headerBytes))) return stop("cannot be read");
        if (beginsIndex(std::span(bytes).first(headerBytes))) return stop("the index is damaged; no event is lost");
        if (left < kBlockHeaderBytes) return stop("the file ends within a block");
        const std::optional<BlockHeader> header = decodeBlockHeader(bytes);
        if (!header) return stop("a damaged block header");
        take(header->block, left - kBlockHeaderBytes);
    }

    void take(TraceBlock block, std::uint64_t bytesLeft) {
        if (block.storedBytes > bytesLeft) return stop("the file ends within a block");
        if (!mayFollow(block, m_found.blocks.empty() ? nullptr : &m_found.blocks.back())) return stop("time goes back");
        block.offset = m_at;
        m_found.blocks.push_back(block);
        m_at += kBlockHeaderBytes + block.storedBytes;
    }

    const FileDescriptor& m_file;
    std::uint64_t m_fileBytes;
    std::uint64_t m_at = kFileHeaderBytes;
    BlockIndex m_found;
};

}  // namespace

BlockIndex findBlocks(const FileDescriptor& file, std::uint64_t fileBytes) {
    if (auto blocks = readIndex(file, fileBytes)) return {*std::move(blocks), std::nullopt};
    return BlockWalk(file, fileBytes).run();
}

}  // namespace msao::engine
