// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/image.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace msao::engine {

/// What a PNG's chunks say before anything is decoded.
struct PngSummary {
    std::int64_t width = 0;
    std::int64_t height = 0;
    int bitsPerPixel = 0;
    bool interlaced = false;
    int orientation = 1;  // EXIF

    /// Bytes of the image data once inflated: a filter byte and the packed pixels of every row of every pass.
    std::uint64_t inflatedBytes() const;
};

bool looksLikePng(std::span<const std::byte> encoded);

/// Checks the whole file without decoding: every chunk's length, checksum and place, the header's values against the
/// pixel limit, and that there is enough image data to be the picture it claims. Allocates nothing.
Result<PngSummary> inspectPng(std::span<const std::byte> encoded);

/// Inflates the image data to nowhere: true when it holds exactly what the header promises. `encoded` was inspected.
bool inflatesCompletely(std::span<const std::byte> encoded, const PngSummary& summary);

}  // namespace msao::engine
