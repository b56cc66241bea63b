// SPDX-License-Identifier: Apache-2.0
#include "evaluation/calibration/length_training.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <random>

namespace msao::calibration {
namespace {

using namespace engine;

constexpr std::uint64_t kLengthSeed = 20261123;
constexpr std::size_t kQuestionWidth = 24;

/// Words of which the first feature tells the length, around 3 or around 30 tokens, and the others nothing.
LengthExample askedOne(std::mt19937_64& random, bool isLong) {
    std::normal_distribution<float> noise(0, 0.02F);
    LengthExample example;
    for (std::size_t i = 0; i < kQuestionWidth; ++i) example.question.push_back(0.3F + noise(random));
    example.question[0] += isLong ? 0.1F : 0.0F;
    example.tokens = std::round((isLong ? 30 : 3) * std::exp(noise(random)));
    return example;
}

std::vector<LengthExample> askedBefore(std::uint64_t seed, std::size_t count) {
    std::mt19937_64 random(seed);
    std::vector<LengthExample> all;
    for (std::size_t i = 0; i < count; ++i) all.push_back(askedOne(random, random() % 4 == 0));
    return all;
}

double expected(const TrainedLengthHead& trained, const LengthExample& example) {
    const FeatureRows mean{1, static_cast<std::int64_t>(example.question.size()), example.question};
    return expectedAnswerTokens(trained.head, mean).value_or(0);
}

TEST(LengthTrainingTest, TellsLongAnswersFromShortOnesByTheQuestion) {
    for (const std::size_t count : {std::size_t{16}, std::size_t{400}}) {  // fewer and more than features
        const TrainedLengthHead trained = trainLengthHead(askedBefore(kLengthSeed, count), {});
        std::printf("%zu examples: off by %.3f, all alike by %.3f\n", count, trained.error, trained.errorAlike);
        EXPECT_LT(trained.error, trained.errorAlike);
    }
    const TrainedLengthHead trained = trainLengthHead(askedBefore(kLengthSeed, 400), {});
    EXPECT_LT(trained.error, 0.4 * trained.errorAlike);
    std::mt19937_64 random(kLengthSeed + 1);
    double longOnes = 0, shortOnes = 0;
    constexpr int kTrials = 100;
    for (int trial = 0; trial < kTrials; ++trial) {
        longOnes += expected(trained, askedOne(random, true)) / kTrials;
        shortOnes += expected(trained, askedOne(random, false)) / kTrials;
    }
    EXPECT_GT(longOnes, 12) << "seed " << kLengthSeed;
    EXPECT_LT(shortOnes, 7) << "seed " << kLengthSeed;
}

TEST(LengthTrainingTest, WhatTheQuestionDoesNotTellIsTheMean) {
    const std::vector<LengthExample> one(20, {{0.5F, 0.25F}, 4});
    const TrainedLengthHead same = trainLengthHead(one, {});
    EXPECT_NEAR(expected(same, one[0]), 4, 1e-3);
    EXPECT_EQ(same.error, same.errorAlike);

    std::mt19937_64 random(kLengthSeed);
    std::vector<LengthExample> noise = askedBefore(kLengthSeed, 300);
    for (LengthExample& example : noise) example.tokens = random() % 2 == 0 ? 2 : 20;
    const TrainedLengthHead trained = trainLengthHead(noise, {});
    EXPECT_LE(trained.error, trained.errorAlike);
    EXPECT_GT(trained.error, 0.8 * trained.errorAlike);
}

TEST(LengthTrainingTest, LengthsAreMetInTheMeanAndNotTheirLogarithms) {
    std::vector<LengthExample> examples = askedBefore(kLengthSeed, 300);
    // 11 in the mean; by their logarithms 6.3.
    for (std::size_t i = 0; i < examples.size(); ++i) examples[i].tokens = i % 2 == 0 ? 2 : 20;
    const TrainedLengthHead trained = trainLengthHead(examples, {});
    double mean = 0;
    for (const LengthExample& example : examples) mean += expected(trained, example) / 300;
    EXPECT_GT(mean, 9);
    EXPECT_LT(mean, 13);
}

}  // namespace
}  // namespace msao::calibration
