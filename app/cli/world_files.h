// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures and sounds written as files.
#pragma once

#include "msao/engine/image.h"

#include <cstdint>
#include <filesystem>
#include <span>

namespace msao::app {

engine::Status writePng(const std::filesystem::path& file, const engine::RgbImage& image);

/// One channel of 16 bits; samples beyond -1..1 are clipped.
engine::Status writeWav(const std::filesystem::path& file, std::span<const float> samples,
                        std::uint32_t samplesPerSecond);

}  // namespace msao::app
