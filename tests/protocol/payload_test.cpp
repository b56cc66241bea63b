// SPDX-License-Identifier: Apache-2.0
#include "protocol/media/audio_payload.h"
#include "protocol/media/cell_packing.h"
#include "protocol/media/exact_pixels.h"
#include "protocol/media/hidden_states.h"
#include "protocol/media/jpeg_pixels.h"
#include "protocol/media/payload_chunks.h"
#include "protocol/media/visual_payload.h"
#include "protocol/messages/limits.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>

namespace msao::protocol {
namespace {

using engine::RgbImage;

/// Smooth with an edge and a little noise, as pictures are.
RgbImage picture(int width, int height, std::uint32_t seed = 1) {
    std::minstd_rand random(seed);
    RgbImage image{width, height, {}};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const int base = x * 2 > width ? 180 : 60;
            for (const int channel : {0, 1, 2}) {
                const int level = base + (x + y) % 50 + channel * 10 + static_cast<int>(random() % 3);
                image.pixels.push_back(static_cast<std::uint8_t>(level));
            }
        }
    }
    return image;
}

VisualDescriptor describe(const RgbImage& image, engine::KeptTokens kept = {}) {
    return {.encoding = PixelEncoding::Exact, .width = image.width, .height = image.height, .kept = std::move(kept)};
}

std::span<const std::uint8_t> rowOf(const RgbImage& image, int x, int y, int pixels) {
    return std::span(image.pixels)
        .subspan(static_cast<std::size_t>(3 * (y * image.width + x)), static_cast<std::size_t>(3 * pixels));
}

TEST(PayloadTest, ExactPixelsComeBackAsTheyWere) {
    for (const auto& [width, height] : {std::pair{1, 1}, {1, 9}, {9, 1}, {28, 28}, {84, 56}, {313, 77}}) {
        const RgbImage image = picture(width, height);
        const auto bytes = encodeExact(image);
        ASSERT_TRUE(bytes);
        const auto decoded = decodeExact(*bytes, {width, height});
        ASSERT_TRUE(decoded) << decoded.error().message;
        EXPECT_EQ(*decoded, image);
    }
}

TEST(PayloadTest, ExactPixelsOfNoiseComeBackAsTheyWere) {
    std::mt19937 random(5);
    RgbImage image{61, 40, std::vector<std::uint8_t>(61 * 40 * 3)};
    for (auto& level : image.pixels) level = static_cast<std::uint8_t>(random());
    EXPECT_EQ(*decodeExact(*encodeExact(image), {61, 40}), image);
}

TEST(PayloadTest, ExactPixelsOfAnotherSizeOrDamagedAreRefused) {
    QByteArray bytes = *encodeExact(picture(28, 28));
    EXPECT_FALSE(decodeExact(bytes, {28, 27}));
    EXPECT_FALSE(decodeExact(bytes, {56, 14}));
    EXPECT_FALSE(decodeExact({}, {28, 28}));
    for (qsizetype length = 0; length < bytes.size(); length += 13)
        EXPECT_FALSE(decodeExact(bytes.first(length), {28, 28}));
}

TEST(PayloadTest, JpegsAreSmallAndNear) {
    const RgbImage image = picture(280, 196);
    const QByteArray bytes = *encodeJpeg(image, 85);
    EXPECT_LT(bytes.size(), encodeExact(image)->size());
    const RgbImage decoded = *decodeJpeg(bytes, {280, 196});
    double sum = 0;
    for (std::size_t i = 0; i < image.pixels.size(); ++i) sum += std::abs(image.pixels[i] - decoded.pixels[i]);
    EXPECT_LT(sum / static_cast<double>(image.pixels.size()), 4.0);
}

TEST(PayloadTest, JpegsOfAnotherSizeOrCutAreRefused) {
    const QByteArray bytes = *encodeJpeg(picture(56, 56), 80);
    EXPECT_FALSE(decodeJpeg(bytes, {56, 28}));
    EXPECT_FALSE(decodeJpeg(bytes.first(bytes.size() / 2), {56, 56}));
    EXPECT_FALSE(decodeJpeg("no jpeg", {56, 56}));
    EXPECT_FALSE(encodeJpeg(picture(28, 28), 0));
    EXPECT_FALSE(encodeJpeg(picture(28, 28), 101));
}

TEST(PayloadTest, KeptCellsTravelAndTheOthersAreGrey) {
    const RgbImage image = picture(84, 56);
    const VisualDescriptor visual = describe(image, {true, false, false, false, true, true});
    EXPECT_EQ(canvasSize(visual), (engine::ImageSize{56, 56})) << "three cells in two columns";
    const auto frames = unpackCells(packCells({&image, 1}, visual), visual);
    ASSERT_EQ(frames.size(), 1u);
    EXPECT_TRUE(std::ranges::equal(rowOf(frames[0], 0, 5, 28), rowOf(image, 0, 5, 28)));
    EXPECT_TRUE(std::ranges::equal(rowOf(frames[0], 28, 40, 56), rowOf(image, 28, 40, 56)));
    EXPECT_TRUE(std::ranges::all_of(rowOf(frames[0], 28, 5, 56), [](auto level) { return level == 128; }));
}

TEST(PayloadTest, AClipsCellsHoldAllTheirFrames) {
    const std::vector<RgbImage> clip = {picture(56, 28, 1), picture(56, 28, 2), picture(56, 28, 3), picture(56, 28, 4)};
    VisualDescriptor visual = describe(clip[0], {true, false, false, true});
    visual.kind = engine::VisualKind::Video;
    visual.frames = 4;
    visual.framesPerCell = 2;
    visual.framesPerSecond = 2;
    const auto payload = makeVisualPayload(clip, visual, 0);
    ASSERT_TRUE(payload) << payload.error().message;
    for (const std::size_t frame : {0, 1, 2, 3}) {
        const int kept = frame < 2 ? 0 : 28;
        EXPECT_TRUE(std::ranges::equal(rowOf(payload->frames[frame], kept, 9, 28), rowOf(clip[frame], kept, 9, 28)));
    }
    visual.kept.clear();
    EXPECT_EQ(makeVisualPayload(clip, visual, 0)->frames, clip) << "everything kept";
}

TEST(PayloadTest, BothSidesSeeTheSamePixels) {
    const RgbImage image = picture(140, 84);
    for (const auto encoding : {PixelEncoding::Jpeg, PixelEncoding::Exact}) {
        VisualDescriptor visual = describe(image, engine::KeptTokens(15, true));
        visual.kept[3] = visual.kept[4] = false;
        visual.encoding = encoding;
        const auto payload = makeVisualPayload({&image, 1}, visual, 75);
        ASSERT_TRUE(payload) << payload.error().message;
        const auto read = readVisualPayload(payload->descriptor, payload->bytes);
        ASSERT_TRUE(std::holds_alternative<std::vector<RgbImage>>(read));
        EXPECT_EQ(std::get<std::vector<RgbImage>>(read), payload->frames);
    }
}

TEST(PayloadTest, OtherPixelsThanTheEdgesAreAMismatch) {
    const RgbImage image = picture(56, 56);
    auto payload = *makeVisualPayload({&image, 1}, describe(image), 0);
    const auto codeOf = [](const auto& read) { return std::get<DecodeFault>(read).code; };
    auto other = payload.descriptor;
    other.contentHash[0] ^= 1;
    EXPECT_EQ(codeOf(readVisualPayload(other, payload.bytes)), RefusalCode::MediaMismatch);
    payload.bytes.chop(1);
    EXPECT_EQ(codeOf(readVisualPayload(payload.descriptor, payload.bytes)), RefusalCode::MediaMalformed);
    payload.descriptor.payloadBytes -= 1;
    EXPECT_EQ(codeOf(readVisualPayload(payload.descriptor, payload.bytes)), RefusalCode::MediaMalformed);
}

TEST(PayloadTest, FramesThatAreNotAsDescribedAreRefused) {
    const RgbImage image = picture(56, 28);
    VisualDescriptor visual = describe(image);
    visual.height = 56;
    EXPECT_FALSE(makeVisualPayload({&image, 1}, visual, 80));
    EXPECT_FALSE(makeVisualPayload({}, describe(image), 80));
}

TEST(PayloadTest, SoundsTravelAsTheirRoundedSamples) {
    engine::Sound sound{16'000, {0.0f, 0.5f, -1.0f, 1.0f, 2.0f, NAN, 1e-6f}};
    const auto payload = makeAudioPayload(sound);
    ASSERT_TRUE(payload);
    EXPECT_EQ(payload->bytes.size(), 14);
    EXPECT_EQ(payload->sound.samples,
              (std::vector<float>{0.0f, 0.5f, -1.0f, 32767.0f / 32768, 32767.0f / 32768, 0, 0}));
    const auto read = readAudioPayload(payload->descriptor, payload->bytes);
    EXPECT_EQ(std::get<engine::Sound>(read), payload->sound);
    auto other = payload->bytes;
    other[3] = '\1';
    EXPECT_EQ(std::get<DecodeFault>(readAudioPayload(payload->descriptor, other)).code, RefusalCode::MediaMismatch);
    EXPECT_EQ(std::get<DecodeFault>(readAudioPayload(payload->descriptor, "xy")).code, RefusalCode::MediaMalformed);
    EXPECT_FALSE(makeAudioPayload({16'000, {}}));
}

TEST(PayloadTest, ChunksPutTogetherAreThePayload) {
    const QByteArray payload(2 * kMaxChunkBytes + 5, 'x');
    PayloadSplitter splitter({SessionId{1}, RequestId{2}}, 3, payload);
    PayloadAssembler assembler(payload.size());
    int chunks = 0;
    for (auto chunk = splitter.next(); chunk; chunk = splitter.next(), ++chunks) {
        EXPECT_FALSE(assembler.isComplete());
        EXPECT_EQ(chunk->modality, 3);
        EXPECT_FALSE(assembler.take(*chunk));
    }
    EXPECT_EQ(chunks, 3);
    EXPECT_TRUE(assembler.isComplete());
    EXPECT_EQ(assembler.bytes(), payload);
}

TEST(PayloadTest, ChunksOutOfOrderOrBehindTheEndChangeNothing) {
    PayloadAssembler assembler(4);
    EXPECT_EQ(assembler.take({.offset = 1, .bytes = "a"})->code, RefusalCode::UnexpectedMessage);
    EXPECT_EQ(assembler.take({.offset = 0, .bytes = "abcde"})->code, RefusalCode::LimitExceeded);
    EXPECT_FALSE(assembler.take({.offset = 0, .bytes = "abc"}));
    EXPECT_EQ(assembler.take({.offset = 0, .bytes = "abc"})->code, RefusalCode::UnexpectedMessage) << "sent twice";
    EXPECT_EQ(assembler.bytes(), "abc");
}

engine::FeatureRows hiddenStates(std::int64_t rows, std::int32_t width) {
    std::mt19937 random(20261121);
    engine::FeatureRows states{rows, width, {}};
    for (std::int64_t i = 0; i < rows * width; ++i)
        states.values.push_back(std::normal_distribution<float>(0, 3)(random));
    return states;
}

TEST(HiddenStatesTest, ExactOnesComeBackAsTheyWere) {
    engine::FeatureRows states = hiddenStates(5, 64);
    states.values[3] = -0.0F;
    states.values[4] = std::numeric_limits<float>::denorm_min();
    const QByteArray bytes = packHidden(states, HiddenFormat::Float32);
    EXPECT_EQ(bytes.size(), 5 * 64 * 4);
    const auto back = unpackHidden(bytes, 5, 64, HiddenFormat::Float32);
    ASSERT_TRUE(std::holds_alternative<engine::FeatureRows>(back));
    EXPECT_EQ(std::get<0>(back), states);
    EXPECT_TRUE(std::signbit(std::get<0>(back).values[3]));
}

TEST(HiddenStatesTest, RoundingIsOffByHalfALevelAtMost) {
    engine::FeatureRows states = hiddenStates(5, 64);
    std::fill_n(states.values.begin(), 64, 0.0F);
    const QByteArray bytes = packHidden(states, HiddenFormat::Int8);
    EXPECT_EQ(bytes.size(), 5 * (64 + 4));
    const auto back = unpackHidden(bytes, 5, 64, HiddenFormat::Int8);
    ASSERT_TRUE(std::holds_alternative<engine::FeatureRows>(back));
    for (std::int64_t r = 0; r < states.rows; ++r) {
        float largest = 0;
        for (const float value : states.row(r)) largest = std::max(largest, std::abs(value));
        for (std::size_t i = 0; i < 64; ++i)
            EXPECT_NEAR(std::get<0>(back).row(r)[i], states.row(r)[i], largest / 254 + 1e-6);
    }
}

TEST(HiddenStatesTest, OtherSizesAndWhatIsNoNumberAreRefused) {
    const auto isTaken = [](const QByteArray& bytes, HiddenFormat format) {
        return std::holds_alternative<engine::FeatureRows>(unpackHidden(bytes, 2, 8, format));
    };
    for (const HiddenFormat format : {HiddenFormat::Float32, HiddenFormat::Int8}) {
        const QByteArray good = packHidden(hiddenStates(2, 8), format);
        EXPECT_TRUE(isTaken(good, format));
        EXPECT_FALSE(isTaken(good.chopped(1), format));
        EXPECT_FALSE(isTaken(good + '\0', format));
        EXPECT_FALSE(isTaken({}, format));
        EXPECT_FALSE(isTaken(packHidden(hiddenStates(3, 8), format), format));
        EXPECT_FALSE(isTaken(packHidden(hiddenStates(2, 9), format), format));
        for (const char* bits : {"0000c07f", "0000807f", "000080ff"}) {  // NaN, both infinities
            QByteArray bad = good;
            bad.replace(0, 4, QByteArray::fromHex(bits));
            EXPECT_FALSE(isTaken(bad, format)) << bits;
        }
    }
    QByteArray large = packHidden(hiddenStates(2, 8), HiddenFormat::Int8);
    large.replace(0, 4, QByteArray::fromHex("ffff7f7f"));  // a scale that is a number, as is no multiple of it
    EXPECT_FALSE(isTaken(large, HiddenFormat::Int8));
}

}  // namespace
}  // namespace msao::protocol
