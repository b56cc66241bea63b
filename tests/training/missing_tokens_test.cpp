// SPDX-License-Identifier: Apache-2.0
#include "training/missing_tokens.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace msao::training {
namespace {

constexpr std::size_t kStepTokens = kTokensPerSide * kTokensPerSide;

/// Three objects of 4, 9 and 6 tokens, on a background.
Owners threeObjects() {
    Owners owners(kStepTokens);
    for (std::size_t i = 0; i < 4; ++i) owners[i] = 0;
    for (std::size_t i = 20; i < 29; ++i) owners[i] = 1;
    for (std::size_t i = 40; i < 46; ++i) owners[i] = 2;
    return owners;
}

std::map<std::size_t, int> tokensLeft(const Owners& owners, const std::vector<std::int64_t>& kept) {
    std::map<std::size_t, int> left;
    for (const std::int64_t place : kept) {
        if (const auto owner = owners[static_cast<std::size_t>(place)]) ++left[*owner];
    }
    return left;
}

TEST(MissingTokensTest, BackgroundGoesFirstAndThenOneObjectAfterAnother) {
    Stage stage;
    stage.dropShare = 1;
    const Owners owners = threeObjects();
    const std::map<std::size_t, int> whole{{0, 4}, {1, 9}, {2, 6}};
    int orderly = 0, passesWithLoss = 0;
    for (std::int64_t pass = 0; pass < 200; ++pass) {
        const std::vector<std::int64_t> kept = MissingTokens(stage, Draws({1, pass}, 0)).kept({owners, owners});
        ASSERT_EQ(kept.size() % 2, 0U);
        EXPECT_TRUE(std::ranges::is_sorted(kept));
        const std::vector<std::int64_t> first(kept.begin(),
                                              kept.begin() + static_cast<std::ptrdiff_t>(kept.size() / 2));
        EXPECT_LT(first.back(), static_cast<std::int64_t>(kStepTokens));
        const auto left = tokensLeft(owners, first);
        int objectTokens = 0, partly = 0;
        for (const auto& [object, tokens] : left) {
            objectTokens += tokens;
            partly += tokens < whole.at(object) ? 1 : 0;
        }
        const bool isAllOfThem = objectTokens == 19;
        const bool isNothingElse = objectTokens == static_cast<int>(first.size());
        passesWithLoss += isNothingElse && partly > 0 ? 1 : 0;
        if (isAllOfThem || (isNothingElse && partly <= 1)) ++orderly;
    }
    EXPECT_GT(orderly, 140);  // 80 % are meant to be
    EXPECT_LT(orderly, 200);  // and 20 % lose anything
    EXPECT_GT(passesWithLoss, 0);
}

TEST(MissingTokensTest, WhatCannotBeRecognisedIsNotAskedAbout) {
    world::Situation situation;
    for (const auto colour : {world::Colour::Red, world::Colour::Green, world::Colour::Blue}) {
        situation.scene.objects.emplace_back();
        situation.scene.objects.back().colour = colour;
    }
    const Owners owners = threeObjects();
    const std::vector<std::int64_t> kept{0, 1, 2, 3, 20, 21, 40, 41, 50};  // all of red, 2 of 9 green, 2 of 6 blue
    const WhatIsLeft left = whatIsLeft(situation, owners, kept);
    ASSERT_EQ(left.situation.scene.objects.size(), 2U);
    EXPECT_EQ(left.situation.scene.objects[0].colour, world::Colour::Red);
    EXPECT_EQ(left.situation.scene.objects[1].colour, world::Colour::Blue);
    EXPECT_EQ(left.owners[0], std::optional<std::size_t>(0));
    EXPECT_EQ(left.owners[20], std::nullopt);
    EXPECT_EQ(left.owners[40], std::optional<std::size_t>(1));
}

TEST(MissingTokensTest, WhereNothingIsMissingEverythingIsAskedAbout) {
    const Owners owners = threeObjects();
    const std::vector<std::int64_t> kept = MissingTokens(Stage{}, Draws({1, 1}, 0)).kept({owners});
    EXPECT_EQ(kept.size(), kStepTokens);
    world::Situation situation;
    situation.scene.objects.resize(3);
    const WhatIsLeft left = whatIsLeft(situation, owners, kept);
    EXPECT_EQ(left.situation, situation);
    EXPECT_EQ(left.owners, owners);
}

}  // namespace
}  // namespace msao::training
