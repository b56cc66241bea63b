// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/image.h"

namespace msao::engine {

/// A YUV4MPEG2 file; which frames are kept and how colours are converted: see readClip.
/// Only the kept frames are read; errors do not name the file.
Result<RgbClip> readY4m(const std::filesystem::path& file, double framesPerSecond);

}  // namespace msao::engine
