// SPDX-License-Identifier: Apache-2.0
#include "engine/trace/compression.h"

#include <zstd.h>

namespace msao::engine {
namespace {

// Measured with trace_benchmark: level 3 stores 5 % less and takes 5 % longer, which is a draw.
constexpr int kLevel = 1;

}  // namespace

BlockCompressor::BlockCompressor() : m_context(ZSTD_createCCtx()) {}

BlockCompressor::~BlockCompressor() {
    ZSTD_freeCCtx(m_context);
}

std::optional<std::span<const std::byte>> BlockCompressor::compress(std::span<const std::byte> bytes) {
    if (m_context == nullptr) return std::nullopt;
    m_out.resize(ZSTD_compressBound(bytes.size()));
    const std::size_t size =
        ZSTD_compressCCtx(m_context, m_out.data(), m_out.size(), bytes.data(), bytes.size(), kLevel);
    if (ZSTD_isError(size) != 0) return std::nullopt;
    return std::span<const std::byte>(m_out).first(size);
}

std::optional<std::vector<std::byte>> decompressBlock(std::span<const std::byte> frame, std::size_t size) {
    if (ZSTD_getFrameContentSize(frame.data(), frame.size()) != size) return std::nullopt;
    if (ZSTD_findFrameCompressedSize(frame.data(), frame.size()) != frame.size()) return std::nullopt;
    std::vector<std::byte> bytes(size);
    if (ZSTD_decompress(bytes.data(), bytes.size(), frame.data(), frame.size()) != size) return std::nullopt;
    return bytes;
}

}  // namespace msao::engine
