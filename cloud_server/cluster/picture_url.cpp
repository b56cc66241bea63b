// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/cluster/picture_url.h"

#include <QtEndian>

#include <array>
#include <cstdint>

namespace msao::cloud {
namespace {

constexpr int kFastest = 1;  // it travels within a data centre
constexpr qsizetype kBytesOfLength = 4;
constexpr qsizetype kBytesOfRgb = 3;

constexpr std::array<std::uint32_t, 256> crcTable() {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit) value = (value & 1) != 0 ? 0xEDB88320u ^ (value >> 1) : value >> 1;
        table[i] = value;
    }
    return table;
}

std::uint32_t crc(const QByteArray& bytes) {
    static constexpr std::array<std::uint32_t, 256> kTable = crcTable();
    std::uint32_t value = 0xFFFFFFFFu;
    for (const char byte : bytes) value = kTable[(value ^ static_cast<std::uint8_t>(byte)) & 0xFFu] ^ (value >> 8);
    return ~value;
}

QByteArray number(std::uint32_t value) {
    QByteArray bytes(sizeof(value), Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    return bytes;
}

/// PNG, 5.3: length, type, content, checksum of the latter two.
QByteArray chunk(const char* type, const QByteArray& content) {
    const QByteArray checked = type + content;
    return number(static_cast<std::uint32_t>(content.size())) + checked + number(crc(checked));
}

/// Every row behind a zero: it is not predicted from the one above.
QByteArray rows(const engine::RgbImage& image) {
    const qsizetype bytesOfRow = image.width * kBytesOfRgb;
    QByteArray bytes;
    bytes.reserve((bytesOfRow + 1) * image.height);
    for (int y = 0; y < image.height; ++y) {
        bytes.append('\0');
        bytes.append(reinterpret_cast<const char*>(image.pixels.data()) + y * bytesOfRow, bytesOfRow);
    }
    return bytes;
}

}  // namespace

QByteArray pictureUrl(const engine::RgbImage& image) {
    const QByteArray eightBitRgb("\x08\x02\x00\x00\x00", 5);
    const QByteArray header = number(static_cast<std::uint32_t>(image.width)) +
                              number(static_cast<std::uint32_t>(image.height)) + eightBitRgb;
    // Qt puts the size before what zlib makes.
    const QByteArray packed = qCompress(rows(image), kFastest).mid(kBytesOfLength);
    const QByteArray png =
        QByteArray("\x89PNG\r\n\x1a\n", 8) + chunk("IHDR", header) + chunk("IDAT", packed) + chunk("IEND", {});
    return "data:image/png;base64," + png.toBase64();
}

}  // namespace msao::cloud
