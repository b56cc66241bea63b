// SPDX-License-Identifier: Apache-2.0
#include "protocol/media/jpeg_pixels.h"

#include <turbojpeg.h>

#include <memory>
#include <string>
#include <type_traits>

namespace msao::protocol {
namespace {

using engine::Error;
using engine::ErrorCode;
using engine::ImageSize;
using engine::Result;
using engine::RgbImage;

struct HandleCloser {
    void operator()(void* handle) const { tjDestroy(handle); }
};
using Handle = std::unique_ptr<std::remove_pointer_t<tjhandle>, HandleCloser>;

struct BufferFreer {
    void operator()(unsigned char* buffer) const { tjFree(buffer); }
};

constexpr int kFirstQualityWithFullChroma = 90;

Error broken(std::string what) {
    return {ErrorCode::MalformedFile, "JPEG: " + std::move(what)};
}

std::string sizeText(ImageSize size) {
    return std::to_string(size.width) + "x" + std::to_string(size.height);
}

}  // namespace

Result<QByteArray> encodeJpeg(const RgbImage& image, int quality) {
    if (quality < 1 || quality > 100) {
        return Error{ErrorCode::InvalidArgument, "JPEG quality must be 1 to 100, it is " + std::to_string(quality)};
    }
    const Handle handle(tjInitCompress());
    if (!handle) return Error{ErrorCode::OutOfMemory, "no memory to write a JPEG"};
    unsigned char* buffer = nullptr;
    unsigned long size = 0;
    const int sampling = quality < kFirstQualityWithFullChroma ? TJSAMP_420 : TJSAMP_444;
    const int status = tjCompress2(handle.get(), image.pixels.data(), image.width, 0, image.height, TJPF_RGB, &buffer,
                                   &size, sampling, quality, TJFLAG_ACCURATEDCT);
    const std::unique_ptr<unsigned char, BufferFreer> owner(buffer);
    if (status != 0)
        return Error{ErrorCode::OutOfMemory, "no memory to write a JPEG of " + sizeText({image.width, image.height})};
    return QByteArray(reinterpret_cast<const char*>(buffer), static_cast<qsizetype>(size));
}

Result<RgbImage> decodeJpeg(const QByteArray& bytes, ImageSize expected) {
    const Handle handle(tjInitDecompress());
    if (!handle) return Error{ErrorCode::OutOfMemory, "no memory to read a JPEG"};
    const auto* data = reinterpret_cast<const unsigned char*>(bytes.constData());
    const auto size = static_cast<unsigned long>(bytes.size());
    ImageSize found;
    int sampling = 0;
    int space = 0;
    if (tjDecompressHeader3(handle.get(), data, size, &found.width, &found.height, &sampling, &space) != 0) {
        return broken("no readable header");
    }
    if (found != expected) return broken("expected " + sizeText(expected) + " pixels, found " + sizeText(found));
    RgbImage image{expected.width, expected.height, {}};
    image.pixels.resize(std::size_t(expected.width) * std::size_t(expected.height) * 3);
    constexpr int kFlags = TJFLAG_ACCURATEDCT | TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS;
    if (tjDecompress2(handle.get(), data, size, image.pixels.data(), expected.width, 0, expected.height, TJPF_RGB,
                      kFlags) != 0) {
        return broken("its data is damaged");
    }
    return image;
}

}  // namespace msao::protocol
