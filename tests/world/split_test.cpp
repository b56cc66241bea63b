// SPDX-License-Identifier: Apache-2.0
// The held-out split shows, asks and says what the train split never does.
#include "msao/world/question.h"
#include "tests/world/test_seed.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <set>
#include <string>

namespace msao::world {
namespace {

bool hasHeldOutLook(const Scene& scene) {
    return std::any_of(scene.objects.begin(), scene.objects.end(),
                       [](const Object& object) { return isHeldOutLook(object.colour, object.kind, object.texture); });
}

SceneOptions anyOptions(Split split, std::uint64_t i) {
    static constexpr MotionMode kModes[] = {MotionMode::Still, MotionMode::Clip, MotionMode::Endless};
    SceneOptions options;
    options.split = split;
    options.motion = kModes[i % 3];
    options.fillsGrid = i % 5 == 0 && i % 3 == 0;
    if (i % 7 == 0) options.textures = {Texture::Plain};
    if (i % 11 == 0) options.kinds = {Kind::Star};
    return options;
}

TEST(SplitTest, TrainScenesNeverShowHeldOutLooksOrPatterns) {
    const std::uint64_t seed = testSeed();
    for (std::uint64_t i = 0; i < 5000; ++i) {
        const Scene scene = makeScene(seed + i, anyOptions(Split::Train, i));
        ASSERT_FALSE(hasHeldOutLook(scene)) << "seed " << seed + i;
        ASSERT_FALSE(isHeldOutPattern(scene.background.kind, scene.background.pattern)) << "seed " << seed + i;
    }
}

TEST(SplitTest, HeldOutScenesAlwaysDo) {
    const std::uint64_t seed = testSeed();
    for (std::uint64_t i = 0; i < 2000; ++i) {
        const Scene scene = makeScene(seed + i, {.split = Split::HeldOut});
        ASSERT_TRUE(hasHeldOutLook(scene)) << "seed " << seed + i;
        ASSERT_TRUE(isHeldOutPattern(scene.background.kind, scene.background.pattern)) << "seed " << seed + i;
    }
}

TEST(SplitTest, EveryColourAndKindIsSeenInTraining) {
    std::set<std::pair<Colour, Kind>> pairs;
    for (const Colour colour : kAllColours) {
        for (const Kind kind : kAllKinds) {
            for (const Texture texture : kAllTextures) {
                if (!isHeldOutLook(colour, kind, texture)) pairs.insert({colour, kind});
            }
        }
    }
    EXPECT_EQ(pairs.size(), kAllColours.size() * kAllKinds.size());
}

/// Names of things differ from scene to scene, forms do not: what is left when all names are taken out.
std::string formOf(const Question& question) {
    static const std::set<std::string> kNames = [] {
        std::set<std::string> names = {"thing", "things", "the", "a", "an"};
        for (const Colour colour : kAllColours) names.emplace(word(colour));
        for (const Size size : kAllSizes) names.emplace(word(size));
        for (const Kind kind : kAllKinds) {
            names.emplace(word(kind));
            names.insert(std::string(word(kind)) + (kind == Kind::Cross ? "es" : "s"));
        }
        return names;
    }();
    std::string form;
    std::string current;
    for (const char letter : question.text + " ") {
        if (std::isalpha(static_cast<unsigned char>(letter)) || letter == '\'') {
            current += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
            continue;
        }
        if (!current.empty()) form += kNames.contains(current) ? "_" : current + " ";
        current.clear();
        if (letter == ':' || letter == ',') form += letter;
    }
    return form;
}

std::set<std::string> formsAsked(Split split, QuestionType type) {
    SituationOptions options;
    options.scene.split = split;
    options.clipShare = 0.5;
    options.soundShare = 0.6;
    std::set<std::string> forms;
    for (std::uint64_t seed = 0; seed < 1500; ++seed) {
        const auto question = ask(type, makeSituation(seed, options), {.split = split, .typoShare = 0}, seed);
        if (question) forms.insert(formOf(*question));
    }
    return forms;
}

TEST(SplitTest, NoFormOfAQuestionIsInBoth) {
    for (const QuestionType type : kAllQuestionTypes) {
        const std::set<std::string> train = formsAsked(Split::Train, type);
        const std::set<std::string> heldOut = formsAsked(Split::HeldOut, type);
        std::vector<std::string> both;
        std::set_intersection(train.begin(), train.end(), heldOut.begin(), heldOut.end(), std::back_inserter(both));
        EXPECT_TRUE(both.empty()) << name(type) << ": " << both.front();
        EXPECT_GE(train.size(), 5U) << name(type);
        EXPECT_GE(heldOut.size(), 3U) << name(type);
    }
}

/// What is put before a question to describe the scene; no form of that type has a comma or a colon of its own.
std::set<std::string> courtesiesOf(Split split) {
    std::set<std::string> courtesies;
    for (std::uint64_t seed = 0; seed < 1500; ++seed) {
        const Situation situation = makeSituation(seed, {.scene = {.split = split}});
        const auto question = ask(QuestionType::Describe, situation, {.split = split, .typoShare = 0}, seed);
        const std::size_t end = question ? question->text.find_last_of(",:") : std::string::npos;
        if (end == std::string::npos) continue;
        std::string courtesy = question->text.substr(0, end);
        courtesy.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(courtesy.front())));
        courtesies.insert(std::move(courtesy));
    }
    return courtesies;
}

TEST(SplitTest, NoCourtesyIsInBoth) {
    const std::set<std::string> train = courtesiesOf(Split::Train);
    const std::set<std::string> heldOut = courtesiesOf(Split::HeldOut);
    EXPECT_GE(train.size(), 12U);
    EXPECT_EQ(heldOut, (std::set<std::string>{"ok, please", "hello, a question", "hey, please"}));
    for (const std::string& courtesy : heldOut) EXPECT_FALSE(train.contains(courtesy)) << courtesy;
}

TEST(SplitTest, NoVoiceIsInBoth) {
    for (const Voice& train : voices(Split::Train)) {
        for (const Voice& heldOut : voices(Split::HeldOut)) EXPECT_NE(train.name, heldOut.name);
    }
}

}  // namespace
}  // namespace msao::world
