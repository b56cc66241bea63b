// SPDX-License-Identifier: Apache-2.0
#include "evaluation/datasets/demo_dataset.h"

#include <gtest/gtest.h>

#include <map>

namespace msao::evaluation {
namespace {

DemoOptions options(std::uint64_t seed) {
    DemoOptions options;
    options.seed = seed;
    options.samples = 60;
    options.pixelsPerSide = 56;
    options.trainScenes = 40;
    return options;
}

std::unique_ptr<DemoDataset> opened(const DemoOptions& options) {
    auto dataset = DemoDataset::open(options);
    EXPECT_TRUE(dataset);
    return dataset ? *std::move(dataset) : nullptr;
}

TEST(DemoDatasetTest, TheSeedDecidesEverySample) {
    const auto a = opened(options(7)), again = opened(options(7)), other = opened(options(8));
    int same = 0;
    for (std::size_t i = 0; i < 30; ++i) {
        const auto x = a->sample(i), y = again->sample(i), z = other->sample(i);
        ASSERT_TRUE(x && y && z);
        EXPECT_EQ(x->question, y->question);
        EXPECT_EQ(x->pictures.frames, y->pictures.frames);
        EXPECT_EQ(x->type, z->type);
        same += x->pictures.frames == z->pictures.frames;
    }
    EXPECT_EQ(same, 0);
}

TEST(DemoDatasetTest, TypesAreAskedEquallyOftenAndSoundsOnlyOfWhoHears) {
    DemoOptions withClips = options(3);
    withClips.clipShare = 0.2;
    const auto dataset = opened(withClips);
    std::map<std::string, int> counts;
    for (std::size_t i = 0; i < dataset->size(); ++i) {
        const auto sample = dataset->sample(i);
        ASSERT_TRUE(sample) << sample.error().message;
        EXPECT_FALSE(sample->sound);
        ++counts[sample->type];
    }
    EXPECT_EQ(counts.size(), 15u);
    for (const auto& [type, count] : counts) EXPECT_EQ(count, 4) << type;
    EXPECT_FALSE(counts.contains("voice_said"));
}

TEST(DemoDatasetTest, WithoutClipsNothingIsAskedThatNeedsOne) {
    const auto dataset = opened(options(4));
    for (std::size_t i = 0; i < dataset->size(); ++i) {
        const auto sample = dataset->sample(i);
        ASSERT_TRUE(sample);
        EXPECT_FALSE(sample->isClip);
        EXPECT_FALSE(world::needsClip(*world::parseQuestionType(sample->type))) << sample->type;
    }
}

TEST(DemoDatasetTest, ItsOwnAnswerIsRightAndAnotherIsNot) {
    const auto dataset = opened(options(5));
    for (std::size_t i = 0; i < dataset->size(); ++i) {
        const auto sample = dataset->sample(i);
        ASSERT_TRUE(sample);
        EXPECT_EQ(sample->score(sample->expected), 1) << sample->type << ": " << sample->expected;
        EXPECT_EQ(sample->score("perhaps teapots"), 0) << sample->type;
    }
}

TEST(DemoDatasetTest, TheConstantAnswerIsTheTrainSplitsAndStandsBesideEachSample) {
    const auto dataset = opened(options(5));
    EXPECT_EQ(dataset->constantAnswer(world::QuestionType::OutOfWorld), world::kHonestAnswer);
    for (std::size_t i = 0; i < dataset->size(); ++i) {
        const auto sample = dataset->sample(i);
        ASSERT_TRUE(sample && sample->constantScore);
        const auto type = world::parseQuestionType(sample->type);
        ASSERT_TRUE(type);
        EXPECT_EQ(*sample->constantScore, sample->score(dataset->constantAnswer(*type)));
    }
}

TEST(DemoDatasetTest, PixelsOfObjectsLieOnKeptTokensAndOnNoOthers) {
    const auto dataset = opened(options(9));
    int seen = 0;
    for (std::size_t i = 0; i < dataset->size(); ++i) {
        const auto sample = dataset->sample(i);
        ASSERT_TRUE(sample);
        if (!sample->pixelsOfObjects) continue;
        KeptGrid grid;
        grid.steps = sample->isClip ? 2 : 1;
        grid.rows = grid.columns = 2;
        grid.framesPerStep = 2;
        grid.kept.assign(static_cast<std::size_t>(4 * grid.steps), true);
        const PixelShare whole = sample->pixelsOfObjects(grid);
        EXPECT_EQ(whole.kept, whole.all);
        grid.kept.assign(grid.kept.size(), false);
        const PixelShare none = sample->pixelsOfObjects(grid);
        EXPECT_EQ(none, (PixelShare{0, whole.all}));
        seen += whole.all > 0;
    }
    EXPECT_GT(seen, 10);
}

}  // namespace
}  // namespace msao::evaluation
