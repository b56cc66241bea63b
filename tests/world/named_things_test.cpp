// SPDX-License-Identifier: Apache-2.0
#include "msao/world/named_things.h"

#include <gmock/gmock.h>

namespace msao::world {
namespace {

using testing::ElementsAre;

/// A big red star at the top left, a small red heart at the bottom right, a small blue star in the middle.
Situation starsAndHeart() {
    Situation situation;
    situation.scene.objects = {
        {.kind = Kind::Star, .colour = Colour::Red, .size = Size::Big, .position = {0.17, 0.17}},
        {.kind = Kind::Heart, .colour = Colour::Red, .size = Size::Small, .position = {0.83, 0.83}},
        {.kind = Kind::Star, .colour = Colour::Blue, .size = Size::Small, .position = {0.5, 0.5}}};
    return situation;
}

TEST(NamedThingsTest, ANameFitsWhatAllItsWordsFit) {
    const auto named = namedThings("is the red star left of the small star?", starsAndHeart());
    EXPECT_THAT(named, ElementsAre(NamedThing{3, 15, {0}}, NamedThing{24, 38, {2}}));
}

TEST(NamedThingsTest, ANameWithoutAShapeFitsEveryThingOfItsColour) {
    EXPECT_THAT(namedThings("How many red things are there", starsAndHeart()), ElementsAre(NamedThing{9, 19, {0, 1}}));
}

TEST(NamedThingsTest, WordsBetweenKeepAnAdjectiveFromTheNextNoun) {
    EXPECT_THAT(namedThings("which is small, the heart", starsAndHeart()), ElementsAre(NamedThing{16, 25, {1}}));
}

TEST(NamedThingsTest, WhatIsNotThereIsNamedAllTheSame) {
    EXPECT_THAT(namedThings("where is the green cross", starsAndHeart()), ElementsAre(NamedThing{9, 24, {}}));
}

TEST(NamedThingsTest, AQuestionThatNamesNothingHasNone) {
    EXPECT_TRUE(namedThings("what is the weather like", starsAndHeart()).empty());
}

}  // namespace
}  // namespace msao::world
