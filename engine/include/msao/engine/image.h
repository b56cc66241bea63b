// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace msao::engine {

/// 8-bit RGB, rows top to bottom, no padding.
struct RgbImage {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels;  // height * width * 3

    bool operator==(const RgbImage&) const = default;
};

/// Frames of one clip, all of one size, sampled at `framesPerSecond`.
struct RgbClip {
    std::vector<RgbImage> frames;
    double framesPerSecond = 2.0;
};

/// The largest image that is decoded at all (width * height); the header is checked before a pixel is allocated.
inline constexpr std::int64_t kMaxImagePixels = 64'000'000;

/// PNG or JPEG, told apart by content; alpha is composed onto white, grey and palette become RGB.
Result<RgbImage> decodeImage(std::span<const std::byte> encoded);
Result<RgbImage> readImage(const std::filesystem::path& file);

/// A folder of PNG/JPEG frames in name order.
Result<RgbClip> readClip(const std::filesystem::path& path, double framesPerSecond);

}  // namespace msao::engine
