// SPDX-License-Identifier: Apache-2.0
// Images and Y4M headers from anywhere: read or refused, never out of bounds, never larger than the limits.
#include "engine/image/y4m_header.h"
#include "msao/engine/visual_input.h"

#include <zlib.h>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace {

using namespace msao::engine;

constexpr std::size_t kPngSignatureBytes = 8;
constexpr std::size_t kPngChunkOverhead = 12;
constexpr std::int64_t kMaxFuzzPixels = 256 * 256;  // larger pictures only cost time here

void require(bool condition) {
    if (!condition) std::abort();
}

// A mutated PNG nearly always fails its checksums first; with these mended what lies behind is reached as well.
void mendChecksums(std::vector<std::uint8_t>& png) {
    std::size_t at = kPngSignatureBytes;
    while (at + kPngChunkOverhead <= png.size()) {
        const std::size_t length = std::size_t(png[at]) << 24 | std::size_t(png[at + 1]) << 16 |
                                   std::size_t(png[at + 2]) << 8 | std::size_t(png[at + 3]);
        if (length > png.size() - at - kPngChunkOverhead) return;
        const auto checksum = crc32_z(0, png.data() + at + 4, length + 4);
        for (std::size_t i = 0; i < 4; ++i) {
            png[at + 8 + length + i] = static_cast<std::uint8_t>(checksum >> (24 - 8 * i));
        }
        at += length + kPngChunkOverhead;
    }
}

void decode(const std::vector<std::uint8_t>& bytes) {
    const auto image = decodeImage(std::as_bytes(std::span(bytes)));
    if (!image) {
        require(!image.error().message.empty());
        return;
    }
    const std::int64_t pixels = std::int64_t{image->width} * image->height;
    require(image->width > 0 && image->height > 0 && pixels <= kMaxImagePixels);
    require(image->pixels.size() == std::size_t(pixels) * 3);
    if (pixels > kMaxFuzzPixels) return;
    PreprocessorConfig config;
    config.maxPixels = kMaxFuzzPixels;
    const auto input = imageInput(*image, config, VisionConfig());
    if (input) require(std::int64_t(input->patches.size()) == input->grid.patches() * VisionConfig().patchValues());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::vector<std::uint8_t> copy(bytes, bytes + size);
    decode(copy);
    const auto header = parseY4mHeader({reinterpret_cast<const char*>(bytes), size});
    if (header) require(header->frameBytes() > 0 && header->framesPerSecond > 0.0);
    mendChecksums(copy);
    decode(copy);
    return 0;
}
