// SPDX-License-Identifier: Apache-2.0
#include "engine/image/y4m_reader.h"

#include "engine/image/frame_sampling.h"
#include "engine/image/y4m_header.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <string>
#include <system_error>

namespace msao::engine {
namespace {

constexpr std::size_t kMaxLineBytes = 1024;
constexpr std::size_t kMaxSourceFrames = 1'000'000;  // nine hours at 30 frames a second

Error malformedVideo(const std::string& what) {
    return Error{ErrorCode::MalformedFile, "broken Y4M video: " + what};
}

// A line without its end; nothing when none ends within kMaxLineBytes.
std::optional<std::string> readLine(std::istream& stream) {
    std::string line(kMaxLineBytes, '\0');
    stream.getline(line.data(), std::streamsize(line.size()));
    if (!stream || stream.eof()) return std::nullopt;
    line.resize(std::size_t(stream.gcount()) - 1);
    return line;
}

// Where the planes of every frame begin.
Result<std::vector<std::uintmax_t>> frameOffsets(std::istream& stream, const Y4mHeader& header,
                                                 std::uintmax_t fileBytes) {
    std::vector<std::uintmax_t> offsets;
    for (std::uintmax_t at = std::uintmax_t(stream.tellg()); at < fileBytes;) {
        const std::string number = std::to_string(offsets.size() + 1);
        const auto line = readLine(stream);
        if (!line || (*line != "FRAME" && !line->starts_with("FRAME ")))
            return malformedVideo("frame " + number + " has no mark");
        at += line->size() + 1;
        if (fileBytes - at < header.frameBytes()) return malformedVideo("frame " + number + " is cut short");
        if (offsets.size() == kMaxSourceFrames) {
            return Error{ErrorCode::LimitExceeded,
                         "the video has more than " + std::to_string(kMaxSourceFrames) + " frames"};
        }
        offsets.push_back(at);
        at += header.frameBytes();
        stream.seekg(std::streamoff(at));
    }
    if (offsets.empty()) return malformedVideo("it has no frames");
    return offsets;
}

std::uint8_t level(int scaled) {
    return static_cast<std::uint8_t>(std::clamp((scaled + 32768) >> 16, 0, 255));
}

// BT.601 in 16-bit fixed point. Limited range puts black at 16 and white at 235, chroma within 128 +- 112.
struct Bt601 {
    int black, luma, redOfCr, greenOfCb, greenOfCr, blueOfCb;

    void convert(int y, int cb, int cr, std::uint8_t* rgb) const {
        const int light = (y - black) * luma;
        rgb[0] = level(light + redOfCr * (cr - 128));
        rgb[1] = level(light - greenOfCb * (cb - 128) - greenOfCr * (cr - 128));
        rgb[2] = level(light + blueOfCb * (cb - 128));
    }
};
constexpr Bt601 kLimitedRange = {16, 76309, 104597, 25675, 53279, 132201};
constexpr Bt601 kFullRange = {0, 65536, 91881, 22554, 46802, 116130};

RgbImage toRgb(const std::vector<std::uint8_t>& planes, const Y4mHeader& header) {
    const Bt601& matrix = header.fullRange ? kFullRange : kLimitedRange;
    const std::size_t width = std::size_t(header.width);
    const std::size_t height = std::size_t(header.height);
    const std::uint8_t* luma = planes.data();
    const std::uint8_t* blueness = luma + width * height;
    const std::uint8_t* redness = blueness + header.chromaWidth() * header.chromaHeight();
    RgbImage image{header.width, header.height, std::vector<std::uint8_t>(width * height * 3)};
    std::uint8_t* out = image.pixels.data();
    for (std::size_t y = 0; y < height; ++y) {
        const std::size_t chromaRow = header.isGrey() ? 0 : y / std::size_t(header.chromaStepY) * header.chromaWidth();
        for (std::size_t x = 0; x < width; ++x, out += 3) {
            if (header.isGrey()) {
                matrix.convert(luma[y * width + x], 128, 128, out);
                continue;
            }
            const std::size_t chroma = chromaRow + x / std::size_t(header.chromaStepX);
            matrix.convert(luma[y * width + x], blueness[chroma], redness[chroma], out);
        }
    }
    return image;
}

Result<RgbClip> readSampled(std::istream& stream, const Y4mHeader& header, const std::vector<std::uintmax_t>& offsets,
                            double framesPerSecond) {
    const std::vector<std::size_t> chosen = sampledFrames(offsets.size(), header.framesPerSecond, framesPerSecond);
    if (std::int64_t(chosen.size()) * header.width * header.height > kMaxClipPixels) {
        return Error{ErrorCode::LimitExceeded,
                     std::to_string(chosen.size()) + " frames of " + std::to_string(header.width) + "x" +
                         std::to_string(header.height) + " pixels are too much, at most " +
                         std::to_string(kMaxClipPixels) +
                         " pixels are read: ask for fewer frames a second or scale the video"};
    }
    RgbClip clip;
    clip.framesPerSecond = double(chosen.size()) / double(offsets.size()) * header.framesPerSecond;
    std::vector<std::uint8_t> planes(header.frameBytes());
    for (const std::size_t index : chosen) {
        stream.seekg(std::streamoff(offsets[index]));
        if (!stream.read(reinterpret_cast<char*>(planes.data()), std::streamsize(planes.size()))) {
            return Error{ErrorCode::FileUnreadable, "frame " + std::to_string(index + 1) + " cannot be read"};
        }
        clip.frames.push_back(toRgb(planes, header));
    }
    return clip;
}

}  // namespace

Result<RgbClip> readY4m(const std::filesystem::path& file, double framesPerSecond) {
    std::error_code failure;
    const std::uintmax_t fileBytes = std::filesystem::file_size(file, failure);
    std::ifstream stream(file, std::ios::binary);
    if (failure || !stream) return Error{ErrorCode::FileUnreadable, "it cannot be read"};
    const auto line = readLine(stream);
    if (!line) return malformedVideo("its first line does not end");
    MSAO_TRY(const Y4mHeader header, parseY4mHeader(*line));
    MSAO_TRY(const std::vector<std::uintmax_t> offsets, frameOffsets(stream, header, fileBytes));
    return readSampled(stream, header, offsets, framesPerSecond);
}

}  // namespace msao::engine
