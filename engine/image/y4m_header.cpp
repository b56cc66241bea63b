// SPDX-License-Identifier: Apache-2.0
#include "engine/image/y4m_header.h"

#include "msao/engine/image.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>

namespace msao::engine {
namespace {

constexpr std::string_view kMagic = "YUV4MPEG2";

Error malformedVideoHeader(const std::string& what) {
    return Error{ErrorCode::MalformedFile, "broken Y4M video: " + what};
}

std::optional<int> wholeNumber(std::string_view text) {
    int value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

struct ChromaForm {
    std::string_view name;
    int stepX;
    int stepY;
};
constexpr std::array<ChromaForm, 7> kChromaForms = {{{"420", 2, 2},
                                                     {"420jpeg", 2, 2},
                                                     {"420mpeg2", 2, 2},
                                                     {"420paldv", 2, 2},
                                                     {"422", 2, 1},
                                                     {"444", 1, 1},
                                                     {"mono", 0, 0}}};

Status readChroma(std::string_view name, Y4mHeader& header) {
    for (const ChromaForm& form : kChromaForms) {
        if (form.name != name) continue;
        header.chromaStepX = form.stepX;
        header.chromaStepY = form.stepY;
        return Done{};
    }
    return Error{ErrorCode::MalformedFile,
                 "Y4M video of another colour form than 8-bit 4:2:0, 4:2:2, 4:4:4 or mono is "
                 "not read: convert it with ffmpeg -pix_fmt yuv420p"};
}

Status readRate(std::string_view text, Y4mHeader& header) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return malformedVideoHeader("its frame rate is not a fraction");
    const auto frames = wholeNumber(text.substr(0, colon));
    const auto seconds = wholeNumber(text.substr(colon + 1));
    if (!frames || !seconds || *frames == 0 || *seconds == 0)
        return malformedVideoHeader("its frame rate is not a positive fraction");
    header.framesPerSecond = double(*frames) / double(*seconds);
    return Done{};
}

Status readField(std::string_view field, Y4mHeader& header) {
    const std::string_view value = field.substr(1);
    switch (field.front()) {
        case 'W':
            header.width = wholeNumber(value).value_or(0);
            return Done{};
        case 'H':
            header.height = wholeNumber(value).value_or(0);
            return Done{};
        case 'F':
            return readRate(value, header);
        case 'C':
            return readChroma(value, header);
        case 'X':
            if (field == "XCOLORRANGE=FULL") header.fullRange = true;
            return Done{};
        default:
            return Done{};  // interlacing, aspect, comments
    }
}

Status checkHeader(const Y4mHeader& header) {
    const std::string size = std::to_string(header.width) + "x" + std::to_string(header.height);
    if (header.width == 0 || header.height == 0) return malformedVideoHeader("its size is missing or zero");
    if (std::int64_t{header.width} * header.height > kMaxImagePixels) {
        return Error{ErrorCode::LimitExceeded, "video of " + size + " pixels is too large, at most " +
                                                   std::to_string(kMaxImagePixels) + " pixels a frame are read"};
    }
    if (header.framesPerSecond == 0.0) return malformedVideoHeader("its frame rate is missing");
    return Done{};
}

}  // namespace

std::size_t Y4mHeader::chromaWidth() const {
    return isGrey() ? 0 : std::size_t((width + chromaStepX - 1) / chromaStepX);
}
std::size_t Y4mHeader::chromaHeight() const {
    return isGrey() ? 0 : std::size_t((height + chromaStepY - 1) / chromaStepY);
}
std::size_t Y4mHeader::frameBytes() const {
    return std::size_t(width) * std::size_t(height) + 2 * chromaWidth() * chromaHeight();
}

Result<Y4mHeader> parseY4mHeader(std::string_view line) {
    if (!line.starts_with(kMagic)) return malformedVideoHeader("it does not begin with " + std::string(kMagic));
    Y4mHeader header;
    line.remove_prefix(kMagic.size());
    while (!line.empty()) {
        const std::size_t end = line.find(' ');
        const std::string_view field = line.substr(0, end);
        line = end == std::string_view::npos ? std::string_view() : line.substr(end + 1);
        if (!field.empty()) MSAO_CHECK(readField(field, header));
    }
    MSAO_CHECK(checkHeader(header));
    return header;
}

}  // namespace msao::engine
