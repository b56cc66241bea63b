// SPDX-License-Identifier: Apache-2.0
#include "msao/world/labels.h"

#include "msao/world/render.h"
#include "tests/world/test_seed.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace msao::world {
namespace {

constexpr int kSide = 224;

/// What no camera and no light of a room change.
Scene undisturbed(std::uint64_t seed) {
    SceneOptions options;
    options.disturbance = 0.3;
    options.cardShare = 0;
    Scene scene = makeScene(seed, options);
    scene.camera = {};
    scene.lighting = {};
    return scene;
}

TEST(LabelsTest, AgreeWithWhatIsPainted) {
    // An object's pixels differ from those of the picture without it, but for a tone of its texture now and then.
    const std::uint64_t seed = testSeed();
    for (std::uint64_t i = 0; i < 20; ++i) {
        const Scene scene = undisturbed(seed + i);
        const ObjectMap map = objectMap(scene, 0, kSide, kSide);
        Scene empty = scene;
        empty.objects.clear();
        const auto with = render(scene, 0, kSide, kSide).pixels;
        const auto without = render(empty, 0, kSide, kSide).pixels;
        std::size_t inside = 0;
        std::size_t changed = 0;
        for (std::size_t p = 0; p < map.owners.size(); ++p) {
            const int difference = std::abs(with[3 * p] - without[3 * p]) +
                                   std::abs(with[3 * p + 1] - without[3 * p + 1]) +
                                   std::abs(with[3 * p + 2] - without[3 * p + 2]);
            if (map.owners[p] == 0) continue;
            ++inside;
            changed += difference > 12;
        }
        ASSERT_GT(inside, 0U);
        EXPECT_GT(static_cast<double>(changed), 0.9 * static_cast<double>(inside)) << "seed " << seed + i;
    }
}

TEST(LabelsTest, OutsideTheObjectsThePictureIsTheBackgroundOrItsShadow) {
    const std::uint64_t seed = testSeed();
    for (std::uint64_t i = 0; i < 20; ++i) {
        const Scene scene = undisturbed(seed + i);
        const ObjectMap map = objectMap(scene, 0, kSide, kSide);
        Scene empty = scene;
        empty.objects.clear();
        const auto with = render(scene, 0, kSide, kSide).pixels;
        const auto without = render(empty, 0, kSide, kSide).pixels;
        std::size_t brighter = 0;
        for (int y = 2; y + 2 < kSide; ++y) {
            for (int x = 2; x + 2 < kSide; ++x) {
                bool isNear = false;  // edges are smooth: the pixels at one, and the next, belong to both
                for (int d = 0; d < 25; ++d) {
                    isNear =
                        isNear || map.owners[static_cast<std::size_t>((y + d / 5 - 2) * kSide + x + d % 5 - 2)] != 0;
                }
                const auto p = static_cast<std::size_t>(y * kSide + x);
                for (std::size_t c = 0; c < 3; ++c) brighter += !isNear && with[3 * p + c] > without[3 * p + c] + 2;
            }
        }
        EXPECT_EQ(brighter, 0U) << "seed " << seed + i;
    }
}

TEST(LabelsTest, EveryObjectHasACellAndEveryCellTheObjectThatCoversIt) {
    const std::uint64_t seed = testSeed();
    for (std::uint64_t i = 0; i < 200; ++i) {
        const Scene scene = makeScene(seed + i, {.maxObjects = 9});
        const auto labels = tokenLabels(scene, 0, 8, 8);
        const ObjectMap map = objectMap(scene, 0, kSide, kSide);
        ASSERT_EQ(labels.size(), 64U);
        std::vector<bool> found(scene.objects.size());
        for (std::size_t cell = 0; cell < labels.size(); ++cell) {
            const auto top = cell / 8 * 28;
            const auto left = cell % 8 * 28;
            std::vector<int> pixels(scene.objects.size() + 1);
            for (std::size_t y = top; y < top + 28; ++y) {
                for (std::size_t x = left; x < left + 28; ++x) ++pixels[map.owners[y * kSide + x]];
            }
            if (!labels[cell].object) continue;
            found[*labels[cell].object] = true;
            const int own = pixels[*labels[cell].object + 1];
            EXPECT_NEAR(labels[cell].coverage, own / 784.0, 0.12);
            // Cells are labelled from samples, so where two objects share a cell about evenly, either may be named.
            EXPECT_GT(own, 0.6 * *std::max_element(pixels.begin() + 1, pixels.end()))
                << "seed " << seed + i << " cell " << cell;
        }
        EXPECT_EQ(std::count(found.begin(), found.end(), false), 0) << "seed " << seed + i;
    }
}

TEST(LabelsTest, ShareOnKeptTokensCountsThePixelsOfTheObjectsAskedAbout) {
    // Two objects: the left one covers 6 pixels, 4 of them in kept cells; the right one 2, both dropped.
    ObjectMap map{.width = 4,
                  .height = 4,
                  .owners = {1, 1, 0, 2,  //
                             1, 1, 0, 2,  //
                             1, 1, 0, 0,  //
                             0, 0, 0, 0}};
    const std::vector<bool> kept = {true, false, false, true};
    const std::vector<std::size_t> left = {0};
    const std::vector<std::size_t> right = {1};
    const std::vector<std::size_t> both = {0, 1};
    const std::vector<std::size_t> none;
    EXPECT_DOUBLE_EQ(shareOnKeptTokens(map, left, kept, 2, 2), 4.0 / 6);
    EXPECT_DOUBLE_EQ(shareOnKeptTokens(map, right, kept, 2, 2), 0);
    EXPECT_DOUBLE_EQ(shareOnKeptTokens(map, both, kept, 2, 2), 0.5);
    EXPECT_DOUBLE_EQ(shareOnKeptTokens(map, none, kept, 2, 2), 1);
}

}  // namespace
}  // namespace msao::world
