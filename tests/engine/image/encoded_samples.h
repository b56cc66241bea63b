// SPDX-License-Identifier: Apache-2.0
// Small PNG, JPEG and Y4M files made in code, whole or with one thing wrong.
#pragma once

#include "msao/engine/image.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace msao::engine::test {

using Bytes = std::string;

/// The fields of a PNG's header as they are written, valid or not.
struct PngHeader {
    std::uint32_t width = 2;
    std::uint32_t height = 2;
    int depth = 8;
    int colourType = 2;
    int compression = 0;
    int filter = 0;
    int interlace = 0;
};

Bytes pngSignature();
Bytes pngChunk(std::string_view type, const Bytes& content);
Bytes pngHeader(const PngHeader& header);
Bytes deflated(const Bytes& raw);
/// Signature, header, image data of `raw`, end.
Bytes png(const PngHeader& header, const Bytes& raw);
/// An RGB image with filter 0.
Bytes png(const RgbImage& image);

struct JpegForm {
    int quality = 90;
    bool isProgressive = false;
    bool isGrey = false;
};
Bytes jpeg(const RgbImage& image, JpegForm form = {});
/// The JPEG with another height and width in its frame header.
Bytes withJpegSize(Bytes jpeg, int width, int height);
/// The offset of the first frame header's marker.
std::size_t frameHeaderAt(const Bytes& jpeg);
/// The JPEG with an EXIF segment that states this orientation.
Bytes withOrientation(const Bytes& jpeg, int orientation);

/// Distinct colours everywhere, the same at every call.
RgbImage pattern(int width, int height);

inline std::span<const std::byte> asBytes(const Bytes& bytes) {
    return std::as_bytes(std::span(bytes.data(), bytes.size()));
}

}  // namespace msao::engine::test
