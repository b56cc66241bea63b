// SPDX-License-Identifier: Apache-2.0
#include "engine/image/png_chunks.h"

#include "engine/image/exif_orientation.h"

#include <zlib.h>
#include <algorithm>
#include <array>
#include <cstring>
#include <string>

namespace msao::engine {
namespace {

constexpr std::string_view kSignature = "\x89PNG\r\n\x1a\n";
constexpr std::size_t kChunkOverhead = 12;  // length, type, checksum
constexpr std::size_t kHeaderBytes = 13;

// deflate cannot shrink by more than 1,032; a little more is granted for its own headers.
constexpr std::uint64_t kMaxDeflateRatio = 1'040;

Error malformedPng(const std::string& what) {
    return Error{ErrorCode::MalformedFile, "broken PNG: " + what};
}

std::uint32_t bigEndian(const std::byte* at) {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) value = value << 8 | std::to_integer<std::uint32_t>(at[i]);
    return value;
}

struct Chunk {
    std::string_view type;
    std::span<const std::byte> content;
    std::uint32_t checksum = 0;
    std::span<const std::byte> checked;  // what the checksum covers: type and content
};

// Steps from chunk to chunk; nothing at the end of the bytes or where a chunk is cut short.
class ChunkWalk {
public:
    explicit ChunkWalk(std::span<const std::byte> encoded) : m_rest(encoded.subspan(kSignature.size())) {}

    std::optional<Chunk> next() {
        if (m_rest.size() < kChunkOverhead) return std::nullopt;
        const std::size_t length = bigEndian(m_rest.data());
        if (length > m_rest.size() - kChunkOverhead) return std::nullopt;
        Chunk chunk;
        chunk.checked = m_rest.subspan(4, length + 4);
        chunk.type = {reinterpret_cast<const char*>(chunk.checked.data()), 4};
        chunk.content = chunk.checked.subspan(4);
        chunk.checksum = bigEndian(chunk.checked.data() + chunk.checked.size());
        m_rest = m_rest.subspan(length + kChunkOverhead);
        return chunk;
    }

private:
    std::span<const std::byte> m_rest;
};

bool hasValidChecksum(const Chunk& chunk) {
    const auto* bytes = reinterpret_cast<const Bytef*>(chunk.checked.data());
    return crc32_z(0, bytes, chunk.checked.size()) == chunk.checksum;
}

int channelsOf(int colourType) {
    switch (colourType) {
        case 0:
            return 1;  // grey
        case 2:
            return 3;  // RGB
        case 3:
            return 1;  // palette
        case 4:
            return 2;  // grey, alpha
        case 6:
            return 4;  // RGB, alpha
        default:
            return 0;
    }
}

bool depthFits(int depth, int colourType) {
    if (depth == 8) return true;
    if (depth == 16) return colourType != 3;
    const bool packed = depth == 1 || depth == 2 || depth == 4;
    return packed && (colourType == 0 || colourType == 3);
}

Status checkSize(std::int64_t width, std::int64_t height) {
    const std::string size = std::to_string(width) + "x" + std::to_string(height);
    if (width == 0 || height == 0) return malformedPng("its size is " + size);
    if (width > kMaxImagePixels || height > kMaxImagePixels || width * height > kMaxImagePixels) {
        return Error{ErrorCode::LimitExceeded, "PNG of " + size + " pixels is too large, at most " +
                                                   std::to_string(kMaxImagePixels) + " pixels are read"};
    }
    return Done{};
}

Result<PngSummary> readHeader(const Chunk& chunk) {
    if (chunk.type != "IHDR" || chunk.content.size() != kHeaderBytes)
        return malformedPng("it does not begin with its header");
    const auto byteAt = [&](std::size_t i) { return std::to_integer<int>(chunk.content[i]); };
    PngSummary summary;
    summary.width = bigEndian(chunk.content.data());
    summary.height = bigEndian(chunk.content.data() + 4);
    MSAO_CHECK(checkSize(summary.width, summary.height));
    const int channels = channelsOf(byteAt(9));
    if (channels == 0 || !depthFits(byteAt(8), byteAt(9))) {
        return malformedPng("colour type " + std::to_string(byteAt(9)) + " with " + std::to_string(byteAt(8)) +
                            " bits does not exist");
    }
    if (byteAt(10) != 0 || byteAt(11) != 0 || byteAt(12) > 1) {
        return malformedPng("its header names an unknown compression, filter or interlacing");
    }
    summary.bitsPerPixel = channels * byteAt(8);
    summary.interlaced = byteAt(12) == 1;
    return summary;
}

// The chunks after the header, to the end mark.
class BodyCheck {
public:
    explicit BodyCheck(PngSummary& summary) : m_summary(summary) {}

    Status accept(const Chunk& chunk) {
        if (chunk.type == "IHDR") return malformedPng("it has two headers");
        if (chunk.type == "IDAT") {
            if (m_dataEnded) return malformedPng("its image data is in two places");
            m_dataBytes += chunk.content.size();
        } else if (m_dataBytes > 0) {
            m_dataEnded = true;
        }
        if (chunk.type == "eXIf") m_summary.orientation = exifOrientation(chunk.content);
        return Done{};
    }

    Status finish() const {
        if (m_dataBytes == 0) return malformedPng("it has no image data");
        if (m_summary.inflatedBytes() / kMaxDeflateRatio > m_dataBytes) {
            return malformedPng(std::to_string(m_dataBytes) + " bytes of image data cannot hold " +
                                std::to_string(m_summary.width) + "x" + std::to_string(m_summary.height) + " pixels");
        }
        return Done{};
    }

private:
    PngSummary& m_summary;
    std::uint64_t m_dataBytes = 0;
    bool m_dataEnded = false;
};

std::string printable(std::string_view type) {
    const bool letters =
        std::ranges::all_of(type, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); });
    return letters ? std::string(type) : "unknown";
}

// One inflate stream over all IDAT chunks; the output is counted and forgotten.
class InflateCount {
public:
    InflateCount() { m_ready = inflateInit(&m_stream) == Z_OK; }
    ~InflateCount() {
        if (m_ready) inflateEnd(&m_stream);
    }
    InflateCount(const InflateCount&) = delete;
    InflateCount& operator=(const InflateCount&) = delete;

    // False once the stream is broken or holds more than `most` bytes.
    bool add(std::span<const std::byte> bytes, std::uint64_t most) {
        m_stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(bytes.data()));
        m_stream.avail_in = static_cast<uInt>(bytes.size());
        while (m_ready && !m_ended && m_stream.avail_in > 0) {
            m_stream.next_out = m_discarded.data();
            m_stream.avail_out = static_cast<uInt>(m_discarded.size());
            const int status = inflate(&m_stream, Z_NO_FLUSH);
            m_count += m_discarded.size() - m_stream.avail_out;
            m_ended = status == Z_STREAM_END;
            if ((status != Z_OK && !m_ended) || m_count > most) return false;
        }
        return m_ready;
    }

    bool endedAt(std::uint64_t count) const { return m_ended && m_count == count; }

private:
    z_stream m_stream{};
    std::array<Bytef, 65536> m_discarded{};
    std::uint64_t m_count = 0;
    bool m_ready = false;
    bool m_ended = false;
};

}  // namespace

std::uint64_t PngSummary::inflatedBytes() const {
    struct Pass {
        std::int64_t left, top, stepX, stepY;
    };
    static constexpr std::array<Pass, 1> kWhole = {{{0, 0, 1, 1}}};
    static constexpr std::array<Pass, 7> kAdam7 = {
        {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}}};
    std::uint64_t total = 0;
    for (const Pass& pass : interlaced ? std::span<const Pass>(kAdam7) : std::span<const Pass>(kWhole)) {
        const std::int64_t columns = (width - pass.left + pass.stepX - 1) / pass.stepX;
        const std::int64_t rows = (height - pass.top + pass.stepY - 1) / pass.stepY;
        if (columns > 0 && rows > 0) total += std::uint64_t(rows * (1 + (columns * bitsPerPixel + 7) / 8));
    }
    return total;
}

bool looksLikePng(std::span<const std::byte> encoded) {
    return encoded.size() >= kSignature.size() &&
           std::memcmp(encoded.data(), kSignature.data(), kSignature.size()) == 0;
}

Result<PngSummary> inspectPng(std::span<const std::byte> encoded) {
    ChunkWalk walk(encoded);
    const auto first = walk.next();
    if (!first) return malformedPng("it is cut short");
    if (!hasValidChecksum(*first)) return malformedPng("the checksum of its header is wrong");
    MSAO_TRY(PngSummary summary, readHeader(*first));
    BodyCheck body(summary);
    while (const auto chunk = walk.next()) {
        if (!hasValidChecksum(*chunk))
            return malformedPng("the checksum of a chunk " + printable(chunk->type) + " is wrong");
        if (chunk->type == "IEND") {
            MSAO_CHECK(body.finish());
            return summary;
        }
        MSAO_CHECK(body.accept(*chunk));
    }
    return malformedPng("it is cut short");
}

bool inflatesCompletely(std::span<const std::byte> encoded, const PngSummary& summary) {
    InflateCount count;
    ChunkWalk walk(encoded);
    while (const auto chunk = walk.next()) {
        if (chunk->type == "IDAT" && !count.add(chunk->content, summary.inflatedBytes())) return false;
    }
    return count.endedAt(summary.inflatedBytes());
}

}  // namespace msao::engine
