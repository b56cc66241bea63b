// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/image.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace msao::engine {

/// What a JPEG's markers say before anything is decoded.
struct JpegSummary {
    int width = 0;
    int height = 0;
    int components = 0;   // 1 grey, 3 colour, 4 CMYK or YCCK
    int orientation = 1;  // EXIF
    int scans = 0;

    std::int64_t pixels() const { return std::int64_t{width} * height; }
};

bool looksLikeJpeg(std::span<const std::byte> encoded);

/// Walks all markers to the end mark without decoding: sizes against the pixel limit, the kind of coding, the number of
/// scans, and that there is enough data to be the picture it claims. Allocates nothing.
Result<JpegSummary> inspectJpeg(std::span<const std::byte> encoded);

}  // namespace msao::engine
