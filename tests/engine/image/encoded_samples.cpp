// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/image/encoded_samples.h"

#include <turbojpeg.h>
#include <zlib.h>
#include <stdexcept>

namespace msao::engine::test {
namespace {

Bytes bigEndian(std::uint32_t value) {
    Bytes bytes(4, '\0');
    for (std::size_t i = 0; i < 4; ++i) bytes[i] = static_cast<char>(value >> (24 - 8 * i));
    return bytes;
}

}  // namespace

Bytes pngSignature() {
    return "\x89PNG\r\n\x1a\n";
}

Bytes pngChunk(std::string_view type, const Bytes& content) {
    const Bytes checked = Bytes(type) + content;
    const auto checksum = crc32_z(0, reinterpret_cast<const Bytef*>(checked.data()), checked.size());
    return bigEndian(static_cast<std::uint32_t>(content.size())) + checked +
           bigEndian(static_cast<std::uint32_t>(checksum));
}

Bytes pngHeader(const PngHeader& header) {
    Bytes content = bigEndian(header.width) + bigEndian(header.height);
    for (const int field : {header.depth, header.colourType, header.compression, header.filter, header.interlace}) {
        content += static_cast<char>(field);
    }
    return pngChunk("IHDR", content);
}

Bytes deflated(const Bytes& raw) {
    uLongf size = compressBound(raw.size());
    Bytes out(size, '\0');
    if (compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(raw.data()), raw.size()) !=
        Z_OK) {
        throw std::runtime_error("compress failed");
    }
    out.resize(size);
    return out;
}

Bytes png(const PngHeader& header, const Bytes& raw) {
    return pngSignature() + pngHeader(header) + pngChunk("IDAT", deflated(raw)) + pngChunk("IEND", "");
}

Bytes png(const RgbImage& image) {
    Bytes raw;
    const std::size_t rowBytes = std::size_t(image.width) * 3;
    for (std::size_t y = 0; y < std::size_t(image.height); ++y) {
        raw += '\0';
        raw.append(reinterpret_cast<const char*>(&image.pixels[y * rowBytes]), rowBytes);
    }
    return png({.width = std::uint32_t(image.width), .height = std::uint32_t(image.height)}, raw);
}

Bytes jpeg(const RgbImage& image, JpegForm form) {
    unsigned char* out = nullptr;
    unsigned long size = 0;
    tjhandle handle = tjInitCompress();
    const int status =
        tjCompress2(handle, image.pixels.data(), image.width, 0, image.height, TJPF_RGB, &out, &size,
                    form.isGrey ? TJSAMP_GRAY : TJSAMP_444, form.quality, form.isProgressive ? TJFLAG_PROGRESSIVE : 0);
    tjDestroy(handle);
    if (status != 0) throw std::runtime_error("tjCompress2 failed");
    Bytes bytes(reinterpret_cast<char*>(out), size);
    tjFree(out);
    return bytes;
}

std::size_t frameHeaderAt(const Bytes& jpeg) {
    for (const char* marker : {"\xFF\xC0", "\xFF\xC2"}) {
        const std::size_t at = jpeg.find(marker);
        if (at != Bytes::npos) return at;
    }
    throw std::runtime_error("no frame header");
}

Bytes withJpegSize(Bytes jpeg, int width, int height) {
    const std::size_t at = frameHeaderAt(jpeg);
    jpeg[at + 5] = static_cast<char>(height >> 8);
    jpeg[at + 6] = static_cast<char>(height);
    jpeg[at + 7] = static_cast<char>(width >> 8);
    jpeg[at + 8] = static_cast<char>(width);
    return jpeg;
}

Bytes withOrientation(const Bytes& jpeg, int orientation) {
    Bytes tiff("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0", 26);
    tiff[19] = static_cast<char>(orientation);
    const Bytes segment = Bytes("Exif\0\0", 6) + tiff;
    const std::size_t length = segment.size() + 2;
    return jpeg.substr(0, 2) + "\xFF\xE1" + static_cast<char>(length >> 8) + static_cast<char>(length) + segment +
           jpeg.substr(2);
}

RgbImage pattern(int width, int height) {
    RgbImage image{width, height, {}};
    std::uint32_t state = 12345;
    for (int i = 0; i < width * height * 3; ++i) {
        state = state * 1664525u + 1013904223u;
        image.pixels.push_back(static_cast<std::uint8_t>(state >> 24));
    }
    return image;
}

}  // namespace msao::engine::test
