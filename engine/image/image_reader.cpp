// SPDX-License-Identifier: Apache-2.0
#include "engine/image/jpeg_decoder.h"
#include "engine/image/jpeg_markers.h"
#include "engine/image/png_chunks.h"
#include "engine/image/png_decoder.h"
#include "msao/engine/image.h"

#include <fstream>
#include <new>
#include <string>
#include <system_error>

namespace msao::engine {
namespace {

Error named(const std::filesystem::path& file, const Error& error) {
    return {error.code, file.string() + ": " + error.message};
}

Status checkFile(const std::filesystem::path& file) {
    std::error_code ignored;
    const auto status = std::filesystem::status(file, ignored);
    if (!std::filesystem::exists(status)) return Error{ErrorCode::FileNotFound, "there is no such file"};
    if (!std::filesystem::is_regular_file(status)) return Error{ErrorCode::FileUnreadable, "this is not a file"};
    return Done{};
}

Result<std::vector<std::byte>> readBytes(const std::filesystem::path& file) {
    MSAO_CHECK(checkFile(file));
    std::error_code failure;
    const std::uintmax_t size = std::filesystem::file_size(file, failure);
    if (failure) return Error{ErrorCode::FileUnreadable, "its size cannot be read"};
    if (size > kMaxImageFileBytes) {
        return Error{ErrorCode::LimitExceeded, "an image file of " + std::to_string(size) +
                                                   " bytes is too large, at most " +
                                                   std::to_string(kMaxImageFileBytes) + " are read"};
    }
    std::ifstream stream(file, std::ios::binary);
    std::vector<std::byte> bytes(size);
    if (!stream.read(reinterpret_cast<char*>(bytes.data()), std::streamsize(size))) {
        return Error{ErrorCode::FileUnreadable, "it cannot be read"};
    }
    return bytes;
}

bool startsWith(std::span<const std::byte> bytes, std::string_view magic, std::size_t at = 0) {
    if (bytes.size() < at + magic.size()) return false;
    return std::string_view(reinterpret_cast<const char*>(bytes.data()) + at, magic.size()) == magic;
}

// Says what the file is instead, for the formats people try most.
Error unknownFormat(std::span<const std::byte> bytes) {
    std::string found = "it is neither";
    if (bytes.empty()) found = "it is empty";
    if (startsWith(bytes, "GIF8")) found = "it is a GIF";
    if (startsWith(bytes, "BM")) found = "it is a BMP";
    if (startsWith(bytes, "RIFF") && startsWith(bytes, "WEBP", 8)) found = "it is a WebP";
    if (startsWith(bytes, "ftypheic", 4) || startsWith(bytes, "ftypavif", 4)) found = "it is a HEIC or AVIF";
    if (startsWith(bytes, "II*") || startsWith(bytes, "MM")) found = "it is a TIFF";
    return {ErrorCode::MalformedFile, "only PNG and JPEG images are read, " + found};
}

Result<RgbImage> decodeKnown(std::span<const std::byte> encoded) {
    if (looksLikePng(encoded)) return decodePng(encoded);
    if (looksLikeJpeg(encoded)) return decodeJpeg(encoded);
    return unknownFormat(encoded);
}

}  // namespace

Result<RgbImage> decodeImage(std::span<const std::byte> encoded) {
    try {
        return decodeKnown(encoded);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "not enough memory to decode this image"};
    }
}

Result<RgbImage> readImage(const std::filesystem::path& file) {
    try {
        auto bytes = readBytes(file);
        if (!bytes) return named(file, bytes.error());
        auto image = decodeImage(*bytes);
        if (!image) return named(file, image.error());
        return image;
    } catch (const std::bad_alloc&) {
        return named(file, {ErrorCode::OutOfMemory, "not enough memory to read this image"});
    }
}

}  // namespace msao::engine
