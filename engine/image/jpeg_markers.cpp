// SPDX-License-Identifier: Apache-2.0
#include "engine/image/jpeg_markers.h"

#include "engine/image/exif_orientation.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>

namespace msao::engine {
namespace {

constexpr int kStartOfImage = 0xD8;
constexpr int kEndOfImage = 0xD9;
constexpr int kStartOfScan = 0xDA;
constexpr int kApp1 = 0xE1;

// Each scan passes over the whole picture, so a tiny file of many empty scans could ask for minutes of work.
// Photographs have about ten; these bounds keep the worst file near a second.
constexpr int kMaxScans = 500;
constexpr std::int64_t kMaxScannedPixels = 1'280'000'000;

Error malformedJpeg(const std::string& what) {
    return Error{ErrorCode::MalformedFile, "broken JPEG: " + what};
}

bool isFrameHeader(int marker) {
    const bool isTable = marker == 0xC4 || marker == 0xC8 || marker == 0xCC;
    return marker >= 0xC0 && marker <= 0xCF && !isTable;
}

bool standsAlone(int marker) {
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7);
}

int number16(std::span<const std::byte> bytes, std::size_t at) {
    return std::to_integer<int>(bytes[at]) << 8 | std::to_integer<int>(bytes[at + 1]);
}

class MarkerWalk {
public:
    explicit MarkerWalk(std::span<const std::byte> encoded) : m_bytes(encoded) {}

    // The next marker, past its fill bytes; nothing at the end or where there is none.
    std::optional<int> marker() {
        if (m_at >= m_bytes.size() || m_bytes[m_at] != std::byte{0xFF}) return std::nullopt;
        while (m_at < m_bytes.size() && m_bytes[m_at] == std::byte{0xFF}) ++m_at;
        if (m_at >= m_bytes.size()) return std::nullopt;
        return std::to_integer<int>(m_bytes[m_at++]);
    }

    // The content of the segment that follows a marker.
    std::optional<std::span<const std::byte>> segment() {
        if (m_bytes.size() - m_at < 2) return std::nullopt;
        const std::size_t length = std::size_t(number16(m_bytes, m_at));
        if (length < 2 || length > m_bytes.size() - m_at) return std::nullopt;
        const auto content = m_bytes.subspan(m_at + 2, length - 2);
        m_at += length;
        return content;
    }

    // Skips coded data to the next marker that is neither an escaped byte nor a restart; answers the bytes skipped.
    std::size_t skipCodedData() {
        const std::size_t start = m_at;
        while (m_at < m_bytes.size()) {
            const void* found = std::memchr(m_bytes.data() + m_at, 0xFF, m_bytes.size() - m_at);
            if (!found) break;
            m_at = std::size_t(static_cast<const std::byte*>(found) - m_bytes.data());
            if (m_at + 1 >= m_bytes.size()) break;
            const int next = std::to_integer<int>(m_bytes[m_at + 1]);
            if (next != 0x00 && next != 0xFF && !(next >= 0xD0 && next <= 0xD7)) return m_at - start;
            m_at += next == 0xFF ? 1 : 2;
        }
        m_at = m_bytes.size();
        return m_at - start;
    }

private:
    std::span<const std::byte> m_bytes;
    std::size_t m_at = 0;
};

// Gathers the summary from the segments in file order.
class Inspection {
public:
    const JpegSummary& summary() const { return m_summary; }
    void addCodedBytes(std::size_t bytes) { m_codedBytes += bytes; }

    Status accept(int marker, std::span<const std::byte> segment) {
        if (isFrameHeader(marker)) return acceptFrame(marker, segment);
        if (marker == kStartOfScan) return acceptScan();
        if (marker == kApp1) acceptExif(segment);
        return Done{};
    }

    Status finish() const {
        if (m_summary.scans == 0) return malformedJpeg("it has no image data");
        if (m_codedBytes * 8 < m_blocks) {
            return malformedJpeg(std::to_string(m_codedBytes) + " bytes of image data cannot hold " + sizeText() +
                                 " pixels");
        }
        return Done{};
    }

private:
    std::string sizeText() const { return std::to_string(m_summary.width) + "x" + std::to_string(m_summary.height); }

    Status acceptFrame(int marker, std::span<const std::byte> segment) {
        if (m_summary.components != 0) return malformedJpeg("it has two frame headers");
        if (marker != 0xC0 && marker != 0xC1 && marker != 0xC2) {
            return Error{ErrorCode::MalformedFile, "JPEG with lossless, hierarchical or arithmetic coding is not read"};
        }
        if (segment.size() < 6) return malformedJpeg("its frame header is cut short");
        if (segment[0] != std::byte{8}) {
            return Error{ErrorCode::MalformedFile, "JPEG with " + std::to_string(std::to_integer<int>(segment[0])) +
                                                       " bits a channel is not read, only 8"};
        }
        m_summary.height = number16(segment, 1);
        m_summary.width = number16(segment, 3);
        m_summary.components = std::to_integer<int>(segment[5]);
        if (m_summary.width == 0 || m_summary.height == 0) return malformedJpeg("its size is " + sizeText());
        if (m_summary.pixels() > kMaxImagePixels) {
            return Error{ErrorCode::LimitExceeded, "JPEG of " + sizeText() + " pixels is too large, at most " +
                                                       std::to_string(kMaxImagePixels) + " pixels are read"};
        }
        return acceptComponents(segment.subspan(6));
    }

    // Counts the 8x8 blocks: every one takes at least a bit, which bounds the picture by the file's size.
    Status acceptComponents(std::span<const std::byte> entries) {
        const int count = m_summary.components;
        if ((count != 1 && count != 3 && count != 4) || entries.size() != std::size_t(count) * 3) {
            return malformedJpeg("its frame header lists " + std::to_string(count) + " components");
        }
        int widest = 0, tallest = 0;
        const auto across = [&](int i) { return std::to_integer<int>(entries[std::size_t(i) * 3 + 1]) >> 4; };
        const auto down = [&](int i) { return std::to_integer<int>(entries[std::size_t(i) * 3 + 1]) & 15; };
        for (int i = 0; i < count; ++i) {
            if (across(i) < 1 || across(i) > 4 || down(i) < 1 || down(i) > 4)
                return malformedJpeg("its sampling is invalid");
            widest = std::max(widest, across(i));
            tallest = std::max(tallest, down(i));
        }
        for (int i = 0; i < count; ++i) {
            const std::uint64_t columns =
                std::uint64_t(m_summary.width) * std::uint64_t(across(i)) / (8u * unsigned(widest));
            const std::uint64_t rows =
                std::uint64_t(m_summary.height) * std::uint64_t(down(i)) / (8u * unsigned(tallest));
            m_blocks += columns * rows;
        }
        return Done{};
    }

    Status acceptScan() {
        if (m_summary.components == 0) return malformedJpeg("its image data comes before its size");
        ++m_summary.scans;
        if (m_summary.scans > kMaxScans || m_summary.scans * m_summary.pixels() > kMaxScannedPixels) {
            return Error{ErrorCode::LimitExceeded, "JPEG of " + sizeText() + " pixels has too many scans to be read"};
        }
        return Done{};
    }

    void acceptExif(std::span<const std::byte> segment) {
        constexpr std::size_t kTagBytes = 6;
        if (m_hasExif || segment.size() < kTagBytes || std::memcmp(segment.data(), "Exif\0\0", kTagBytes) != 0) return;
        m_hasExif = true;
        m_summary.orientation = exifOrientation(segment.subspan(kTagBytes));
    }

    JpegSummary m_summary;
    std::uint64_t m_codedBytes = 0;
    std::uint64_t m_blocks = 0;
    bool m_hasExif = false;
};

}  // namespace

bool looksLikeJpeg(std::span<const std::byte> encoded) {
    return encoded.size() >= 3 && std::memcmp(encoded.data(), "\xFF\xD8\xFF", 3) == 0;
}

Result<JpegSummary> inspectJpeg(std::span<const std::byte> encoded) {
    MarkerWalk walk(encoded);
    Inspection inspection;
    if (walk.marker() != kStartOfImage) return malformedJpeg("it does not begin as one");
    while (const auto marker = walk.marker()) {
        if (*marker == kEndOfImage) {
            MSAO_CHECK(inspection.finish());
            return inspection.summary();
        }
        if (standsAlone(*marker)) continue;
        if (*marker == kStartOfImage) return malformedJpeg("it begins twice");
        const auto segment = walk.segment();
        if (!segment) return malformedJpeg("it is cut short");
        MSAO_CHECK(inspection.accept(*marker, *segment));
        if (*marker == kStartOfScan) inspection.addCodedBytes(walk.skipCodedData());
    }
    return malformedJpeg("it is cut short or damaged between its segments");
}

}  // namespace msao::engine
