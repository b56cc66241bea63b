// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/world_files.h"

#include <png.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <fstream>
#include <string>

namespace msao::app {

using namespace engine;

namespace {

static_assert(std::endian::native == std::endian::little, "WAV numbers are written as they stand in memory");

template <typename T>
void append(std::string& bytes, T value) {
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// RIFF, the format of 16 bits, one channel, and the start of the samples.
std::string wavHeader(std::uint32_t sampleBytes, std::uint32_t samplesPerSecond) {
    constexpr std::uint32_t kBytesPerSample = 2;
    std::string header = "RIFF";
    append(header, sampleBytes + 36);
    header += "WAVEfmt ";
    append(header, std::uint32_t{16});
    append(header, std::uint16_t{1});
    append(header, std::uint16_t{1});
    append(header, samplesPerSecond);
    append(header, samplesPerSecond * kBytesPerSample);
    append(header, static_cast<std::uint16_t>(kBytesPerSample));
    append(header, std::uint16_t{16});
    header += "data";
    append(header, sampleBytes);
    return header;
}

}  // namespace

Status writePng(const std::filesystem::path& file, const RgbImage& image) {
    png_image png{};
    png.version = PNG_IMAGE_VERSION;
    png.width = static_cast<png_uint_32>(image.width);
    png.height = static_cast<png_uint_32>(image.height);
    png.format = PNG_FORMAT_RGB;
    if (png_image_write_to_file(&png, file.c_str(), 0, image.pixels.data(), 0, nullptr) != 0) return Done{};
    return Error{ErrorCode::FileUnreadable, file.string() + ": cannot be written: " + png.message};
}

Status writeWav(const std::filesystem::path& file, std::span<const float> samples, std::uint32_t samplesPerSecond) {
    std::string bytes = wavHeader(static_cast<std::uint32_t>(2 * samples.size()), samplesPerSecond);
    for (const float sample : samples) {
        append(bytes, static_cast<std::int16_t>(std::lround(32767 * std::clamp(sample, -1.0F, 1.0F))));
    }
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (out) return Done{};
    return Error{ErrorCode::FileUnreadable, file.string() + ": cannot be written"};
}

}  // namespace msao::app
