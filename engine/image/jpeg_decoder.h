// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/image.h"

namespace msao::engine {

/// A JPEG as upright RGB; damaged data is refused even where a decoder could guess on.
Result<RgbImage> decodeJpeg(std::span<const std::byte> encoded);

}  // namespace msao::engine
