// SPDX-License-Identifier: Apache-2.0
#include "engine/image/jpeg_decoder.h"

#include "engine/image/exif_orientation.h"
#include "engine/image/jpeg_markers.h"

#include <turbojpeg.h>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

namespace msao::engine {
namespace {

// Above this many pixels the file is decoded once at an eighth of its size first, so that a broken large file costs
// little memory. The coded data is read in full either way.
constexpr std::int64_t kTrustedPixels = 16'000'000;

struct HandleCloser {
    void operator()(void* handle) const { tjDestroy(handle); }
};
using Handle = std::unique_ptr<std::remove_pointer_t<tjhandle>, HandleCloser>;

struct Target {
    int width = 0;
    int height = 0;
    int format = TJPF_RGB;
};

bool decompress(tjhandle handle, std::span<const std::byte> encoded, Target target, int flags, std::uint8_t* pixels) {
    return tjDecompress2(handle, reinterpret_cast<const unsigned char*>(encoded.data()),
                         static_cast<unsigned long>(encoded.size()), pixels, target.width, 0, target.height,
                         target.format, flags | TJFLAG_ACCURATEDCT) == 0;
}

// Many cameras leave a few stray bytes before a marker; every reader passes over them and so does this one.
bool isHarmless(std::string_view message) {
    return message.find("extraneous bytes before marker") != std::string_view::npos;
}

Status decode(std::span<const std::byte> encoded, Target target, std::uint8_t* pixels) {
    const Handle handle(tjInitDecompress());
    if (!handle) return Error{ErrorCode::OutOfMemory, "no memory to read a JPEG"};
    if (decompress(handle.get(), encoded, target, TJFLAG_STOPONWARNING, pixels)) return Done{};
    const auto message = [&] { return std::string_view(tjGetErrorStr2(handle.get())); };
    if (isHarmless(message())) {
        if (decompress(handle.get(), encoded, target, 0, pixels)) return Done{};
        if (tjGetErrorCode(handle.get()) == TJERR_WARNING && isHarmless(message())) return Done{};
    }
    return Error{ErrorCode::MalformedFile, "broken JPEG: " + std::string(message())};
}

Status checkAtAnEighth(std::span<const std::byte> encoded, const JpegSummary& summary, int format) {
    constexpr tjscalingfactor kEighth = {1, 8};
    const Target small{TJSCALED(summary.width, kEighth), TJSCALED(summary.height, kEighth), format};
    std::vector<std::uint8_t> pixels(std::size_t(small.width) * std::size_t(small.height) *
                                     std::size_t(tjPixelSize[format]));
    return decode(encoded, small, pixels.data());
}

// The decoder answers CMYK as stored, and JPEGs store ink inverted: 255 is none. In place, front behind the reading
// place.
void inkToRgb(std::vector<std::uint8_t>& pixels) {
    const std::size_t count = pixels.size() / 4;
    for (std::size_t i = 0; i < count; ++i) {
        const int light = pixels[i * 4 + 3];
        for (std::size_t channel = 0; channel < 3; ++channel) {
            const int absorbed = ((255 - pixels[i * 4 + channel]) * light + 127) / 255;
            pixels[i * 3 + channel] = static_cast<std::uint8_t>(light - absorbed);
        }
    }
    pixels.resize(count * 3);
}

}  // namespace

Result<RgbImage> decodeJpeg(std::span<const std::byte> encoded) {
    MSAO_TRY(const JpegSummary summary, inspectJpeg(encoded));
    const int format = summary.components == 4 ? TJPF_CMYK : TJPF_RGB;
    if (summary.pixels() > kTrustedPixels) MSAO_CHECK(checkAtAnEighth(encoded, summary, format));
    RgbImage image{summary.width, summary.height, {}};
    image.pixels.resize(std::size_t(summary.pixels()) * std::size_t(tjPixelSize[format]));
    MSAO_CHECK(decode(encoded, {summary.width, summary.height, format}, image.pixels.data()));
    if (summary.components == 4) inkToRgb(image.pixels);
    return upright(std::move(image), summary.orientation);
}

}  // namespace msao::engine
