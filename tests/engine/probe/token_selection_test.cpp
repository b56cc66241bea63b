// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/token_selection.h"

#include "engine/probe/diverse_order.h"
#include "engine/probe/patch_cues.h"
#include "msao/engine/mas_score.h"
#include "tests/engine/probe/random_question.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace msao::engine {
namespace {

constexpr std::uint64_t kSeed = 20261121;
constexpr int kTrials = 300;

ProbeResult probed(const ProbeRequest& request, const ImportanceSource& source) {
    auto result = probe(request, source);
    if (!result) throw std::runtime_error(result.error().message);
    return *std::move(result);
}

std::int64_t count(const KeptTokens& kept) {
    return std::count(kept.begin(), kept.end(), true);
}

std::vector<std::unique_ptr<ImportanceSource>> prunings() {
    std::vector<std::unique_ptr<ImportanceSource>> sources;
    sources.push_back(trainingFreeImportance());
    sources.push_back(randomImportance(3));
    return sources;
}

TEST(TokenSelectionTest, KeepsTheShareThatThePlanDemandsAndNoMore) {
    for (int trial = 0; trial < kTrials; ++trial) {
        RandomQuestion question(kSeed + static_cast<std::uint64_t>(trial));
        question.addAnything();
        for (const auto& source : prunings()) {
            const ProbeRequest request = question.request();
            const ProbeResult result = probed(request, *source);
            std::vector<ModalityPlan> plans;
            for (const ModalityProbe& modality : result.modalities)
                plans.push_back({modality.modality, question.uniform(), 0});
            const std::vector<ChosenTokens> chosen = chooseTokens(request, result, plans);
            for (const ModalityPlan& plan : plans) {
                std::int64_t kept = 0, tokens = 0;
                for (std::size_t m = 0; m < request.media.size(); ++m) {
                    if (request.media[m].modality != plan.modality) continue;
                    kept += count(chosen[m].kept);
                    tokens += request.media[m].grid.tokens();
                }
                EXPECT_GE(static_cast<double>(kept), plan.retention * static_cast<double>(tokens) - 1e-6);
                EXPECT_LT(static_cast<double>(kept), plan.retention * static_cast<double>(tokens) + 1);
            }
        }
    }
}

TEST(TokenSelectionTest, NeverKeepsLessThanSparsityExcuses) {
    for (int trial = 0; trial < kTrials; ++trial) {
        RandomQuestion question(kSeed + static_cast<std::uint64_t>(trial));
        question.addText(3);
        question.addMedium(Modality::Image, {1, 5, 4});
        const ProbeRequest request = question.request();
        const ProbeResult result = probed(request, *trainingFreeImportance());
        const ModalityProbe& image = result.modalities[1];
        const ModalityPlan least{Modality::Image, leastRetention(image.mas), 0};
        const std::vector<ChosenTokens> chosen = chooseTokens(request, result, std::span(&least, 1));
        EXPECT_GE(static_cast<double>(count(chosen[0].kept)) / 20, 1 - image.mas - 1e-9);
    }
}

TEST(TokenSelectionTest, KeepsEverythingWhereNothingIsPlannedOrThePlanIsNoNumber) {
    RandomQuestion question(kSeed);
    question.addMedium(Modality::Image, {1, 5, 4});
    const ProbeRequest request = question.request();
    const ProbeResult result = probed(request, *trainingFreeImportance());
    EXPECT_EQ(count(chooseTokens(request, result, {})[0].kept), 20);
    for (const double retention : {1.0, 7.0, std::numeric_limits<double>::quiet_NaN()}) {
        const ModalityPlan plan{Modality::Image, retention, 0};
        EXPECT_EQ(count(chooseTokens(request, result, std::span(&plan, 1))[0].kept), 20);
    }
    const ModalityPlan nothing{Modality::Image, -1, 0};
    EXPECT_EQ(count(chooseTokens(request, result, std::span(&nothing, 1))[0].kept), 0);
}

TEST(TokenSelectionTest, AMoreGenerousPlanKeepsWhatAStricterOneKept) {
    for (int trial = 0; trial < 100; ++trial) {
        RandomQuestion question(kSeed + static_cast<std::uint64_t>(trial));
        question.addMedium(Modality::Video, {3, 4, 5});
        question.addMedium(Modality::Video, {1, 4, 5});
        const ProbeRequest request = question.request();
        for (const auto& source : prunings()) {
            const ProbeResult result = probed(request, *source);
            KeptTokens before(60), after;
            for (const double retention : {0.1, 0.35, 0.6, 0.9}) {
                const ModalityPlan plan{Modality::Video, retention, 0};
                after = chooseTokens(request, result, std::span(&plan, 1))[0].kept;
                for (std::size_t t = 0; t < 60; ++t) EXPECT_TRUE(after[t] || !before[t]);
                before = after;
            }
        }
    }
}

TEST(TokenSelectionTest, TheOrderOfTheMediaDoesNotMatter) {
    for (int trial = 0; trial < 100; ++trial) {
        RandomQuestion question(kSeed + static_cast<std::uint64_t>(trial));
        question.addMedium(Modality::Image, {1, 4, 5});
        question.addMedium(Modality::Image, {1, 3, 5});
        const ModalityPlan plan{Modality::Image, 0.4, 0};
        ProbeRequest request = question.request();
        const auto source = trainingFreeImportance();
        const auto before = chooseTokens(request, probed(request, *source), std::span(&plan, 1));
        const std::vector<ProbedMedium> turned = {question.media()[1], question.media()[0]};
        request.media = turned;
        const auto after = chooseTokens(request, probed(request, *source), std::span(&plan, 1));
        EXPECT_EQ(after[0], before[1]);
        EXPECT_EQ(after[1], before[0]);
    }
}

TEST(TokenSelectionTest, TakesDifferentThingsBeforeTheSameThingTwice) {
    RandomQuestion question(kSeed);
    question.addMedium(Modality::Image, {1, 4, 4});
    // Three kinds of tokens: 0, 1 and 2 differ, all others are like 2.
    FeatureRows& features = question.features(0);
    for (std::int64_t t = 3; t < 16; ++t) {
        std::copy_n(features.values.begin() + 2 * features.width, features.width,
                    features.values.begin() + t * features.width);
    }
    const ProbeRequest request = question.request();
    ProbeResult result = probed(request, *trainingFreeImportance());
    std::fill(result.media[0].importance.begin(), result.media[0].importance.end(), 0.5f);
    const ModalityPlan plan{Modality::Image, 3.0 / 16, 0};
    const KeptTokens kept = chooseTokens(request, result, std::span(&plan, 1))[0].kept;
    EXPECT_TRUE(kept[0] && kept[1]);
    EXPECT_EQ(std::count(kept.begin() + 2, kept.end(), true), 1);  // of the third kind, wherever it stands
}

TEST(TokenSelectionTest, OfAClipThatStandsStillTheFirstFrameTravels) {
    RandomQuestion question(kSeed);
    question.addMedium(Modality::Video, {4, 3, 3});
    FeatureRows& features = question.features(0);
    for (std::int64_t t = 9; t < 36; ++t)
        std::copy_n(features.values.begin() + t % 9 * features.width, features.width,
                    features.values.begin() + t * features.width);
    const ModalityPlan plan{Modality::Video, 0.25, 0};
    const ProbeRequest request = question.request();
    const KeptTokens kept =
        chooseTokens(request, probed(request, *trainingFreeImportance()), std::span(&plan, 1))[0].kept;
    EXPECT_EQ(std::count(kept.begin(), kept.begin() + 9, true), 9);
    EXPECT_EQ(count(kept), 9);
}

/// Black letters of one pixel's width on white: columns in turns.
void writeText(VisualInput& visual, std::size_t token, const VisionConfig& vision) {
    const std::size_t values =
        visual.patches.size() / static_cast<std::size_t>(visual.grid.tokens(vision.spatialMergeSize));
    for (std::size_t i = 0; i < values; ++i) visual.patches[token * values + i] = i % 2 == 0 ? 1.8f : -1.7f;
}

TEST(TokenSelectionTest, FineTextStaysWhateverThePlanSays) {
    RandomQuestion question(kSeed);
    ProbedMedium& medium = question.addMedium(Modality::Image, {1, 5, 6});
    VisualInput& pixels = question.addPixels(medium);
    for (const std::size_t token : {8u, 9u, 22u}) writeText(pixels, token, question.vision);
    const ProbeRequest request = question.request();
    const ProbeResult result = probed(request, *trainingFreeImportance());
    const ModalityPlan plan{Modality::Image, 0, 0};
    const KeptTokens kept = chooseTokens(request, result, std::span(&plan, 1))[0].kept;
    EXPECT_TRUE(kept[8] && kept[9] && kept[22]);
    EXPECT_EQ(count(kept), 3);
    EXPECT_EQ(count(chooseTokens(request, result, std::span(&plan, 1), {.guardsFineText = false})[0].kept), 0);
}

TEST(PatchCuesTest, ATokenBesideTextThatTextTouchesCountsToo) {
    RandomQuestion question(kSeed);
    ProbedMedium& medium = question.addMedium(Modality::Image, {1, 3, 4});
    VisualInput& pixels = question.addPixels(medium);
    writeText(pixels, 5, question.vision);
    // One letter's stroke at the edge of the token beside it, and one far away.
    for (const std::size_t token : {6u, 3u}) {
        const std::size_t first = token * 4 * static_cast<std::size_t>(question.vision.patchValues());
        for (std::size_t y = 0; y < 4; ++y) pixels.patches[first + 4 * y] = -1.7f;
    }
    const std::vector<bool> text = fineTextTokens(pixels, question.vision);
    EXPECT_TRUE(text[5]);
    EXPECT_TRUE(text[6]);
    EXPECT_EQ(std::count(text.begin(), text.end(), true), 2);
}

TEST(TokenSelectionTest, ExactDuplicatesComeLast) {
    RandomQuestion question(kSeed);
    ProbedMedium& medium = question.addMedium(Modality::Image, {1, 4, 4});
    VisualInput& pixels = question.addPixels(medium);
    const std::size_t values = pixels.patches.size() / 16;
    for (std::size_t t = 10; t < 16; ++t)
        std::copy_n(pixels.patches.begin(), values, pixels.patches.begin() + static_cast<std::ptrdiff_t>(t * values));
    const std::vector<bool> duplicate = duplicateTokens(pixels, question.vision);
    EXPECT_EQ(std::count(duplicate.begin(), duplicate.begin() + 10, true), 0);
    EXPECT_EQ(std::count(duplicate.begin() + 10, duplicate.end(), true), 6);
    const ProbeRequest request = question.request();
    const ModalityPlan plan{Modality::Image, 10.0 / 16, 0};
    const KeptTokens kept =
        chooseTokens(request, probed(request, *trainingFreeImportance()), std::span(&plan, 1))[0].kept;
    EXPECT_EQ(std::count(kept.begin(), kept.begin() + 10, true), 10);
    EXPECT_EQ(count(kept), 10);
    // With everything kept they stay: leaving one out would change the answer's bits.
    EXPECT_EQ(count(chooseTokens(request, probed(request, *trainingFreeImportance()), {})[0].kept), 16);
}

/// A thing in a corner and what is around it, on a ground that looks the same everywhere.
TEST(TokenSelectionTest, NoQuarterOfAFrameIsLeftWithoutAnyToken) {
    constexpr std::size_t kSide = 8;
    std::vector<float> importance(kSide * kSide, 0.05F);
    for (std::size_t row = 0; row < 3; ++row) {
        for (std::size_t column = 0; column < 3; ++column)
            importance[row * kSide + column] = row < 2 && column < 2 ? 0.9F : 0.3F;
    }
    const std::vector<TokenHash> hashes(importance.size());
    const std::vector<bool> no(importance.size());
    const FrameTokens frame{importance, hashes, {}, no, no, no, kSide};
    std::array<int, 4> kept{};
    int ofThing = 0;
    for (const RankedToken& ranked : diverseOrder(frame, 16)) {
        const std::size_t row = ranked.token / kSide, column = ranked.token % kSide;
        ++kept[row / (kSide / 2) * 2 + column / (kSide / 2)];
        ofThing += row < 2 && column < 2;
    }
    EXPECT_EQ(ofThing, 4);
    for (const int quarter : kept) EXPECT_GE(quarter, 2);
}

TEST(TokenSelectionTest, DownsamplingKeepsAllOfASmallerPicture) {
    RandomQuestion question(kSeed);
    question.addPixels(question.addMedium(Modality::Image, {1, 10, 10}));
    const ProbeRequest request = question.request();
    const ModalityPlan plan{Modality::Image, 0.25, 0};
    const auto chosen = chooseTokens(request, probed(request, *downsamplingImportance()), std::span(&plan, 1));
    EXPECT_EQ(chosen[0].resizedTo, 25);
    EXPECT_EQ(count(chosen[0].kept), 100);
    const ModalityPlan whole{Modality::Image, 1, 0};
    EXPECT_FALSE(chooseTokens(request, probed(request, *downsamplingImportance()), std::span(&whole, 1))[0].resizedTo);
}

TEST(TokenSelectionTest, TheScreenShowsExactlyTheSetThatTravels) {
    for (int trial = 0; trial < 100; ++trial) {
        RandomQuestion question(kSeed + static_cast<std::uint64_t>(trial));
        question.addAnything();
        const ProbeRequest request = question.request();
        const ProbeResult result = probed(request, *trainingFreeImportance());
        std::vector<ModalityPlan> plans;
        for (const ModalityProbe& modality : result.modalities)
            plans.push_back({modality.modality, question.uniform(), 0});
        const std::vector<ChosenTokens> chosen = chooseTokens(request, result, plans);
        const std::vector<FrameProbed> frames = frameFacts(request, result, chosen);
        std::size_t frame = 0;
        for (std::size_t m = 0; m < request.media.size(); ++m) {
            KeptTokens shown;
            std::vector<std::uint8_t> importance;
            for (std::int64_t f = 0; f < request.media[m].grid.frames; ++f, ++frame) {
                EXPECT_EQ(frames[frame].modality, request.media[m].modality);
                EXPECT_EQ(static_cast<std::int64_t>(frames[frame].kept.size()),
                          frames[frame].rows * frames[frame].columns);
                shown.insert(shown.end(), frames[frame].kept.begin(), frames[frame].kept.end());
                importance.insert(importance.end(), frames[frame].importance.begin(), frames[frame].importance.end());
            }
            EXPECT_EQ(shown, chosen[m].kept);
            for (std::size_t t = 0; t < importance.size(); ++t)
                EXPECT_NEAR(importance[t] / 255.0, result.media[m].importance[t], 0.5 / 255 + 1e-6);
        }
        EXPECT_EQ(frame, frames.size());
    }
}

TEST(TokenBudgetTest, SmartResizeStaysWithinIt) {
    const VisionConfig vision;
    for (const std::int64_t budget : {4, 50, 191, 1000}) {
        const PreprocessorConfig config = withTokenBudget({}, vision, budget);
        for (const ImageSize size : {ImageSize{640, 480}, ImageSize{1920, 1080}, ImageSize{30, 2000}}) {
            const auto resized = smartResize(size, 28, config.minPixels, config.maxPixels);
            ASSERT_TRUE(resized);
            const std::int64_t tokens = std::int64_t{resized->width / 28} * (resized->height / 28);
            // One token wide is as narrow as it gets.
            EXPECT_LE(tokens, std::max<std::int64_t>(budget, size.width < 28 * 2 ? 72 : 0)) << size.width;
        }
    }
}

}  // namespace
}  // namespace msao::engine
