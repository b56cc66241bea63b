// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/image/encoded_samples.h"
#include "tests/engine/image/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <filesystem>

namespace msao::engine {
namespace {

using namespace test;
using testing::HasSubstr;

// Samples of 2x2 pixels after decoding, as red, green, blue.
std::vector<int> levels(const Bytes& file) {
    const auto image = decodeImage(asBytes(file));
    if (!image) return {};
    return {image->pixels.begin(), image->pixels.end()};
}

TEST(DecodeImageTest, ReadsRgbPngExactly) {
    const auto image = decodeImage(asBytes(png(pattern(13, 9))));
    ASSERT_TRUE(image) << image.error().message;
    EXPECT_EQ(*image, pattern(13, 9));
}

TEST(DecodeImageTest, SpreadsGreyOfEveryDepthOverAllLevels) {
    const auto grey = [](int depth, const Bytes& row) {
        return png({.height = 1, .depth = depth, .colourType = 0}, row);
    };
    EXPECT_EQ(levels(grey(1, Bytes("\0\x40", 2))), (std::vector<int>{0, 0, 0, 255, 255, 255}));
    EXPECT_EQ(levels(grey(2, Bytes("\0\x60", 2))), (std::vector<int>{85, 85, 85, 170, 170, 170}));
    EXPECT_EQ(levels(grey(4, Bytes("\0\x1F", 2))), (std::vector<int>{17, 17, 17, 255, 255, 255}));
    EXPECT_EQ(levels(grey(8, Bytes("\0\x07\xF0", 3))), (std::vector<int>{7, 7, 7, 240, 240, 240}));
    EXPECT_EQ(levels(grey(16, Bytes("\0\x07\xFF\xF0\x01", 5))), (std::vector<int>{7, 7, 7, 240, 240, 240}));
}

TEST(DecodeImageTest, LooksPaletteColoursUp) {
    const Bytes file = pngSignature() + pngHeader({.height = 1, .depth = 4, .colourType = 3}) +
                       pngChunk("PLTE", "abcdef") + pngChunk("IDAT", deflated(Bytes("\0\x10", 2))) +
                       pngChunk("IEND", "");
    EXPECT_EQ(levels(file), (std::vector<int>{'d', 'e', 'f', 'a', 'b', 'c'}));
}

TEST(DecodeImageTest, ComposesAlphaOntoWhite) {
    const Bytes row("\0\x00\x64\xC8\x00\x00\x64\xC8\x80", 9);
    EXPECT_EQ(levels(png({.height = 1, .colourType = 6}, row)), (std::vector<int>{255, 255, 255, 127, 177, 227}));
}

TEST(DecodeImageTest, ReadsInterlacedPng) {
    // Adam7 of 2x2: pass 1 holds (0,0), pass 6 (1,0), pass 7 the second row.
    const Bytes passes("\0abc\0def\0ghijkl", 15);
    const Bytes file = png({.interlace = 1}, passes);
    EXPECT_EQ(levels(file), (std::vector<int>{'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'}));
}

TEST(DecodeImageTest, TurnsAPictureUprightAsItsExifSays) {
    // Left half dark, right half light; orientation 6 is shown turned right: dark on top.
    RgbImage picture{16, 8, {}};
    for (int i = 0; i < 16 * 8; ++i)
        picture.pixels.insert(picture.pixels.end(), 3, static_cast<std::uint8_t>(i % 16 < 8 ? 0 : 255));
    const auto image = decodeImage(asBytes(withOrientation(jpeg(picture), 6)));
    ASSERT_TRUE(image) << image.error().message;
    ASSERT_EQ(image->width, 8);
    ASSERT_EQ(image->height, 16);
    EXPECT_LT(image->pixels.front(), 10);
    EXPECT_GT(image->pixels.back(), 245);
}

TEST(DecodeImageTest, IgnoresAnExifOrientationThatDoesNotExist) {
    const auto image = decodeImage(asBytes(withOrientation(jpeg(pattern(16, 8)), 9)));
    ASSERT_TRUE(image);
    EXPECT_EQ(image->width, 16);
}

TEST(DecodeImageTest, ReadsGreyAndProgressiveJpegAlike) {
    const RgbImage picture{16, 16, std::vector<std::uint8_t>(16 * 16 * 3, 90)};
    for (const JpegForm form : {JpegForm{}, JpegForm{.isProgressive = true}, JpegForm{.isGrey = true}}) {
        const auto image = decodeImage(asBytes(jpeg(picture, form)));
        ASSERT_TRUE(image);
        EXPECT_NEAR(image->pixels[100], 90, 1);
    }
}

TEST(DecodeImageTest, PassesOverStrayBytesThatCamerasLeave) {
    const Bytes good = jpeg(pattern(16, 16));
    const Bytes stray = good.substr(0, good.size() - 2) + Bytes("\0\0\0", 3) + good.substr(good.size() - 2);
    const auto image = decodeImage(asBytes(stray));
    ASSERT_TRUE(image) << image.error().message;
    EXPECT_EQ(*image, *decodeImage(asBytes(good)));
}

TEST(DecodeImageTest, ReadsALargePictureInFull) {
    RgbImage picture{4400, 4400, std::vector<std::uint8_t>(std::size_t(4400) * 4400 * 3, 60)};
    picture.pixels.back() = 200;
    const auto fromPng = decodeImage(asBytes(png(picture)));
    ASSERT_TRUE(fromPng) << fromPng.error().message;
    EXPECT_EQ(*fromPng, picture);
    const auto fromJpeg = decodeImage(asBytes(jpeg(picture)));
    ASSERT_TRUE(fromJpeg) << fromJpeg.error().message;
    EXPECT_EQ(fromJpeg->pixels.front(), 60);
}

TEST(ReadImageTest, NamesTheFileInItsErrors) {
    const TemporaryFolder folder;
    const auto broken = readImage(folder.write("broken.png", "no picture"));
    ASSERT_FALSE(broken);
    EXPECT_THAT(broken.error().message, HasSubstr("broken.png: "));
    const auto missing = readImage(folder.path() / "missing.png");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::FileNotFound);
    EXPECT_THAT(missing.error().message, HasSubstr("missing.png"));
}

TEST(ReadImageTest, TellsFormatsByContentNotByName) {
    const TemporaryFolder folder;
    const auto image = readImage(folder.write("picture.jpg", png(pattern(4, 4))));
    ASSERT_TRUE(image) << image.error().message;
    EXPECT_EQ(*image, pattern(4, 4));
}

TEST(ReadImageTest, RefusesWhatIsNotAFile) {
    const TemporaryFolder folder;
    EXPECT_FALSE(readImage(folder.path()));
    EXPECT_FALSE(readImage("/dev/zero"));
    const auto huge = folder.write("huge.png", "x");
    std::filesystem::resize_file(huge, kMaxImageFileBytes + 1);
    const auto image = readImage(huge);
    ASSERT_FALSE(image);
    EXPECT_EQ(image.error().code, ErrorCode::LimitExceeded);
}

}  // namespace
}  // namespace msao::engine
