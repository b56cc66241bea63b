// SPDX-License-Identifier: Apache-2.0
#include "evaluation/calibration/head_training.h"
#include "evaluation/calibration/feature_scale.h"
#include "evaluation/calibration/head_parameters.h"
#include "msao/engine/importance.h"

#include <gtest/gtest.h>

#include <random>

namespace msao::calibration {
namespace {

using namespace engine;

constexpr std::uint64_t kSeed = 20261121;
constexpr std::int64_t kKinds = 4;
constexpr std::int64_t kWidth = 12;
constexpr std::int64_t kTokens = 30;

std::vector<float> noise(std::mt19937_64& random, std::size_t count, float scale) {
    std::vector<float> values(count);
    for (float& value : values) value = scale * std::normal_distribution<float>()(random);
    return values;
}

/// A picture of things of several kinds, and a question that names one of them: the target looks at those.
HeadExample askedFor(std::mt19937_64& random) {
    HeadExample example;
    const auto kind = static_cast<std::int64_t>(random() % kKinds);
    example.prompt = noise(random, kKinds, 0.01F);
    example.prompt[static_cast<std::size_t>(kind)] += 0.05F;  // embeddings are small numbers
    example.features = {kTokens, kWidth, noise(random, kTokens * kWidth, 0.3F)};
    for (std::int64_t t = 0; t < kTokens; ++t) {
        const auto own = static_cast<std::int64_t>(random() % kKinds);
        example.features.values[static_cast<std::size_t>(t * kWidth + own)] += 3;
        example.attention.push_back(own == kind ? 0.05F : 0.002F);
    }
    return example;
}

std::vector<HeadExample> examples(std::uint64_t seed, std::size_t count) {
    std::mt19937_64 random(seed);
    std::vector<HeadExample> all;
    for (std::size_t i = 0; i < count; ++i) all.push_back(askedFor(random));
    return all;
}

TEST(HeadTrainingTest, FindsWhatTheQuestionAsksFor) {
    const auto trained = trainHead(examples(kSeed, 300), {});
    ASSERT_TRUE(trained) << trained.error().message;
    EXPECT_GT(trained->attentionKept, 0.9);  // what others get is spread over half of the tokens too
    EXPECT_LT(trained->calibrationError, 0.05);

    ProbeHeads heads;
    heads.spatial = {trained->head};
    const auto source = calibratedImportance(heads);
    ASSERT_TRUE(source) << source.error().message;
    std::mt19937_64 random(kSeed + 1);
    const HeadExample unseen = askedFor(random);
    ProbedMedium medium;
    medium.grid = {1, 1, kTokens};
    medium.pooled = unseen.features;
    const FeatureRows words{1, kKinds, unseen.prompt};
    const ImportanceMap map = (*source)->importance(medium, std::vector<TokenHash>(kTokens), words);
    for (std::size_t t = 0; t < map.size(); ++t) {
        const bool isAsked = unseen.attention[t] > 0.01F;
        EXPECT_EQ(map[t] > 0.5F, isAsked) << "token " << t << " of importance " << map[t];
    }
}

TEST(HeadTrainingTest, TheSameExamplesAndSeedGiveTheSameHead) {
    HeadTrainingOptions options;
    options.epochs = 3;
    const auto once = trainHead(examples(kSeed, 40), options);
    const auto again = trainHead(examples(kSeed, 40), options);
    options.seed = 2;
    const auto other = trainHead(examples(kSeed, 40), options);
    ASSERT_TRUE(once && again && other);
    EXPECT_EQ(once->head, again->head);
    EXPECT_NE(once->head, other->head);
}

TEST(HeadTrainingTest, RefusesExamplesThatDoNotFitTogether) {
    std::vector<HeadExample> all = examples(kSeed, 4);
    EXPECT_FALSE(trainHead(std::span(all).first(1), {}));
    all[2].prompt.pop_back();
    EXPECT_FALSE(trainHead(all, {}));
    all = examples(kSeed, 4);
    all[1].attention.pop_back();
    EXPECT_FALSE(trainHead(all, {}));
}

TEST(HeadTrainingTest, IsStoppedBetweenEpochs) {
    std::stop_source stop;
    stop.request_stop();
    Progress progress;
    progress.stop = stop.get_token();
    const auto stopped = trainHead(examples(kSeed, 4), {}, progress);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
}

TEST(HeadParametersTest, GradientsAreThoseOfFiniteDifferences) {
    std::mt19937_64 random(kSeed);
    HeadParameters parameters(kWidth, kKinds, kSeed);
    for (float& value : parameters.values()) value += std::normal_distribution<float>(0, 0.3F)(random);
    ScaledExample example;
    example.tokens = noise(random, 5 * kWidth, 1);
    example.prompt = noise(random, kKinds, 1);
    example.labels = {0, 1, 0.25F, 0.5F, 0.9F};
    std::vector<float> gradient(parameters.values().size());
    std::vector<float> unused = gradient;
    parameters.learn(example, gradient);
    constexpr float kStep = 1e-3F;
    for (std::size_t i = 0; i < gradient.size(); ++i) {
        const float value = parameters.values()[i];
        parameters.values()[i] = value + kStep;
        const double above = parameters.learn(example, unused);
        parameters.values()[i] = value - kStep;
        const double below = parameters.learn(example, unused);
        parameters.values()[i] = value;
        EXPECT_NEAR((above - below) / (2 * kStep), gradient[i], 2e-3) << "parameter " << i;
    }
}

TEST(FeatureScaleTest, WeightsOfScaledFeaturesBecomeThoseOfFeaturesAsTheyAre) {
    std::mt19937_64 random(kSeed);
    FeatureScale scale(3);
    std::vector<std::vector<float>> rows;
    for (int i = 0; i < 50; ++i) {
        rows.push_back(noise(random, 2, 4));
        rows.back()[1] += 10;
        rows.back().push_back(2);  // never changes
        scale.add(rows.back());
    }
    scale.finish();
    std::vector<float> weights = {0.5F, -1, 0};
    float bias = 0.25F;
    const std::vector<float> scaled = scale.scaled(rows[7]);
    const double expected = 0.5 * scaled[0] - scaled[1] + 0.25;
    scale.unscale(weights, bias);
    EXPECT_NEAR(weights[0] * rows[7][0] + weights[1] * rows[7][1] + weights[2] * rows[7][2] + bias, expected, 1e-4);
}

TEST(ImportanceLabelTest, IsHalfAtTwiceTheMeanAndRisesWithAttention) {
    EXPECT_FLOAT_EQ(importanceLabel(0.02, 0.02), 0.2F);
    EXPECT_FLOAT_EQ(importanceLabel(0.04, 0.02), 0.5F);
    EXPECT_FLOAT_EQ(importanceLabel(0.12, 0.02), 0.9F);
    EXPECT_FLOAT_EQ(importanceLabel(0, 0.02), 0);
    EXPECT_FLOAT_EQ(importanceLabel(0, 0), 0);
}

}  // namespace
}  // namespace msao::calibration
