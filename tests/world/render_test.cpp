// SPDX-License-Identifier: Apache-2.0
#include "msao/world/render.h"

#include "tests/world/test_seed.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <thread>
#include <vector>

namespace msao::world {
namespace {

/// A scene whose every disturbance is off: one thing in the middle of a plain grey.
Scene plainScene(Colour colour, Kind kind) {
    Scene scene;
    Object object;
    object.colour = colour;
    object.kind = kind;
    object.radius = 0.2;
    scene.objects = {object};
    return scene;
}

TEST(RenderTest, IsTheSameForTheSameSceneOnEveryThread) {
    const std::uint64_t seed = testSeed();
    for (std::uint64_t i = 0; i < 8; ++i) {
        const Scene scene = makeScene(seed + i, {});
        const engine::RgbImage here = render(scene, 0, 112, 112);
        engine::RgbImage there;
        std::thread([&] { there = render(scene, 0, 112, 112); }).join();
        EXPECT_EQ(here, there);
        EXPECT_NE(here, render(makeScene(seed + i + 1, {}), 0, 112, 112));
    }
}

TEST(RenderTest, HasTheSizeThatWasAskedFor) {
    const Scene scene = makeScene(1, {});
    for (const auto& [width, height] : {std::pair{1, 1}, {1, 40}, {40, 1}, {64, 48}, {48, 64}, {337, 211}}) {
        const engine::RgbImage image = render(scene, 0, width, height);
        EXPECT_EQ(image.width, width);
        EXPECT_EQ(image.height, height);
        EXPECT_EQ(image.pixels.size(), static_cast<std::size_t>(width * height * 3));
    }
}

TEST(RenderTest, PaintsEveryColourSoThatItsNameIsTheNearestOne) {
    // What people call these names, in sRGB; from the centres of the basic colour terms in common colour lists.
    const std::vector<std::array<int, 3>> usual = {{220, 20, 30}, {250, 130, 20}, {250, 215, 30},  {30, 150, 60},
                                                   {30, 90, 210}, {120, 40, 160}, {245, 245, 245}, {15, 15, 15}};
    for (const Colour colour : kAllColours) {
        const engine::RgbImage image = render(plainScene(colour, Kind::Circle), 0, 64, 64);
        const std::size_t middle = (32 * 64 + 32) * 3;
        std::size_t nearest = 0;
        int least = 1 << 30;
        for (std::size_t i = 0; i < usual.size(); ++i) {
            int distance = 0;
            for (std::size_t c = 0; c < 3; ++c) distance += std::abs(image.pixels[middle + c] - usual[i][c]);
            if (distance < least) least = distance, nearest = i;
        }
        EXPECT_EQ(nearest, static_cast<std::size_t>(colour)) << word(colour);
    }
}

TEST(RenderTest, KindsCoverAboutTheSameArea) {
    for (const Kind kind : kAllKinds) {
        const engine::RgbImage image = render(plainScene(Colour::Red, kind), 0, 200, 200);
        int red = 0;
        for (std::size_t i = 0; i < image.pixels.size(); i += 3) red += image.pixels[i] > image.pixels[i + 1] + 80;
        // A disc of this radius covers 5027 pixels.
        EXPECT_GT(red, 2500) << word(kind);
        EXPECT_LT(red, 5500) << word(kind);
    }
}

TEST(RenderTest, EdgesAreSmooth) {
    const engine::RgbImage image = render(plainScene(Colour::White, Kind::Square), 0, 64, 64);
    Scene turned = plainScene(Colour::White, Kind::Square);
    turned.objects[0].rotation = 0.3;
    const engine::RgbImage slanted = render(turned, 0, 64, 64);
    const auto tones = [](const engine::RgbImage& picture) {
        std::vector<bool> seen(256);
        for (const std::uint8_t value : picture.pixels) seen[value] = true;
        return std::count(seen.begin(), seen.end(), true);
    };
    EXPECT_GT(tones(slanted), tones(image));
}

TEST(RenderTest, AClipHasAFrameForEveryStepAndShowsTheMotion) {
    SceneOptions options;
    options.motion = MotionMode::Clip;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        Scene scene = makeScene(seed, options);
        scene.camera.noise = 0;
        const engine::RgbClip clip = renderClip(scene, 2, 56, 56);
        ASSERT_EQ(clip.frames.size(), 8U);
        bool moves = false;
        for (const Object& object : scene.objects) moves = moves || object.motion.kind != MotionKind::Still;
        EXPECT_EQ(clip.frames.front() != clip.frames.back(), moves) << "seed " << seed;
    }
}

}  // namespace
}  // namespace msao::world
