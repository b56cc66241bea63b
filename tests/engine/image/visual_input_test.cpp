// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/visual_input.h"
#include "tests/engine/image/encoded_samples.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace msao::engine {
namespace {

using test::pattern;
using testing::ElementsAre;
using testing::HasSubstr;

// Patches of 2x2 pixels, blocks of 2x2 patches, no resizing of pictures up to 64x64 in steps of 4, levels kept as they
// are.
VisionConfig tinyVision() {
    VisionConfig vision;
    vision.patchSize = 2;
    return vision;
}

PreprocessorConfig plainLevels() {
    PreprocessorConfig config;
    config.minPixels = config.videoMinPixels = 1;
    config.maxPixels = config.videoMaxPixels = 4096;
    config.mean = {0, 0, 0};
    config.deviation = {1.0f / 255, 1.0f / 255, 1.0f / 255};
    return config;
}

// Red counts the pixels from 0 on, green is red + 64, blue red + 128.
RgbImage counting(int width, int height, int first = 0) {
    RgbImage image{width, height, {}};
    for (int i = 0; i < width * height; ++i) {
        for (const int channel : {0, 64, 128}) image.pixels.push_back(static_cast<std::uint8_t>(first + i + channel));
    }
    return image;
}

std::vector<float> patch(const VisualInput& input, std::size_t index) {
    const auto first = input.patches.begin() + std::ptrdiff_t(index * 24);
    return {first, first + 24};
}

TEST(ImageInputTest, OrdersPatchesBlockByBlock) {
    const auto input = imageInput(counting(8, 4), plainLevels(), tinyVision());
    ASSERT_TRUE(input) << input.error().message;
    EXPECT_EQ(input->kind, VisualKind::Image);
    EXPECT_EQ(input->grid, (PatchGrid{1, 2, 4}));
    ASSERT_EQ(input->patches.size(), 8u * 24u);
    // The first block is the left 4x4 pixels: its patches begin at pixels 0, 2, 16, 18; the second block at 4, 6,
    // 20, 22.
    const std::vector<float> firstPixels = {0, 2, 16, 18, 4, 6, 20, 22};
    for (std::size_t i = 0; i < 8; ++i) EXPECT_NEAR(patch(*input, i)[0], firstPixels[i], 1e-4) << "patch " << i;
}

TEST(ImageInputTest, OrdersValuesByChannelThenFrameThenRow) {
    const auto input = imageInput(counting(8, 4), plainLevels(), tinyVision());
    ASSERT_TRUE(input);
    const std::vector<float> expected = {2,  3,  10, 11, 2,   3,   10,  11,  66,  67,  74,  75,
                                         66, 67, 74, 75, 130, 131, 138, 139, 130, 131, 138, 139};
    EXPECT_THAT(patch(*input, 1), testing::Pointwise(testing::FloatNear(1e-4f), expected));
}

TEST(ImageInputTest, NormalisesEachChannelByItsOwnMeanAndDeviation) {
    const PreprocessorConfig config;
    const auto input = imageInput({56, 56, std::vector<std::uint8_t>(56 * 56 * 3, 100)}, config, {});
    ASSERT_TRUE(input);
    EXPECT_EQ(input->grid, (PatchGrid{1, 4, 4}));
    for (std::size_t channel = 0; channel < 3; ++channel) {
        const float expected = (100.0f / 255.0f - config.mean[channel]) / config.deviation[channel];
        EXPECT_NEAR(input->patches[channel * 2 * 14 * 14], expected, 1e-6);
    }
}

TEST(ImageInputTest, RefusesPicturesThatAreNotWhatTheySay) {
    RgbImage image = pattern(30, 30);
    image.pixels.pop_back();
    EXPECT_FALSE(imageInput(image, {}, {}));
    EXPECT_FALSE(imageInput({}, {}, {}));
    EXPECT_FALSE(imageInput({-2, -2, std::vector<std::uint8_t>(12)}, {}, {}));
    const auto narrow = imageInput(pattern(1, 201), {}, {});
    ASSERT_FALSE(narrow);
    EXPECT_THAT(narrow.error().message, HasSubstr("1x201"));
}

TEST(ImageInputTest, RefusesConfigurationsThatMakeNoSense) {
    const RgbImage image = pattern(30, 30);
    for (const int size : {0, -14, 1'000'000}) {
        VisionConfig vision;
        vision.patchSize = size;
        EXPECT_FALSE(imageInput(image, {}, vision));
        vision = {};
        vision.spatialMergeSize = size;
        EXPECT_FALSE(imageInput(image, {}, vision));
        vision = {};
        vision.temporalPatchSize = size;
        EXPECT_FALSE(imageInput(image, {}, vision));
    }
    VisionConfig grey;
    grey.inChannels = 1;
    EXPECT_FALSE(imageInput(image, {}, grey));
    PreprocessorConfig config;
    config.deviation[1] = 0;
    EXPECT_FALSE(imageInput(image, config, {}));
    VisionConfig hungry;  // a little picture that would become billions of values
    hungry.temporalPatchSize = 1024;
    EXPECT_FALSE(imageInput(pattern(2000, 2000), {}, hungry));
}

TEST(VideoInputTest, PairsFramesAndRepeatsTheLastOfAnOddCount) {
    const RgbClip clip{{counting(4, 4, 0), counting(4, 4, 20), counting(4, 4, 40)}, 4.0};
    const auto input = videoInput(clip, plainLevels(), tinyVision());
    ASSERT_TRUE(input) << input.error().message;
    EXPECT_EQ(input->kind, VisualKind::Video);
    EXPECT_EQ(input->grid, (PatchGrid{2, 2, 2}));
    EXPECT_DOUBLE_EQ(input->secondsPerGridStep, 0.5);
    // Red of patch 0: frame 0 then frame 1; of the first patch of the second step: frame 2 twice.
    const std::vector<float> first = {0, 1, 4, 5, 20, 21, 24, 25};
    const std::vector<float> second = {40, 41, 44, 45, 40, 41, 44, 45};
    const auto reds = [&](std::size_t index) {
        auto values = patch(*input, index);
        values.resize(8);
        return values;
    };
    EXPECT_THAT(reds(0), testing::Pointwise(testing::FloatNear(1e-4f), first));
    EXPECT_THAT(reds(4), testing::Pointwise(testing::FloatNear(1e-4f), second));
}

TEST(VideoInputTest, UsesTheVideoLimitsNotTheImageOnes) {
    const RgbClip clip{{pattern(280, 280), pattern(280, 280)}, 2.0};
    const auto input = videoInput(clip, {}, {});
    ASSERT_TRUE(input);
    EXPECT_EQ(input->grid, (PatchGrid{1, 24, 24}));  // 280x280 is below 128 * 784 pixels and grows to 336x336
    EXPECT_DOUBLE_EQ(input->secondsPerGridStep, 1.0);
}

TEST(VideoInputTest, RefusesClipsThatMakeNoSense) {
    EXPECT_FALSE(videoInput({}, {}, {}));
    EXPECT_FALSE(videoInput({{pattern(30, 30)}, 0.0}, {}, {}));
    EXPECT_FALSE(videoInput({{pattern(30, 30), pattern(30, 31)}, 2.0}, {}, {}));
    EXPECT_FALSE(videoInput({std::vector<RgbImage>(769, pattern(2, 2)), 2.0}, {}, {}));
}

}  // namespace
}  // namespace msao::engine
