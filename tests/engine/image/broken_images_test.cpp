// SPDX-License-Identifier: Apache-2.0
// Every broken file is refused in words, within two seconds and 64 MB.
#include "msao/engine/image.h"
#include "tests/engine/image/encoded_samples.h"
#include "tests/sanitizers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <chrono>
#include <fstream>
#include <random>

namespace msao::engine {
namespace {

using namespace test;
using testing::HasSubstr;

// A line of /proc/self/status in kB.
long memoryLine(const std::string& name) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(name + ":")) return std::stol(line.substr(name.size() + 1));
    }
    return 0;
}

// From here on the peak counts from what is resident now.
void forgetPeakMemory() {
    std::ofstream("/proc/self/clear_refs") << "5";
}

void expectRefused(const Bytes& file, const std::string& what, const std::string& reason = "") {
    SCOPED_TRACE(what);
    forgetPeakMemory();
    const long before = memoryLine("VmRSS");
    const auto start = std::chrono::steady_clock::now();
    const auto image = decodeImage(asBytes(file));
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    ASSERT_FALSE(image) << "it was read";
    EXPECT_THAT(image.error().message, HasSubstr(reason));
    EXPECT_GT(image.error().message.size(), 10u);
    EXPECT_EQ(image.error().message.find('\n'), std::string::npos);
    if (tests::kHasSanitizer) return;
    EXPECT_LT(taken.count(), 2.0);
    EXPECT_LT(memoryLine("VmHWM") - before, 64 * 1024 + long(file.size() / 1024));
}

const Bytes kEnd = pngChunk("IEND", "");

TEST(BrokenPngTest, RefusesImpossibleHeaders) {
    const Bytes raw(14, '\0');
    expectRefused(png({.width = 0}, raw), "no width", "0x2");
    expectRefused(png({.height = 0}, raw), "no height", "2x0");
    expectRefused(png({.width = 0xFFFFFFFF, .height = 0xFFFFFFFF}, raw), "largest numbers", "too large");
    expectRefused(png({.width = 0x7FFFFFFF, .height = 1}, raw), "too wide", "too large");
    expectRefused(png({.width = 65500, .height = 65500}, raw), "huge", "too large");
    expectRefused(png({.width = 8000, .height = 8000}, raw), "more than the data can hold", "cannot hold");
    expectRefused(png({.depth = 3}, raw), "depth 3", "does not exist");
    expectRefused(png({.depth = 0}, raw), "depth 0", "does not exist");
    expectRefused(png({.depth = 4}, raw), "RGB of 4 bits", "does not exist");
    expectRefused(png({.depth = 16, .colourType = 3}, raw), "palette of 16 bits", "does not exist");
    expectRefused(png({.colourType = 5}, raw), "colour type 5", "does not exist");
    expectRefused(png({.colourType = 255}, raw), "colour type 255", "does not exist");
    expectRefused(png({.compression = 1}, raw), "compression 1", "unknown");
    expectRefused(png({.filter = 1}, raw), "filter 1", "unknown");
    expectRefused(png({.interlace = 2}, raw), "interlace 2", "unknown");
}

TEST(BrokenPngTest, RefusesChunksOutOfPlace) {
    const Bytes header = pngHeader({});
    const Bytes image = pngChunk("IDAT", deflated(Bytes(14, '\0')));
    const Bytes sign = pngSignature();
    expectRefused(sign, "only a signature", "cut short");
    expectRefused(sign + kEnd, "only an end", "header");
    expectRefused(sign + header, "only a header", "cut short");
    expectRefused(sign + header + kEnd, "no image data", "no image data");
    expectRefused(sign + header + pngChunk("IDAT", "") + kEnd, "empty image data", "no image data");
    expectRefused(sign + image + header + kEnd, "data before header", "header");
    expectRefused(sign + header + header + image + kEnd, "two headers", "two headers");
    expectRefused(sign + header + image + pngChunk("tIME", "0123456") + image + kEnd, "data in two places",
                  "two places");
    expectRefused(sign + pngChunk("IHDR", "short") + image + kEnd, "short header", "header");
    expectRefused(sign + pngHeader({.colourType = 3}) + pngChunk("IDAT", deflated(Bytes(6, '\0'))) + kEnd,
                  "no palette");
    expectRefused(sign + header +
                      Bytes("\xFF\xFF\xFF\xFF"
                            "IDAT",
                            8) +
                      image + kEnd,
                  "endless chunk", "cut short");
}

TEST(BrokenPngTest, RefusesWrongChecksums) {
    const Bytes good = png(pattern(5, 5));
    ASSERT_TRUE(decodeImage(asBytes(good)));
    for (const std::size_t at : {std::size_t{16}, std::size_t{29}, std::size_t{45}, good.size() - 1}) {
        Bytes bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 1);
        expectRefused(bad, "byte " + std::to_string(at), "checksum");
    }
}

TEST(BrokenPngTest, RefusesPalettesThatAreTooLargeOrRagged) {
    const auto withPalette = [](std::size_t bytes) {
        return pngSignature() + pngHeader({.colourType = 3}) + pngChunk("PLTE", Bytes(bytes, 'x')) +
               pngChunk("IDAT", deflated(Bytes(6, '\0'))) + kEnd;
    };
    ASSERT_TRUE(decodeImage(asBytes(withPalette(768))));
    expectRefused(withPalette(771), "257 entries");
    expectRefused(withPalette(30'000'000), "ten million entries");
    expectRefused(withPalette(7), "ragged");
    expectRefused(withPalette(0), "empty");
}

TEST(BrokenPngTest, RefusesDamagedImageData) {
    const auto withData = [](const Bytes& data) {
        return pngSignature() + pngHeader({}) + pngChunk("IDAT", data) + kEnd;
    };
    const Bytes good = deflated(Bytes(14, '\0'));
    expectRefused(withData("not deflated at all"), "not deflated");
    expectRefused(withData(good.substr(0, 4)), "a cut stream");
    expectRefused(png({}, Bytes(7, '\0')), "a row too few");
    expectRefused(png({}, Bytes(7, '\0') + '\x09' + Bytes(6, '\0')), "an unknown row filter");
}

TEST(BrokenPngTest, RefusesLargeDamagedDataBeforeItTakesMemory) {
    // 147 MB of pixels from 150 kB of good data, with the last row missing.
    const Bytes raw(std::size_t(7000) * 3 * 7000 + 7000 - 1, '\0');
    expectRefused(png({.width = 7000, .height = 7000}, raw), "a large picture, one byte short", "damaged");
}

TEST(BrokenPngTest, ReadsPastATextBomb) {
    // 50 MB of text deflated to 50 kB is skipped, not inflated.
    const Bytes bomb = Bytes("key\0\0", 5) + deflated(Bytes(50'000'000, 'a'));
    const Bytes whole = png(pattern(3, 3));
    const Bytes file = whole.substr(0, 33) + pngChunk("zTXt", bomb) + pngChunk("iCCP", bomb) + whole.substr(33);
    const auto image = decodeImage(asBytes(file));
    ASSERT_TRUE(image);
    EXPECT_EQ(*image, pattern(3, 3));
}

TEST(BrokenPngTest, RefusesEveryTruncation) {
    const Bytes good = png(pattern(9, 7));
    for (std::size_t length = 0; length < good.size(); length += 5) {
        expectRefused(good.substr(0, length), "cut to " + std::to_string(length));
    }
}

TEST(BrokenJpegTest, RefusesImpossibleFrameHeaders) {
    const Bytes good = jpeg(pattern(16, 16));
    ASSERT_TRUE(decodeImage(asBytes(good)));
    expectRefused(withJpegSize(good, 0, 16), "no width", "0x16");
    expectRefused(withJpegSize(good, 16, 0), "no height", "16x0");
    expectRefused(withJpegSize(good, 65535, 65535), "huge", "too large");
    expectRefused(withJpegSize(good, 8000, 8000), "more than the data can hold", "cannot hold");
    expectRefused(withJpegSize(good, 64, 64), "larger than its data");
    const auto withByte = [&](std::size_t offset, int value) {
        Bytes bad = good;
        bad[frameHeaderAt(good) + offset] = static_cast<char>(value);
        return bad;
    };
    expectRefused(withByte(1, 0xC3), "lossless", "lossless");
    expectRefused(withByte(1, 0xC9), "arithmetic", "arithmetic");
    expectRefused(withByte(4, 12), "12 bits", "12 bits");
    expectRefused(withByte(9, 2), "two components", "components");
    expectRefused(withByte(9, 255), "255 components", "components");
    expectRefused(withByte(11, 0x00), "no sampling", "sampling");
    expectRefused(withByte(11, 0xF1), "sampling of 15", "sampling");
    expectRefused(withByte(12, 9), "no such quantisation table");
}

TEST(BrokenJpegTest, RefusesMissingParts) {
    const Bytes good = jpeg(pattern(16, 16));
    expectRefused("\xFF\xD8\xFF", "only a start", "cut short");
    expectRefused("\xFF\xD8\xFF\xD9", "start and end", "no image data");
    expectRefused(Bytes("\xFF\xD8\xFF\xE0\x00\x00", 6), "a segment of length 0", "cut short");
    expectRefused(Bytes("\xFF\xD8\xFF\xE0\xFF\xFF", 6), "a segment past the end", "cut short");
    expectRefused(good.substr(0, 2) + good, "two starts", "twice");
    expectRefused(good.substr(0, good.size() - 2), "no end mark", "cut short");
    Bytes noTables = good;
    noTables[good.find("\xFF\xDB") + 1] = '\xE5';
    expectRefused(noTables, "no quantisation table", "Quantization table");
    const std::size_t frame = frameHeaderAt(good);
    const std::size_t length = std::size_t(good[frame + 3]) + 2;
    expectRefused(good.substr(0, frame) + good.substr(frame, length) + good.substr(frame), "two frames", "two frame");
    expectRefused(good.substr(0, frame) + good.substr(frame + length), "no frame", "before its size");
}

TEST(BrokenJpegTest, RefusesABombOfScans) {
    Bytes bomb = withJpegSize(jpeg(pattern(16, 16), {.isProgressive = true}), 6000, 6000);
    bomb.resize(bomb.size() - 2);
    const Bytes scan("\xFF\xDA\x00\x08\x01\x01\x00\x01\x05\x00", 10);
    for (int i = 0; i < 100'000; ++i) bomb += scan;
    expectRefused(bomb + "\xFF\xD9", "a hundred thousand scans", "too many scans");
}

TEST(BrokenJpegTest, RefusesEveryTruncation) {
    for (const bool isProgressive : {false, true}) {
        const Bytes good = jpeg(pattern(40, 30), {.isProgressive = isProgressive});
        std::mt19937 random(7);
        for (int i = 0; i < 40; ++i) {
            const std::size_t length = random() % good.size();
            expectRefused(good.substr(0, length), "cut to " + std::to_string(length));
            if (length > frameHeaderAt(good)) {
                expectRefused(good.substr(0, length) + "\xFF\xD9", "cut and closed at " + std::to_string(length));
            }
        }
    }
}

TEST(BrokenJpegTest, RefusesALargeTruncatedPictureBeforeItTakesMemory) {
    RgbImage grey{6000, 6000, std::vector<std::uint8_t>(std::size_t(6000) * 6000 * 3, 128)};
    const Bytes good = jpeg(grey, {.isGrey = true});
    grey = {};
    expectRefused(good.substr(0, good.size() - 100) + "\xFF\xD9", "a large picture without its end");
}

TEST(BrokenImageTest, SaysWhatAnUnknownFileIs) {
    expectRefused("", "empty", "empty");
    expectRefused("GIF89a..................", "GIF", "GIF");
    expectRefused("BM......................", "BMP", "BMP");
    expectRefused("RIFF....WEBPVP8 ........", "WebP", "WebP");
    expectRefused(Bytes("\0\0\0\x18"
                        "ftypheic",
                        12),
                  "HEIC", "HEIC");
    expectRefused(Bytes("II*\0", 4), "TIFF", "TIFF");
    expectRefused("<svg/>", "SVG", "neither");
    expectRefused("\x89PNG\r\n\x1a\r", "a damaged signature", "neither");
    expectRefused(Bytes(1000, '\0'), "zeros", "neither");
}

// Bits flipped anywhere: read or refused, but always ended, and never larger than the header allows.
TEST(BrokenImageTest, SurvivesRandomDamage) {
    const RgbImage picture = pattern(24, 17);
    const std::vector<Bytes> files = {png(picture), jpeg(picture), jpeg(picture, {.isProgressive = true}),
                                      withOrientation(jpeg(picture), 6)};
    std::mt19937 random(11);
    for (int i = 0; i < 4000; ++i) {
        Bytes bad = files[random() % files.size()];
        for (int flips = 0; flips < 3; ++flips) bad[random() % bad.size()] = static_cast<char>(random());
        const auto image = decodeImage(asBytes(bad));
        if (!image) continue;
        EXPECT_EQ(image->pixels.size(), std::size_t(image->width) * std::size_t(image->height) * 3);
    }
}

}  // namespace
}  // namespace msao::engine
