// SPDX-License-Identifier: Apache-2.0
#include "engine/image/exif_orientation.h"

#include <cstdint>
#include <cstring>
#include <optional>

namespace msao::engine {
namespace {

constexpr std::uint16_t kOrientationTag = 0x0112;
constexpr std::uint16_t kShortType = 3;

// Numbers of a TIFF block in its own byte order; reading past the end answers nothing.
class TiffReader {
public:
    TiffReader(std::span<const std::byte> bytes, bool bigEndian) : m_bytes(bytes), m_bigEndian(bigEndian) {}

    std::optional<std::uint32_t> number(std::size_t offset, std::size_t width) const {
        if (offset > m_bytes.size() || m_bytes.size() - offset < width) return std::nullopt;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < width; ++i) {
            const std::size_t place = m_bigEndian ? i : width - 1 - i;
            value = value << 8 | std::to_integer<std::uint32_t>(m_bytes[offset + place]);
        }
        return value;
    }

private:
    std::span<const std::byte> m_bytes;
    bool m_bigEndian;
};

int orientationIn(const TiffReader& tiff) {
    constexpr std::size_t kEntryBytes = 12;
    const auto directory = tiff.number(4, 4);
    const auto entries = directory ? tiff.number(*directory, 2) : std::nullopt;
    if (!entries) return 1;
    for (std::size_t i = 0; i < *entries; ++i) {
        const std::size_t entry = std::size_t{*directory} + 2 + i * kEntryBytes;
        const auto tag = tiff.number(entry, 2);
        if (!tag) return 1;
        if (*tag != kOrientationTag) continue;
        const auto type = tiff.number(entry + 2, 2);
        const auto value = tiff.number(entry + 8, 2);
        const bool valid = type == kShortType && value && *value >= 1 && *value <= 8;
        return valid ? int(*value) : 1;
    }
    return 1;
}

}  // namespace

int exifOrientation(std::span<const std::byte> tiff) {
    if (tiff.size() < 8) return 1;
    const bool little = std::memcmp(tiff.data(), "II*\0", 4) == 0;
    const bool big = std::memcmp(tiff.data(), "MM\0*", 4) == 0;
    if (!little && !big) return 1;
    return orientationIn(TiffReader(tiff, big));
}

RgbImage upright(RgbImage stored, int orientation) {
    if (orientation < 2 || orientation > 8) return stored;
    const bool swapsAxes = orientation >= 5;
    const bool fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool fromBottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    const std::ptrdiff_t storedRow = std::ptrdiff_t{stored.width} * 3;
    RgbImage turned;
    turned.width = swapsAxes ? stored.height : stored.width;
    turned.height = swapsAxes ? stored.width : stored.height;
    turned.pixels.resize(stored.pixels.size());
    // Steps through the stored picture for one step right and one step down in the upright one.
    const std::ptrdiff_t alongRow = fromRight ? -3 : 3;
    const std::ptrdiff_t alongColumn = fromBottom ? -storedRow : storedRow;
    const std::ptrdiff_t right = swapsAxes ? alongColumn : alongRow;
    const std::ptrdiff_t down = swapsAxes ? alongRow : alongColumn;
    const std::ptrdiff_t start = (fromRight ? storedRow - 3 : 0) + (fromBottom ? (stored.height - 1) * storedRow : 0);
    std::uint8_t* out = turned.pixels.data();
    for (std::ptrdiff_t y = 0; y < turned.height; ++y) {
        for (std::ptrdiff_t x = 0; x < turned.width; ++x, out += 3) {
            std::memcpy(out, &stored.pixels[std::size_t(start + y * down + x * right)], 3);
        }
    }
    return turned;
}

}  // namespace msao::engine
