// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/merged_tokens.h"

#include "engine/probe/patch_cues.h"
#include "msao/engine/token_selection.h"
#include "tests/engine/probe/random_question.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>

namespace msao::engine {
namespace {

constexpr std::uint64_t kSeed = 20261122;
constexpr int kTrials = 200;

std::int64_t mergedCount(const StandIns& standIns) {
    std::int64_t count = 0;
    for (std::size_t t = 0; t < standIns.size(); ++t) count += isMerged(standIns, t);
    return count;
}

/// A medium of noise in which some tokens have the pixels of another one; which of them are alike is known.
struct Planted {
    explicit Planted(std::uint64_t seed) : question(seed) {
        const Modality modality = question.below(2) == 0 ? Modality::Image : Modality::Video;
        medium = &question.addMedium(modality, question.anyGrid(modality));
        visual = &question.addPixels(*medium);
        const auto tokens = static_cast<std::size_t>(medium->grid.tokens());
        values = visual->patches.size() / tokens;
        kind.resize(tokens);
        std::iota(kind.begin(), kind.end(), 0);
        for (std::size_t t = 1; t < tokens; ++t) {
            if (question.below(2) == 0) copy(static_cast<std::size_t>(question.below(static_cast<std::int64_t>(t))), t);
        }
    }

    void copy(std::size_t from, std::size_t to) {
        std::copy_n(visual->patches.begin() + static_cast<std::ptrdiff_t>(from * values), values,
                    visual->patches.begin() + static_cast<std::ptrdiff_t>(to * values));
        kind[to] = kind[from];
    }

    /// The first token of the same kind in the same time step.
    StandIns expected() const {
        StandIns expected;
        std::map<std::pair<std::int64_t, int>, std::int64_t> firsts;
        for (std::size_t t = 0; t < kind.size(); ++t) {
            const std::int64_t frame = static_cast<std::int64_t>(t) / medium->grid.frameTokens();
            expected.push_back(firsts.emplace(std::pair(frame, kind[t]), static_cast<std::int64_t>(t)).first->second);
        }
        return expected;
    }

    RandomQuestion question;
    ProbedMedium* medium = nullptr;
    VisualInput* visual = nullptr;
    std::size_t values = 0;
    std::vector<int> kind;
};

TEST(MergedTokensTest, EveryPlantedDuplicateIsMergedWithTheFirstOfItsPicture) {
    for (int trial = 0; trial < kTrials; ++trial) {
        const Planted planted(kSeed + static_cast<std::uint64_t>(trial));
        const StandIns expected = planted.expected();
        const StandIns found = mergedTokens(*planted.visual, planted.question.vision, 1);
        EXPECT_TRUE(areStandIns(found, planted.medium->grid.tokens()));
        if (mergedCount(expected) == 0) {
            EXPECT_TRUE(found.empty());
        } else {
            EXPECT_EQ(found, expected) << "seed " << kSeed << ", trial " << trial;
        }
    }
}

TEST(MergedTokensTest, NothingIsMergedInANoisyPhotographOrWhereOneValueDiffers) {
    for (int trial = 0; trial < kTrials; ++trial) {
        RandomQuestion question(kSeed + static_cast<std::uint64_t>(trial));
        VisualInput& visual = question.addPixels(question.addMedium(Modality::Image, {1, 6, 7}));
        EXPECT_TRUE(mergedTokens(visual, question.vision, 1).empty());
        std::fill(visual.patches.begin(), visual.patches.end(), 0.5f);
        for (std::size_t t = 0; t < 42; ++t) {
            const std::size_t at = visual.patches.size() / 42 * t + static_cast<std::size_t>(question.below(192));
            visual.patches[at] += 0.001f * static_cast<float>(t + 1);
        }
        EXPECT_TRUE(mergedTokens(visual, question.vision, 1).empty());
    }
}

TEST(MergedTokensTest, NoMoreThanTheShareThatIsAllowedAndTheLargestGroupFirst) {
    RandomQuestion question(kSeed);
    VisualInput& visual = question.addPixels(question.addMedium(Modality::Image, {1, 5, 4}));
    const std::size_t values = visual.patches.size() / 20;
    const auto paint = [&](std::size_t token, float shade) {
        std::fill_n(visual.patches.begin() + static_cast<std::ptrdiff_t>(token * values), values, shade);
    };
    for (const std::size_t t : {0u, 1u, 2u}) paint(t, 0.1f);
    for (std::size_t t = 10; t < 18; ++t) paint(t, 0.2f);
    EXPECT_TRUE(mergedTokens(visual, question.vision, 0).empty());
    EXPECT_TRUE(mergedTokens(visual, question.vision, 0.04).empty());
    StandIns expected(20);
    std::iota(expected.begin(), expected.end(), 0);
    for (std::size_t t = 11; t < 16; ++t) expected[t] = 10;
    EXPECT_EQ(mergedTokens(visual, question.vision, 0.25), expected);
    for (std::size_t t = 16; t < 18; ++t) expected[t] = 10;
    expected[1] = 0;
    EXPECT_EQ(mergedTokens(visual, question.vision, 0.4), expected);
    expected[2] = 0;
    EXPECT_EQ(mergedTokens(visual, question.vision, 1), expected);
}

TEST(MergedTokensTest, WhatLooksLikeFineTextIsNeverMerged) {
    RandomQuestion question(kSeed);
    VisualInput& visual = question.addPixels(question.addMedium(Modality::Image, {1, 6, 6}));
    for (std::size_t i = 0; i < visual.patches.size() / 2; ++i) visual.patches[i] = i % 2 == 0 ? 1.8f : -1.7f;
    std::fill(visual.patches.begin() + static_cast<std::ptrdiff_t>(visual.patches.size() / 2), visual.patches.end(),
              0.3f);
    const std::vector<bool> text = fineTextTokens(visual, question.vision);
    ASSERT_GE(std::count(text.begin(), text.end(), true), 18);
    const StandIns standIns = mergedTokens(visual, question.vision, 1);
    ASSERT_FALSE(standIns.empty());
    for (std::size_t t = 0; t < 36; ++t) EXPECT_FALSE(text[t] && isMerged(standIns, t)) << t;
    EXPECT_EQ(mergedCount(standIns), 36 - std::count(text.begin(), text.end(), true) - 1);
}

TEST(MergedTokensTest, NeverTravelAndTheirStandInsAreChosenAsIfTheyWereNotThere) {
    for (int trial = 0; trial < kTrials; ++trial) {
        Planted planted(kSeed + static_cast<std::uint64_t>(trial));
        const StandIns standIns = planted.expected();
        planted.medium->standIns = standIns;
        // The model looked at stand-ins alone.
        FeatureRows& features = planted.question.features(0);
        for (std::size_t t = 0; t < standIns.size(); ++t) {
            std::copy_n(features.values.begin() + standIns[t] * features.width, features.width,
                        features.values.begin() + static_cast<std::ptrdiff_t>(t) * features.width);
        }
        const ProbeRequest request = planted.question.request();
        const auto distinct = static_cast<std::int64_t>(standIns.size()) - mergedCount(standIns);
        EXPECT_EQ(planted.medium->distinctTokens(), distinct);
        for (const bool isRandom : {false, true}) {
            const auto result = probe(request, isRandom ? *randomImportance(3) : *trainingFreeImportance());
            ASSERT_TRUE(result) << result.error().message;
            EXPECT_EQ(result->modalities[0].tokens, distinct);
            const double retention = planted.question.uniform();
            for (const double share : {retention, 1.0}) {
                const ModalityPlan plan{planted.medium->modality, share, 0};
                const auto chosen = chooseTokens(request, *result, std::span(&plan, 1));
                const KeptTokens& kept = chosen[0].kept;
                for (std::size_t t = 0; t < kept.size(); ++t) EXPECT_FALSE(kept[t] && isMerged(standIns, t));
                EXPECT_EQ(std::count(kept.begin(), kept.end(), true),
                          static_cast<std::int64_t>(std::ceil(share * static_cast<double>(distinct) - 1e-9)));
                const std::vector<FrameProbed> frames = frameFacts(request, *result, chosen);
                KeptTokens shown;
                for (const FrameProbed& frame : frames) shown.insert(shown.end(), frame.kept.begin(), frame.kept.end());
                EXPECT_EQ(shown, kept);
            }
        }
    }
}

TEST(MergedTokensTest, StandInsThatDoNotFitAreRefused) {
    RandomQuestion question(kSeed);
    ProbedMedium& medium = question.addMedium(Modality::Image, {1, 2, 2});
    for (const StandIns& wrong :
         {StandIns{0, 1, 2}, StandIns{0, 1, 3, 3}, StandIns{0, 0, 1, 3}, StandIns{-1, 1, 2, 3}}) {
        medium.standIns = wrong;
        EXPECT_FALSE(probe(question.request(), *trainingFreeImportance()));
    }
}

}  // namespace
}  // namespace msao::engine
