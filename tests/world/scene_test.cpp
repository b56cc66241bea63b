// SPDX-License-Identifier: Apache-2.0
#include "msao/world/scene.h"

#include "tests/world/test_seed.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace msao::world {
namespace {

constexpr int kScenes = 500;

TEST(SceneTest, IsTheSameForTheSameSeedAndAnotherForAnother) {
    const std::uint64_t seed = testSeed();
    for (std::uint64_t i = 0; i < kScenes; ++i) {
        const Scene scene = makeScene(seed + i, {});
        EXPECT_EQ(scene, makeScene(seed + i, {}));
        EXPECT_NE(scene, makeScene(seed + i + 1, {}));
    }
}

TEST(SceneTest, KeepsObjectsInRegionsOfTheirOwn) {
    const std::uint64_t seed = testSeed();
    SceneOptions options;
    options.maxObjects = 9;
    for (std::uint64_t i = 0; i < kScenes; ++i) {
        std::set<std::pair<int, int>> regions;
        const Scene scene = makeScene(seed + i, options);
        for (const Object& object : scene.objects) {
            const Region region = regionOf(object.position);
            regions.insert({region.row, region.column});
        }
        EXPECT_EQ(regions.size(), scene.objects.size()) << "seed " << seed + i;
    }
}

TEST(SceneTest, HasAsManyObjectsAsAskedFor) {
    SceneOptions options;
    options.minObjects = 2;
    options.maxObjects = 4;
    std::set<std::size_t> counts;
    for (std::uint64_t seed = 0; seed < kScenes; ++seed) counts.insert(makeScene(seed, options).objects.size());
    EXPECT_EQ(counts, (std::set<std::size_t>{2, 3, 4}));
    options.fillsGrid = true;
    EXPECT_EQ(makeScene(1, options).objects.size(), 9U);
    options = {.minObjects = 0, .maxObjects = 0};
    EXPECT_TRUE(makeScene(1, options).objects.empty());
}

TEST(SceneTest, DrawsOnlyFromTheCurriculum) {
    SceneOptions options;
    options.kinds = {Kind::Star, Kind::Heart};
    options.colours = {Colour::Blue};
    options.sizes = {Size::Big};
    options.backgrounds = {BackgroundKind::Plain};
    for (std::uint64_t seed = 0; seed < kScenes; ++seed) {
        const Scene scene = makeScene(seed, options);
        EXPECT_EQ(scene.background.kind, BackgroundKind::Plain);
        for (const Object& object : scene.objects) {
            EXPECT_TRUE(object.kind == Kind::Star || object.kind == Kind::Heart);
            EXPECT_EQ(object.colour, Colour::Blue);
            EXPECT_EQ(object.size, Size::Big);
        }
    }
}

TEST(SceneTest, WithoutDisturbanceShowsPlainShapesInPlainLight) {
    SceneOptions options;
    options.disturbance = 0;
    options.positionJitter = 0;
    const Scene scene = makeScene(3, options);
    EXPECT_EQ(scene.lighting.tint, (Rgb{1, 1, 1}));
    EXPECT_EQ(scene.camera.exposure, 1);
    EXPECT_EQ(scene.camera.noise, 0);
    for (const Object& object : scene.objects) {
        EXPECT_EQ(object.rotation, 0);
        EXPECT_NEAR(object.position.x * 3 - 0.5, std::round(object.position.x * 3 - 0.5), 1e-9);
    }
}

MotionKind kindOf(const Scene& scene) {
    for (const Object& object : scene.objects) {
        if (object.motion.kind != MotionKind::Still) return object.motion.kind;
    }
    return MotionKind::Still;
}

TEST(ClipTest, ShowsEveryMotionAndEndsWhereItSays) {
    const std::uint64_t seed = testSeed();
    SceneOptions options;
    options.motion = MotionMode::Clip;
    std::set<MotionKind> kinds;
    for (std::uint64_t i = 0; i < kScenes; ++i) {
        const Scene scene = makeScene(seed + i, options);
        kinds.insert(kindOf(scene));
        for (const Object& object : scene.objects) {
            const bool atStart = isInPicture(object, 0);
            const bool atEnd = isInPicture(object, kClipSeconds);
            const bool sameRegion = regionOf(positionAt(object, 0)) == regionOf(positionAt(object, kClipSeconds));
            switch (object.motion.kind) {
                case MotionKind::Still:
                    EXPECT_TRUE(atStart && atEnd && sameRegion);
                    break;
                case MotionKind::Moves:
                    EXPECT_TRUE(atStart && atEnd && !sameRegion);
                    break;
                case MotionKind::Enters:
                    EXPECT_TRUE(!atStart && atEnd);
                    break;
                case MotionKind::Leaves:
                    EXPECT_TRUE(atStart && !atEnd);
                    break;
            }
        }
    }
    EXPECT_EQ(kinds.size(), 4U);
}

TEST(ClipTest, NothingRunsIntoAnythingElse) {
    const std::uint64_t seed = testSeed();
    for (const MotionMode mode : {MotionMode::Clip, MotionMode::Endless}) {
        SceneOptions options;
        options.motion = mode;
        options.maxObjects = 9;
        for (std::uint64_t i = 0; i < 100; ++i) {
            const Scene scene = makeScene(seed + i, options);
            for (double seconds = 0; seconds < 40; seconds += 0.5) {
                for (std::size_t a = 0; a < scene.objects.size(); ++a) {
                    for (std::size_t b = 0; b < a; ++b) {
                        const Point p = positionAt(scene.objects[a], seconds);
                        const Point q = positionAt(scene.objects[b], seconds);
                        const double gap = std::hypot(p.x - q.x, p.y - q.y);
                        ASSERT_GT(gap, scene.objects[a].radius + scene.objects[b].radius - 0.02)
                            << "seed " << seed + i << " at " << seconds << " s";
                    }
                }
            }
        }
    }
}

TEST(EndlessTest, NeverComesToRest) {
    SceneOptions options;
    options.motion = MotionMode::Endless;
    options.minObjects = 2;
    const Scene scene = makeScene(5, options);
    for (double seconds = 0; seconds < 600; seconds += 10) {
        bool moves = false;
        for (const Object& object : scene.objects) {
            moves = moves || positionAt(object, seconds) != positionAt(object, seconds + 1);
        }
        EXPECT_TRUE(moves) << seconds;
    }
}

}  // namespace
}  // namespace msao::world
