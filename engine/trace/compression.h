// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

struct ZSTD_CCtx_s;

namespace msao::engine {

/// Compresses one block after another, each a zstd frame of its own that states its size.
class BlockCompressor {
public:
    BlockCompressor();
    ~BlockCompressor();
    BlockCompressor(BlockCompressor&&) = delete;

    /// The view lasts until the next call. Nullopt: zstd had no memory.
    std::optional<std::span<const std::byte>> compress(std::span<const std::byte> bytes);

private:
    ZSTD_CCtx_s* m_context;
    std::vector<std::byte> m_out;
};

/// Refuses unless `frame` is exactly one frame that states, and has, exactly `size` bytes; takes no other memory.
std::optional<std::vector<std::byte>> decompressBlock(std::span<const std::byte> frame, std::size_t size);

}  // namespace msao::engine
