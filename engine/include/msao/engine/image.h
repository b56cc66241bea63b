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

/// The most frames of one clip (the reference's max_frames), and the most pixels of all its frames together.
inline constexpr std::size_t kMaxClipFrames = 768;
inline constexpr std::int64_t kMaxClipPixels = 256'000'000;

/// The largest image file that is read.
inline constexpr std::uintmax_t kMaxImageFileBytes = 256'000'000;

/// PNG or JPEG, told apart by content. The EXIF orientation is applied, alpha is composed onto white, grey, palette and
/// CMYK become RGB, 16 bits a channel become their upper 8. A file that is cut short or damaged is refused whole.
/// Errors of readImage name the file; decodeImage has none to name.
Result<RgbImage> decodeImage(std::span<const std::byte> encoded);
Result<RgbImage> readImage(const std::filesystem::path& file);

/// A folder or a .y4m file (YUV4MPEG2, 8 bits; 4:2:0, 4:2:2, 4:4:4 or grey).
///
/// Folder: its *.png, *.jpg and *.jpeg files in natural name order (frame2 before frame10), other files ignored; every
/// frame is kept, and `framesPerSecond` states the rate at which they were taken. It is the clip's rate.
///
/// .y4m: the file knows its own rate; `framesPerSecond` asks for a sampling rate. Frames are drawn evenly as the
/// reference does: the count is (frames / file rate * framesPerSecond), at least 4, at most 768 and the file's own,
/// rounded down to even; a file of one frame keeps it. The clip's rate is (drawn / frames * file rate).
/// BT.601, limited range unless the file says XCOLORRANGE=FULL; chroma is repeated, not interpolated.
Result<RgbClip> readClip(const std::filesystem::path& path, double framesPerSecond);

}  // namespace msao::engine
