// SPDX-License-Identifier: Apache-2.0
#include "engine/image/frame_sampling.h"
#include "engine/image/natural_order.h"
#include "tests/engine/image/encoded_samples.h"
#include "tests/engine/image/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>

namespace msao::engine {
namespace {

using namespace test;
using testing::ElementsAre;
using testing::HasSubstr;

RgbImage filled(std::uint8_t level) {
    return {4, 4, std::vector<std::uint8_t>(48, level)};
}

// Frames of 2x2 grey levels, one level a frame.
Bytes greyVideo(const std::string& levels, const std::string& fields = "W2 H2 F8:1 Cmono XCOLORRANGE=FULL") {
    Bytes file = "YUV4MPEG2 " + fields + "\n";
    for (const char level : levels) file += "FRAME\n" + Bytes(4, level);
    return file;
}

void expectRefused(const std::filesystem::path& path, const std::string& reason) {
    const auto clip = readClip(path, 2.0);
    ASSERT_FALSE(clip) << "it was read, expected: " << reason;
    EXPECT_THAT(clip.error().message, HasSubstr(reason));
    EXPECT_THAT(clip.error().message, HasSubstr(path.filename().string()));
}

TEST(NaturalOrderTest, CountsAsPeopleDo) {
    EXPECT_TRUE(naturallyBefore("frame2.png", "frame10.png"));
    EXPECT_FALSE(naturallyBefore("frame10.png", "frame2.png"));
    EXPECT_TRUE(naturallyBefore("a9b2", "a9b10"));
    EXPECT_TRUE(naturallyBefore("frame007.png", "frame8.png"));
    EXPECT_TRUE(naturallyBefore("a", "a1"));
    EXPECT_TRUE(naturallyBefore("01", "1"));
    EXPECT_FALSE(naturallyBefore("1", "01"));
    EXPECT_FALSE(naturallyBefore("x5", "x5"));
    EXPECT_TRUE(naturallyBefore("99999999999999999999998", "99999999999999999999999"));
}

// Expected: sample_frames of transformers 5.23.
TEST(SampledFramesTest, SpreadsAnEvenCountOverTheVideo) {
    EXPECT_THAT(sampledFrames(1, 25, 2), ElementsAre(0));
    EXPECT_THAT(sampledFrames(2, 25, 2), ElementsAre(0, 1));
    EXPECT_THAT(sampledFrames(3, 25, 2), ElementsAre(0, 1));
    EXPECT_THAT(sampledFrames(10, 25, 1), ElementsAre(0, 2, 5, 7));
    EXPECT_THAT(sampledFrames(48, 24, 3), ElementsAre(0, 8, 16, 24, 32, 40));
    EXPECT_EQ(sampledFrames(100'000, 25, 25).size(), 768u);
}

TEST(ReadClipTest, KeepsAllFramesOfAFolderInNaturalOrder) {
    const TemporaryFolder folder;
    folder.write("frame10.png", png(filled(30)));
    folder.write("frame9.PNG", png(filled(20)));
    folder.write("frame1.jpeg", jpeg(filled(10)));
    folder.write("notes.txt", "ignored");
    folder.write(".hidden.png", "ignored");
    const auto clip = readClip(folder.path(), 2.5);
    ASSERT_TRUE(clip) << clip.error().message;
    EXPECT_EQ(clip->framesPerSecond, 2.5);
    ASSERT_EQ(clip->frames.size(), 3u);
    EXPECT_NEAR(clip->frames[0].pixels[0], 10, 1);
    EXPECT_EQ(clip->frames[1], filled(20));
    EXPECT_EQ(clip->frames[2], filled(30));
}

TEST(ReadClipTest, NamesTheFrameThatIsWrong) {
    const TemporaryFolder folder;
    folder.write("1.png", png(filled(1)));
    folder.write("2.png", png(pattern(5, 4)));
    const auto clip = readClip(folder.path(), 2.0);
    ASSERT_FALSE(clip);
    EXPECT_THAT(clip.error().message, HasSubstr("2.png: the frame has 5x4 pixels, the first one 4x4"));
    folder.write("2.png", "broken");
    EXPECT_THAT(readClip(folder.path(), 2.0).error().message, HasSubstr("2.png"));
}

TEST(ReadClipTest, RefusesFoldersWithoutOrWithTooManyFrames) {
    const TemporaryFolder folder;
    expectRefused(folder.path(), "no PNG or JPEG frames");
    for (int i = 0; i < 769; ++i) folder.write(std::to_string(i) + ".png", "x");
    expectRefused(folder.path(), "more than 768 frames");
    expectRefused(folder.path() / "missing", "no such file or folder");
}

TEST(ReadClipTest, RefusesMorePixelsThanTheLimitAfterOneFrame) {
    const TemporaryFolder folder;
    const Bytes large = png({.width = 4000, .height = 3000, .depth = 1, .colourType = 0}, Bytes(501 * 3000, '\0'));
    for (int i = 0; i < 22; ++i) folder.write(std::to_string(i) + ".png", i == 0 ? large : "never read");
    const auto clip = readClip(folder.path(), 2.0);
    ASSERT_FALSE(clip);
    EXPECT_EQ(clip.error().code, ErrorCode::LimitExceeded);
    EXPECT_THAT(clip.error().message, HasSubstr("22 frames of 4000x3000"));
}

TEST(ReadClipTest, RefusesRatesThatMakeNoSense) {
    const TemporaryFolder folder;
    folder.write("1.png", png(filled(1)));
    for (const double rate :
         {0.0, -1.0, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
        EXPECT_FALSE(readClip(folder.path(), rate));
    }
}

TEST(ReadClipTest, SamplesAVideoFileAtTheRateAskedFor) {
    const TemporaryFolder folder;
    const auto clip = readClip(folder.write("clip.y4m", greyVideo("0123456789ABCDEF")), 2.0);
    ASSERT_TRUE(clip) << clip.error().message;
    std::string levels;
    for (const RgbImage& frame : clip->frames) levels += static_cast<char>(frame.pixels[0]);
    EXPECT_EQ(levels, "048C");
    EXPECT_DOUBLE_EQ(clip->framesPerSecond, 2.0);
}

TEST(ReadClipTest, ConvertsLimitedRangeColours) {
    const TemporaryFolder folder;
    // Black, white and the red of BT.601 in limited range.
    const Bytes planes = Bytes("\x10\xEB\x51\x80\x80\x5A\x80\x80\xF0", 9);
    const auto clip = readClip(folder.write("c.y4m", "YUV4MPEG2 W3 H1 F1:1 C444\nFRAME\n" + planes), 1.0);
    ASSERT_TRUE(clip) << clip.error().message;
    const auto& pixels = clip->frames[0].pixels;
    EXPECT_THAT(std::vector<int>(pixels.begin(), pixels.begin() + 6), ElementsAre(0, 0, 0, 255, 255, 255));
    EXPECT_NEAR(pixels[6], 255, 2);
    EXPECT_NEAR(pixels[7], 0, 2);
    EXPECT_NEAR(pixels[8], 0, 2);
}

TEST(ReadClipTest, RefusesBrokenVideoFiles) {
    const TemporaryFolder folder;
    const auto file = [&](const Bytes& content) { return folder.write("clip.y4m", content); };
    expectRefused(file(""), "first line");
    expectRefused(file(Bytes(100'000, 'x')), "first line");
    expectRefused(file("RIFF....AVI \n"), "does not begin");
    expectRefused(file(greyVideo("0", "W0 H2 F8:1 Cmono")), "size");
    expectRefused(file(greyVideo("0", "W2 F8:1 Cmono")), "size");
    expectRefused(file(greyVideo("0", "W-2 H2 F8:1 Cmono")), "size");
    expectRefused(file(greyVideo("0", "W99999999999 H2 F8:1 Cmono")), "size");
    expectRefused(file(greyVideo("0", "W999999 H999999 F8:1 Cmono")), "too large");
    expectRefused(file(greyVideo("0", "W2 H2 Cmono")), "frame rate");
    expectRefused(file(greyVideo("0", "W2 H2 F8:0 Cmono")), "frame rate");
    expectRefused(file(greyVideo("0", "W2 H2 F8 Cmono")), "frame rate");
    expectRefused(file(greyVideo("0", "W2 H2 F8:1 C420p10")), "colour form");
    expectRefused(file(greyVideo("")), "no frames");
    expectRefused(file(greyVideo("01") + "FRAM"), "frame 3");
    expectRefused(file(greyVideo("01") + "FRAME\nab"), "frame 3 is cut short");
    expectRefused(file(greyVideo("01") + "WRONG\nabcd"), "frame 3 has no mark");
}

TEST(ReadClipTest, TellsHowToConvertOtherVideos) {
    const TemporaryFolder folder;
    expectRefused(folder.write("clip.mp4", "ftypisom"), "ffmpeg -i");
}

}  // namespace
}  // namespace msao::engine
