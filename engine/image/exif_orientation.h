// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/image.h"

#include <cstddef>
#include <span>

namespace msao::engine {

/// How the stored picture has to be turned to stand upright: the EXIF values 1 (as it is) to 8.
/// `tiff` is the EXIF block from its byte-order mark on. Anything unreadable answers 1: a broken tag never costs an
/// image.
int exifOrientation(std::span<const std::byte> tiff);

RgbImage upright(RgbImage stored, int orientation);

}  // namespace msao::engine
