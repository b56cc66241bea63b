// SPDX-License-Identifier: Apache-2.0
#include "evaluation/calibration/modal_training.h"
#include "evaluation/calibration/modal_parameters.h"
#include "msao/engine/importance.h"
#include "msao/engine/probe.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>

namespace msao::calibration {
namespace {

using namespace engine;

constexpr std::uint64_t kModalSeed = 20261122;
constexpr std::size_t kWordWidth = 8;

std::vector<float> wordNoise(std::mt19937_64& random, float scale) {
    std::vector<float> values(kWordWidth);
    for (float& value : values) value = scale * std::normal_distribution<float>()(random);
    return values;
}

/// A question about its picture or about its sound-track of pictures: what it is about, the answer owes most to.
ModalExample weighed(std::mt19937_64& random) {
    ModalExample example;
    const bool asksForPicture = random() % 2 == 0;
    example.prompt = wordNoise(random, 0.01F);
    example.prompt[asksForPicture ? 0 : 1] += 0.05F;
    example.parts.push_back({Modality::Text, example.prompt, 0.3F});
    example.parts.push_back({Modality::Image, wordNoise(random, 0.3F), asksForPicture ? 0.6F : 0.1F});
    example.parts.push_back({Modality::Video, wordNoise(random, 0.3F), asksForPicture ? 0.1F : 0.6F});
    example.parts[1].features[2] += 3;
    example.parts[2].features[3] += 3;
    return example;
}

std::vector<ModalExample> modalExamples(std::uint64_t seed, std::size_t count) {
    std::mt19937_64 random(seed);
    std::vector<ModalExample> all;
    for (std::size_t i = 0; i < count; ++i) all.push_back(weighed(random));
    return all;
}

ProbeHeads trainedHeads() {
    static const ProbeHeads heads = [] {
        const auto trained = trainModalHead(modalExamples(kModalSeed, 300), {});
        EXPECT_TRUE(trained) << trained.error().message;
        ProbeHeads made;
        made.modal = trained->head;
        made.temperature = trained->temperature;
        return made;
    }();
    return heads;
}

/// A question with media of one token each, in the form in which the probe gets them.
struct Asked {
    FeatureRows words;
    FeatureRows pooled{1, 1, {1}};
    std::vector<FeatureRows> projected;
    std::vector<ProbedMedium> media;

    explicit Asked(const ModalExample& example) : words{1, kWordWidth, example.prompt} {
        for (const ModalPart& part : example.parts) projected.push_back({1, kWordWidth, part.features});
        for (std::size_t p = 1; p < example.parts.size(); ++p) {
            ProbedMedium medium;
            medium.modality = example.parts[p].modality;
            medium.pooled = pooled;
            medium.projected = projected[p];
            media.push_back(medium);
        }
    }
};

std::vector<ModalityProbe> probed(const Asked& asked) {
    const auto source = calibratedImportance(trainedHeads());
    EXPECT_TRUE(source);
    ProbeRequest request;
    request.prompt = asked.words;
    request.media = asked.media;
    const auto result = probe(request, **source);
    EXPECT_TRUE(result) << result.error().message;
    return result->modalities;
}

TEST(ModalTrainingTest, FindsWhichModalityTheQuestionIsAbout) {
    const auto trained = trainModalHead(modalExamples(kModalSeed, 300), {});
    ASSERT_TRUE(trained) << trained.error().message;
    std::printf("held out: off by %.4f, all alike by %.4f; calibration error %.4f, temperature %.2f\n", trained->error,
                trained->errorAlike, trained->calibrationError, trained->temperature);
    EXPECT_LT(trained->loss, trained->lossAlike);
    EXPECT_LT(trained->error, 0.05);
    EXPECT_GT(trained->errorAlike, 0.15);
    EXPECT_LT(trained->calibrationError, 0.05);
}

TEST(ModalTrainingTest, TheProbeReadsTheHeadAsItWasTrained) {
    std::mt19937_64 random(kModalSeed + 1);
    for (int trial = 0; trial < 50; ++trial) {
        const ModalExample unseen = weighed(random);
        const std::vector<ModalityProbe> modalities = probed(Asked(unseen));
        ASSERT_EQ(modalities.size(), 3u);
        double sum = 0;
        for (std::size_t m = 0; m < 3; ++m) {
            sum += modalities[m].beta;
            EXPECT_NEAR(modalities[m].beta, unseen.parts[m].share, 0.15)
                << "seed " << kModalSeed + 1 << " trial " << trial;
            EXPECT_GE(modalities[m].mas, 0);
            EXPECT_LE(modalities[m].mas, 1);
        }
        EXPECT_NEAR(sum, 1, 1e-12);
    }
}

TEST(ModalTrainingTest, AModalityThatIsNotAskedForLeavesTheOrderOfTheOthers) {
    std::mt19937_64 random(kModalSeed + 2);
    for (int trial = 0; trial < 200; ++trial) {
        ModalExample all = weighed(random);
        const std::vector<ModalityProbe> with = probed(Asked(all));
        const double ratio = with[0].beta / with[1].beta;
        all.parts.pop_back();
        const std::vector<ModalityProbe> without = probed(Asked(all));
        ASSERT_EQ(without.size(), 2u);
        EXPECT_NEAR(without[0].beta / without[1].beta, ratio, 1e-9 * ratio);
        EXPECT_EQ(without[0].mas < without[1].mas, with[0].mas < with[1].mas) << "seed " << kModalSeed + 2;
    }
}

TEST(ModalTrainingTest, MediaInAnotherOrderGiveTheSameRelevance) {
    std::mt19937_64 random(kModalSeed + 3);
    for (int trial = 0; trial < 50; ++trial) {
        Asked asked(weighed(random));
        const std::vector<ModalityProbe> before = probed(asked);
        std::swap(asked.media[0], asked.media[1]);
        EXPECT_EQ(probed(asked), before);
    }
}

TEST(ModalTrainingTest, WhatHasNoFeaturesWhereWordsLiveCountsLikeTheMeanOfTheOthers) {
    const std::vector<ModalExample> all = modalExamples(kModalSeed, 300);
    const auto source = calibratedImportance(trainedHeads());
    ASSERT_TRUE(source);
    double sum = 0, count = 0;
    for (const ModalExample& example : all) {
        for (const ModalPart& part : example.parts) {
            sum += (*source)->relevance(example.prompt, part.features);
            ++count;
        }
        EXPECT_EQ((*source)->relevance(example.prompt, {}), 0);
    }
    EXPECT_NEAR(sum / count, 0, 0.05);
}

TEST(ModalTrainingTest, LearnsWhoAsksForASoundThatHasNoFeatures) {
    std::vector<ModalExample> all = modalExamples(kModalSeed, 300);
    for (ModalExample& example : all) example.parts[2].features.clear();
    const auto trained = trainModalHead(all, {});
    ASSERT_TRUE(trained) << trained.error().message;
    EXPECT_LT(trained->error, 0.05);
}

TEST(ModalTrainingTest, TheSameExamplesAndSeedGiveTheSameHead) {
    HeadTrainingOptions options;
    options.epochs = 3;
    const auto once = trainModalHead(modalExamples(kModalSeed, 40), options);
    const auto again = trainModalHead(modalExamples(kModalSeed, 40), options);
    options.seed = 2;
    const auto other = trainModalHead(modalExamples(kModalSeed, 40), options);
    ASSERT_TRUE(once && again && other);
    EXPECT_EQ(once->head, again->head);
    EXPECT_NE(once->head, other->head);
}

TEST(ModalTrainingTest, RefusesExamplesThatDoNotFitTogether) {
    std::vector<ModalExample> all = modalExamples(kModalSeed, 4);
    EXPECT_FALSE(trainModalHead(std::span(all).first(1), {}));
    all[2].prompt.pop_back();
    EXPECT_FALSE(trainModalHead(all, {}));
    all = modalExamples(kModalSeed, 4);
    all[1].parts[1].features.pop_back();
    EXPECT_FALSE(trainModalHead(all, {}));
    all = modalExamples(kModalSeed, 4);
    all[1].parts.clear();
    EXPECT_FALSE(trainModalHead(all, {}));
}

TEST(ModalTrainingTest, IsStoppedBetweenEpochs) {
    std::stop_source stop;
    stop.request_stop();
    Progress progress;
    progress.stop = stop.get_token();
    const auto stopped = trainModalHead(modalExamples(kModalSeed, 4), {}, progress);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
}

TEST(ModalParametersTest, GradientsAreThoseOfFiniteDifferences) {
    std::mt19937_64 random(kModalSeed);
    ModalParameters parameters(kWordWidth, kModalSeed);
    for (float& value : parameters.values()) value += std::normal_distribution<float>(0, 0.3F)(random);
    ModalExample example = weighed(random);
    example.parts[2].features.clear();
    std::vector<float> gradient(parameters.values().size());
    std::vector<float> unused = gradient;
    parameters.learn(example, gradient);
    constexpr float kStep = 1e-3F;
    const double loss = parameters.learn(example, unused);
    std::size_t kinks = 0;  // where a rectified unit begins to see, within the step: there is no one slope
    for (std::size_t i = 0; i < gradient.size(); ++i) {
        const float value = parameters.values()[i];
        parameters.values()[i] = value + kStep;
        const double above = (parameters.learn(example, unused) - loss) / kStep;
        parameters.values()[i] = value - kStep;
        const double below = (loss - parameters.learn(example, unused)) / kStep;
        parameters.values()[i] = value;
        if (std::abs(above - below) > 0.01) {
            ++kinks;
            continue;
        }
        EXPECT_NEAR((above + below) / 2, gradient[i], 6e-3) << "parameter " << i;
    }
    EXPECT_LT(kinks, gradient.size() / 20);
}

}  // namespace
}  // namespace msao::calibration
