// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/visual_input.h"
#include "tests/engine/image/encoded_samples.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <algorithm>

namespace msao::engine {
namespace {

using test::pattern;

RgbImage filled(int width, int height, std::uint8_t level) {
    return {width, height, std::vector<std::uint8_t>(std::size_t(width) * std::size_t(height) * 3, level)};
}

// Expected sizes: smart_resize of transformers 5.23 with factor 28.
TEST(SmartResizeTest, EqualsTheReferencesTable) {
    struct Row {
        ImageSize from;
        std::int64_t least, most;
        ImageSize to;
    };
    const std::vector<Row> rows = {
        {{28, 28}, 3136, 1003520, {56, 56}},         {{1000, 700}, 3136, 1003520, {1008, 700}},
        {{42, 70}, 3136, 1003520, {56, 56}},         {{98, 126}, 3136, 1003520, {112, 112}},
        {{1, 1}, 3136, 1003520, {56, 56}},           {{200, 1}, 3136, 1003520, {812, 28}},
        {{1, 200}, 3136, 1003520, {28, 812}},        {{4000, 3000}, 3136, 1003520, {1148, 840}},
        {{1920, 1080}, 3136, 1003520, {1316, 728}},  {{5000, 25}, 3136, 1003520, {5012, 28}},
        {{640, 480}, 100352, 602112, {644, 476}},    {{320, 240}, 100352, 602112, {392, 280}},
        {{1920, 1080}, 100352, 602112, {1008, 560}}, {{1920, 1080}, 3136, 12845056, {1932, 1092}},
        {{8000, 8000}, 784, 784, {28, 28}},          {{13, 14}, 1, 1003520, {28, 28}},
    };
    for (const Row& row : rows) {
        const auto size = smartResize(row.from, 28, row.least, row.most);
        ASSERT_TRUE(size) << size.error().message;
        EXPECT_EQ(*size, row.to) << row.from.width << "x" << row.from.height;
    }
}

TEST(SmartResizeTest, RefusesAspectRatiosAboveTwoHundred) {
    EXPECT_TRUE(smartResize({2000, 10}, 28, 3136, 1003520));
    const auto tooNarrow = smartResize({2001, 10}, 28, 3136, 1003520);
    ASSERT_FALSE(tooNarrow);
    EXPECT_THAT(tooNarrow.error().message, testing::HasSubstr("2001x10"));
    EXPECT_FALSE(smartResize({10, 2001}, 28, 3136, 1003520));
}

TEST(SmartResizeTest, RefusesLimitsThatMakeNoSense) {
    EXPECT_FALSE(smartResize({0, 10}, 28, 3136, 1003520));
    EXPECT_FALSE(smartResize({10, -1}, 28, 3136, 1003520));
    EXPECT_FALSE(smartResize({10, 10}, 0, 3136, 1003520));
    EXPECT_FALSE(smartResize({10, 10}, 28, 0, 1003520));
    EXPECT_FALSE(smartResize({10, 10}, 28, 1003520, 3136));
    EXPECT_FALSE(smartResize({10, 10}, 28, std::int64_t{1} << 60, std::int64_t{1} << 61));
    EXPECT_FALSE(smartResize({10, 10}, 2'000'000'000, 3136, 1003520));
}

TEST(ResizeBicubicTest, KeepsAConstantPictureConstant) {
    for (const int value : {0, 1, 127, 254, 255}) {
        const auto level = static_cast<std::uint8_t>(value);
        for (const ImageSize to : {ImageSize{1, 1}, {7, 3}, {100, 41}, {333, 2}}) {
            EXPECT_EQ(resizeBicubic(filled(41, 23, level), to), filled(to.width, to.height, level));
        }
    }
}

TEST(ResizeBicubicTest, LeavesTheSameSizeUntouched) {
    EXPECT_EQ(resizeBicubic(pattern(31, 17), {31, 17}), pattern(31, 17));
}

TEST(ResizeBicubicTest, KeepsARampMonotonous) {
    RgbImage ramp = filled(64, 5, 0);
    for (std::size_t i = 0; i < ramp.pixels.size(); ++i) ramp.pixels[i] = static_cast<std::uint8_t>(i / 3 % 64 * 4);
    for (const int width : {9, 40, 64, 200}) {
        const RgbImage resized = resizeBicubic(ramp, {width, 5});
        for (int x = 1; x < width; ++x)
            EXPECT_LE(resized.pixels[std::size_t(x - 1) * 3], resized.pixels[std::size_t(x) * 3]);
    }
}

TEST(ResizeBicubicTest, HalvesARampToTheMeansOfItsPairs) {
    RgbImage ramp = filled(64, 1, 0);
    for (std::size_t i = 0; i < ramp.pixels.size(); ++i) ramp.pixels[i] = static_cast<std::uint8_t>(i / 3 * 4);
    const RgbImage halved = resizeBicubic(ramp, {32, 1});
    // Away from the borders a symmetric filter answers the ramp itself: (8 x + 2) between two pixels.
    for (std::size_t x = 4; x < 28; ++x) EXPECT_EQ(halved.pixels[x * 3], 8 * x + 2);
}

// Expected: torchvision 0.26 resize(BICUBIC, antialias) of the row 0, 255, 0, 0, 255, 255.
TEST(ResizeBicubicTest, EqualsTheReferenceOnARow) {
    RgbImage row{6, 1, {}};
    for (const int level : {0, 255, 0, 0, 255, 255})
        row.pixels.insert(row.pixels.end(), 3, static_cast<std::uint8_t>(level));
    const auto reds = [](const RgbImage& image) {
        std::vector<int> levels;
        for (std::size_t i = 0; i < image.pixels.size(); i += 3) levels.push_back(image.pixels[i]);
        return levels;
    };
    EXPECT_EQ(reds(resizeBicubic(row, {4, 1})), (std::vector<int>{100, 84, 75, 255}));
    EXPECT_EQ(reds(resizeBicubic(row, {9, 1})), (std::vector<int>{0, 135, 239, 34, 0, 31, 224, 255, 255}));
}

TEST(ResizeBicubicTest, TreatsWidthAndHeightAlike) {
    const RgbImage picture = pattern(50, 1);
    RgbImage standing = picture;
    std::swap(standing.width, standing.height);
    const RgbImage lying = resizeBicubic(picture, {21, 1});
    EXPECT_EQ(resizeBicubic(standing, {1, 21}).pixels, lying.pixels);
}

}  // namespace
}  // namespace msao::engine
