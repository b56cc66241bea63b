// SPDX-License-Identifier: Apache-2.0
// The laws of the probe, over random questions.
#include "msao/engine/probe.h"

#include "msao/engine/mas_score.h"
#include "tests/engine/probe/random_question.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace msao::engine {
namespace {

using ::testing::HasSubstr;

constexpr std::uint64_t kSeed = 20261121;
constexpr int kTrials = 300;

ProbeHeads randomHeads(RandomQuestion& question) {
    ProbeHeads heads;
    for (const Modality modality : {Modality::Image, Modality::Video, Modality::Audio})
        heads.spatial.push_back({modality, question.noise(1, RandomQuestion::kWidth).values, 0.1f});
    heads.spatial[0].units = {4, question.noise(4, RandomQuestion::kWidth).values, question.noise(1, 4).values,
                              question.noise(4, RandomQuestion::kWordWidth).values, question.noise(1, 4).values};
    heads.modal = {RandomQuestion::kWordWidth,
                   8,
                   question.noise(8, 2 * RandomQuestion::kWordWidth).values,
                   question.noise(1, 8).values,
                   question.noise(1, 8).values,
                   0.2f};
    heads.temperature = 2;
    heads.expectedCalibrationError = 0.05;
    return heads;
}

class ProbeTest : public testing::TestWithParam<ImportanceKind> {
protected:
    std::unique_ptr<ImportanceSource> source() const {
        switch (GetParam()) {
            case ImportanceKind::Calibrated: {
                RandomQuestion question(kSeed);
                auto made = calibratedImportance(randomHeads(question));
                EXPECT_TRUE(made);
                return *std::move(made);
            }
            case ImportanceKind::TrainingFree:
                return trainingFreeImportance();
            case ImportanceKind::Random:
                return randomImportance(kSeed);
            case ImportanceKind::Downsampling:
                return downsamplingImportance();
        }
        return nullptr;
    }

    ProbeResult probed(const ProbeRequest& request) const {
        auto result = probe(request, *source());
        if (!result) throw std::runtime_error(result.error().message);
        return *std::move(result);
    }

    static const ModalityProbe* find(const ProbeResult& result, Modality modality) {
        const auto it = std::ranges::find(result.modalities, modality, &ModalityProbe::modality);
        return it == result.modalities.end() ? nullptr : &*it;
    }
};

TEST_P(ProbeTest, EveryFigureIsAShareWhateverIsAsked) {
    for (int trial = 0; trial < kTrials; ++trial) {
        RandomQuestion question(kSeed + static_cast<std::uint64_t>(trial));
        question.addAnything();
        const ProbeResult result = probed(question.request());
        double relevance = 0;
        for (const ModalityProbe& modality : result.modalities) {
            for (const double share :
                 {modality.mas, modality.beta, modality.rho, modality.gamma, modality.uncertainty}) {
                ASSERT_GE(share, 0) << "trial " << trial;
                ASSERT_LE(share, 1) << "trial " << trial;
            }
            EXPECT_GT(modality.tokens, 0);
            relevance += modality.beta;
        }
        EXPECT_NEAR(relevance, 1, 1e-12);
        for (const MediumProbe& medium : result.media) {
            EXPECT_TRUE(std::ranges::all_of(medium.importance, [](float m) { return m >= 0 && m <= 1; }));
            EXPECT_EQ(medium.gamma.front(), 1);
        }
    }
}

TEST_P(ProbeTest, SparsityIsEquationSevenOfWhatItReports) {
    for (int trial = 0; trial < kTrials; ++trial) {
        RandomQuestion question(kSeed + static_cast<std::uint64_t>(trial));
        question.addAnything();
        for (const ModalityProbe& modality : probed(question.request()).modalities) {
            const bool hasSpace = modality.modality == Modality::Image || modality.modality == Modality::Video;
            ModalitySparsity sparsity{.relevance = modality.beta, .spatial = {}, .meanChange = modality.gamma};
            if (hasSpace) sparsity.spatial = modality.rho;
            EXPECT_NEAR(modality.mas, masScore(sparsity), 1e-12);
        }
    }
}

TEST_P(ProbeTest, AStaticClipIsNeverLessSparseThanAChangingOne) {
    for (int trial = 0; trial < kTrials; ++trial) {
        RandomQuestion question(kSeed + static_cast<std::uint64_t>(trial));
        question.addText(4);
        ProbedMedium& clip = question.addMedium(Modality::Video, {2 + question.below(4), 3, 4});
        // Every frame holds the same tokens, so that all else is equal: at their places, and then at others.
        FeatureRows& features = question.features(0);
        FeatureRows& projected = question.projected(0);
        const auto copyFirstFrame = [&](FeatureRows& rows, bool turns) {
            const std::int64_t frame = clip.grid.frameTokens();
            for (std::int64_t t = frame; t < rows.rows; ++t) {
                const std::int64_t from = turns ? (t + t / frame) % frame : t % frame;
                std::copy_n(rows.values.begin() + from * rows.width, rows.width, rows.values.begin() + t * rows.width);
            }
        };
        copyFirstFrame(features, false);
        copyFirstFrame(projected, false);
        const ProbeResult still = probed(question.request());
        copyFirstFrame(features, true);
        copyFirstFrame(projected, true);
        const ProbeResult changing = probed(question.request());
        EXPECT_EQ(find(still, Modality::Video)->gamma, 0);
        EXPECT_GT(find(changing, Modality::Video)->gamma, 0);
        if (GetParam() == ImportanceKind::Random) continue;  // its rho is a draw, and not equal
        EXPECT_GE(find(still, Modality::Video)->mas, find(changing, Modality::Video)->mas - 1e-9);
    }
}

TEST_P(ProbeTest, AModalityThatJoinsKeepsTheOrderOfTheOthers) {
    for (int trial = 0; trial < kTrials; ++trial) {
        RandomQuestion question(kSeed + static_cast<std::uint64_t>(trial));
        question.addText(5);
        question.addMedium(Modality::Image, {1, 3, 4});
        question.addMedium(Modality::Video, {3, 2, 3});
        const ProbeResult before = probed(question.request());
        question.addMedium(Modality::Audio, {10, 1, 1});
        const ProbeResult after = probed(question.request());
        for (const ModalityProbe& a : before.modalities) {
            EXPECT_LE(find(after, a.modality)->beta, a.beta + 1e-12);
            EXPECT_GE(find(after, a.modality)->mas, a.mas - 1e-12);
            for (const ModalityProbe& b : before.modalities) {
                if (a.mas >= b.mas - 1e-12) continue;
                EXPECT_LE(find(after, a.modality)->mas, find(after, b.modality)->mas + 1e-12);
            }
        }
    }
}

TEST_P(ProbeTest, TheOrderOfTheMediaChangesNothingButTheOrderOfTheAnswer) {
    for (int trial = 0; trial < kTrials; ++trial) {
        RandomQuestion question(kSeed + static_cast<std::uint64_t>(trial));
        question.addAnything();
        const ProbeResult before = probed(question.request());
        std::vector<std::size_t> order(question.media().size());
        std::iota(order.begin(), order.end(), 0);
        std::shuffle(order.begin(), order.end(), question.random());
        std::vector<ProbedMedium> shuffled;
        for (const std::size_t m : order) shuffled.push_back(question.media()[m]);
        ProbeRequest request = question.request();
        request.media = shuffled;
        const ProbeResult after = probed(request);
        EXPECT_EQ(after.modalities, before.modalities) << "trial " << trial;
        for (std::size_t i = 0; i < order.size(); ++i) EXPECT_EQ(after.media[i], before.media[order[i]]);
    }
}

TEST_P(ProbeTest, RepeatsBitForBitOnAnyNumberOfThreads) {
    RandomQuestion question(kSeed);
    question.addText(5);
    question.addMedium(Modality::Image, {1, 20, 15});
    question.addMedium(Modality::Video, {3, 9, 8});
    ProbeRequest request = question.request();
    const ProbeResult once = probed(request);
    request.threads = 4;
    EXPECT_EQ(probed(request), once);
}

TEST_P(ProbeTest, AnySubsetOfModalitiesIsAQuestion) {
    for (unsigned subset = 1; subset < 16; ++subset) {
        RandomQuestion question(kSeed + subset);
        if (subset & 1u) question.addText(3);
        if (subset & 2u) question.addMedium(Modality::Image, {1, 4, 4});
        if (subset & 4u) question.addMedium(Modality::Video, {2, 3, 3});
        if (subset & 8u) question.addMedium(Modality::Audio, {6, 1, 1});
        const ProbeResult result = probed(question.request());
        for (std::size_t m = 0; m < kModalities.size(); ++m)
            EXPECT_EQ(find(result, kModalities[m]) != nullptr, (subset >> m & 1u) != 0);
    }
}

TEST_P(ProbeTest, RefusesWhatDoesNotFit) {
    const auto refusal = [&](auto spoil) {
        RandomQuestion question(kSeed);
        question.addText(3);
        question.addMedium(Modality::Image, {1, 2, 3});
        spoil(question);
        const auto result = probe(question.request(), *source());
        EXPECT_FALSE(result);
        return result ? std::string() : result.error().message;
    };
    EXPECT_THAT(refusal([](RandomQuestion& q) { q.media()[0].grid.rows = 0; }), HasSubstr("a side of 0"));
    EXPECT_THAT(refusal([](RandomQuestion& q) { q.media()[0].grid.rows = 3; }), HasSubstr("of 9 tokens, found 6"));
    EXPECT_THAT(refusal([](RandomQuestion& q) { q.media()[0].grid.frames = std::numeric_limits<std::int64_t>::max(); }),
                HasSubstr("a side of"));
    EXPECT_THAT(refusal([](RandomQuestion& q) {
                    q.media()[0].grid = {1 << 20, 1 << 20, 1 << 20};
                }),
                HasSubstr("more than"));
    EXPECT_THAT(refusal([](RandomQuestion& q) { q.features(0).values[7] = std::nanf(""); }), HasSubstr("not numbers"));
    EXPECT_THAT(refusal([](RandomQuestion& q) { q.media()[0].projected.width -= 1; }), HasSubstr("do not fit"));
    EXPECT_THAT(refusal([](RandomQuestion& q) { q.media()[0].modality = Modality::Text; }), HasSubstr("not a medium"));
    EXPECT_THAT(refusal([](RandomQuestion& q) { q.addPixels(q.media()[0]).patches.pop_back(); }), HasSubstr("pixels"));
    EXPECT_FALSE(probe({}, *source()));
}

std::string sourceName(const testing::TestParamInfo<ImportanceKind>& kind) {
    std::string name(importanceName(kind.param));
    std::erase(name, '-');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Sources, ProbeTest,
                         testing::Values(ImportanceKind::Calibrated, ImportanceKind::TrainingFree,
                                         ImportanceKind::Random, ImportanceKind::Downsampling),
                         sourceName);

TEST(TrainingFreeImportanceTest, FindsAFlatPictureSparseAndTheThingInIt) {
    RandomQuestion question(kSeed);
    question.addMedium(Modality::Image, {1, 6, 6});
    FeatureRows& features = question.features(0);
    for (std::int64_t t = 0; t < 36; ++t) {
        if (t != 14) std::copy_n(features.values.begin(), features.width, features.values.begin() + t * features.width);
    }
    question.media()[0].projected = {};
    const auto result = probe(question.request(), *trainingFreeImportance());
    ASSERT_TRUE(result);
    EXPECT_NEAR(result->modalities[0].rho, 35.0 / 36, 1e-12);
    EXPECT_EQ(std::ranges::max_element(result->media[0].importance) - result->media[0].importance.begin(), 14);
}

TEST(TrainingFreeImportanceTest, FindsAMonotonousSoundSparseAndTheNoteInIt) {
    RandomQuestion question(kSeed);
    question.addMedium(Modality::Audio, {30, 1, 1});
    FeatureRows& features = question.features(0);
    for (std::int64_t t = 0; t < 30; ++t) {
        if (t != 11) std::copy_n(features.values.begin(), features.width, features.values.begin() + t * features.width);
    }
    question.media()[0].projected = {};
    const auto result = probe(question.request(), *trainingFreeImportance());
    ASSERT_TRUE(result);
    const ImportanceMap& map = result->media[0].importance;
    EXPECT_EQ(std::ranges::max_element(map) - map.begin(), 11);
    EXPECT_EQ(map[3], 0);
}

TEST(TrainingFreeImportanceTest, PrefersWhatIsLikeThePrompt) {
    RandomQuestion question(kSeed);
    question.addText(1);
    question.addMedium(Modality::Image, {1, 5, 5});
    const std::span<const float> word = question.request().prompt.row(0);
    std::copy(word.begin(), word.end(), question.projected(0).values.begin() + 7 * RandomQuestion::kWordWidth);
    const auto like = probe(question.request(), *trainingFreeImportance());
    for (float& value :
         std::span(question.projected(0).values).subspan(7 * RandomQuestion::kWordWidth, RandomQuestion::kWordWidth))
        value = -value;
    const auto unlike = probe(question.request(), *trainingFreeImportance());
    EXPECT_GT(like->media[0].importance[7], unlike->media[0].importance[7]);
}

TEST(CalibratedImportanceTest, IsEquationThreeAndSixByHand) {
    ProbeHeads heads;
    heads.spatial = {{Modality::Image, {1, -2}, 0.5f}};
    // alpha = (max(0, p - 2 z + 1) * 3 - 1) / 2
    heads.modal = {1, 1, {1, -2}, {1}, {3}, -1};
    heads.temperature = 2;
    heads.expectedCalibrationError = 0.1;
    const auto source = calibratedImportance(heads);
    ASSERT_TRUE(source);
    const FeatureRows pooled{2, 2, {1, 1, 0, 0}};
    ProbedMedium medium;
    medium.grid = {1, 1, 2};
    medium.pooled = pooled;
    const ImportanceMap map = (*source)->importance(medium, std::vector<TokenHash>(2), {});
    EXPECT_NEAR(map[0], 1 / (1 + std::exp(0.5)), 1e-6);   // sigma(1 - 2 + 0.5)
    EXPECT_NEAR(map[1], 1 / (1 + std::exp(-0.5)), 1e-6);  // sigma(0.5)
    EXPECT_NEAR((*source)->relevance(std::vector{4.f}, std::vector{1.f}), (3 * 3 - 1) / 2.0, 1e-12);
    EXPECT_NEAR((*source)->relevance(std::vector{0.f}, std::vector{9.f}), -0.5, 1e-12);
    EXPECT_NEAR((*source)->uncertainty(std::vector{0.f, 1.f}), 0.1, 1e-9);
    EXPECT_NEAR((*source)->uncertainty(std::vector{0.5f}), 1, 1e-9);
}

TEST(CalibratedImportanceTest, WeighsWhatItSeesByWhatIsAsked) {
    ProbeHeads heads;
    // Two features, words of one: a unit for each feature, worth p and 1 - 2 p.
    heads.spatial = {{Modality::Image, {0, 0}, -1, {2, {1, 0, 0, 1}, {0, -0.5f}, {1, -2}, {0, 1}}}};
    const auto source = calibratedImportance(heads);
    ASSERT_TRUE(source);
    const FeatureRows pooled{3, 2, {2, 0, 0, 2, -3, 0.25f}};
    ProbedMedium medium;
    medium.grid = {1, 1, 3};
    medium.pooled = pooled;
    const FeatureRows words{2, 1, {0.5f, 1.5f}};  // p = 1
    const ImportanceMap map = (*source)->importance(medium, std::vector<TokenHash>(3), words);
    EXPECT_NEAR(map[0], 1 / (1 + std::exp(-1.0)), 1e-6);  // sigma(-1 + 2 * 1)
    EXPECT_NEAR(map[1], 1 / (1 + std::exp(2.5)), 1e-6);   // sigma(-1 + 1.5 * -1)
    EXPECT_NEAR(map[2], 1 / (1 + std::exp(1.0)), 1e-6);   // sigma(-1): neither sees anything
    medium.modality = Modality::Video;
    EXPECT_EQ((*source)->importance(medium, std::vector<TokenHash>(3), words), map);  // of the same tower
    medium.modality = Modality::Audio;
    EXPECT_EQ((*source)->importance(medium, std::vector<TokenHash>(3), words), ImportanceMap(3, 1.0f));
}

TEST(CalibratedImportanceTest, RefusesADraftModelOfOtherWidths) {
    ProbeHeads heads;
    heads.spatial = {{Modality::Image, {0, 0}, -1, {1, {1, 0}, {0}, {1}, {0}}}};
    const auto source = calibratedImportance(heads);
    ASSERT_TRUE(source);
    ModelConfig draft;
    draft.vision.hiddenSize = 2;
    draft.text.hiddenSize = 1;
    EXPECT_TRUE((*source)->fits(draft));
    draft.text.hiddenSize = 8;
    EXPECT_FALSE((*source)->fits(draft));
    draft.text.hiddenSize = 1;
    draft.vision.hiddenSize = 128;
    const Status status = (*source)->fits(draft);
    ASSERT_FALSE(status);
    EXPECT_THAT(status.error().message, HasSubstr("reads 2 numbers a token where this model's vision tower has 128"));
    EXPECT_TRUE(trainingFreeImportance()->fits(draft));
    heads.spatial.clear();
    heads.modal = {4, 1, std::vector<float>(8), {0}, {0}, 0};
    const auto weighing = calibratedImportance(heads);
    ASSERT_TRUE(weighing);
    EXPECT_FALSE((*weighing)->fits(draft));
    draft.text.hiddenSize = 4;
    EXPECT_TRUE((*weighing)->fits(draft));
}

TEST(CalibratedImportanceTest, RefusesAHeadForSoundsThatWasTrainedOnSomethingElse) {
    ModelConfig draft;
    draft.text.hiddenSize = 1;
    draft.audio.emplace().hiddenSize = 96;
    draft.audio->melBins = 40;
    const auto fits = [&](std::size_t width, HeardBy heardBy) {
        ProbeHeads heads;
        heads.spatial = {{Modality::Audio, std::vector<float>(width), 0}};
        heads.heardBy = heardBy;
        const auto source = calibratedImportance(heads);
        return source && (*source)->fits(draft);
    };
    EXPECT_TRUE(fits(96, HeardBy::Encoder));
    EXPECT_FALSE(fits(160, HeardBy::Encoder));
    EXPECT_TRUE(fits(160, HeardBy::Spectrum));  // four frames of 40 bins
    EXPECT_FALSE(fits(96, HeardBy::Spectrum));
    draft.audio.reset();
    EXPECT_TRUE(fits(7, HeardBy::Encoder));  // there is nothing that it could read wrongly
}

TEST(CalibratedImportanceTest, KeepsWhatNoHeadWasTrainedFor) {
    const auto source = calibratedImportance({});
    ASSERT_TRUE(source);
    const FeatureRows pooled{1, 2, {1, 1}};
    ProbedMedium medium;
    medium.pooled = pooled;
    EXPECT_EQ((*source)->importance(medium, std::vector<TokenHash>(1), {}), ImportanceMap{1.0f});
}

TEST(ProbeHeadsTest, RefusesHeadsThatDoNotFitTogether) {
    RandomQuestion question(kSeed);
    const auto refuses = [&](auto spoil) {
        ProbeHeads heads = randomHeads(question);
        EXPECT_TRUE(checkProbeHeads(heads));
        spoil(heads);
        return !checkProbeHeads(heads);
    };
    constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
    EXPECT_TRUE(refuses([](ProbeHeads& h) { h.spatial.push_back(h.spatial[0]); }));
    EXPECT_TRUE(refuses([](ProbeHeads& h) { h.spatial[0].weights.clear(); }));
    EXPECT_TRUE(refuses([](ProbeHeads& h) { h.spatial[0].weights[3] = kNan; }));
    EXPECT_TRUE(refuses([](ProbeHeads& h) { h.spatial[1].bias = kNan; }));
    EXPECT_TRUE(refuses([](ProbeHeads& h) { h.spatial[0].units.seen.pop_back(); }));
    EXPECT_TRUE(refuses([](ProbeHeads& h) { h.spatial[0].units.asked.pop_back(); }));
    EXPECT_TRUE(refuses([](ProbeHeads& h) { h.spatial[0].units.asked.clear(); }));
    EXPECT_TRUE(refuses([](ProbeHeads& h) { h.spatial[0].units.askedBias[2] = kNan; }));
    EXPECT_TRUE(refuses([](ProbeHeads& h) { h.spatial[0].units.count = -4; }));
    EXPECT_TRUE(refuses([](ProbeHeads& h) { h.spatial[0].units.count = 1 << 30; }));
    EXPECT_TRUE(refuses([](ProbeHeads& h) { h.modal.first.pop_back(); }));
    EXPECT_TRUE(refuses([](ProbeHeads& h) { h.modal.second[0] = kNan; }));
    EXPECT_TRUE(refuses([](ProbeHeads& h) { h.modal.inputWidth = -1; }));
    EXPECT_TRUE(refuses([](ProbeHeads& h) { h.modal.hiddenWidth = 1 << 30; }));
    EXPECT_TRUE(refuses([](ProbeHeads& h) { h.temperature = 0; }));
    EXPECT_TRUE(refuses([](ProbeHeads& h) { h.expectedCalibrationError = 1.5; }));
}

}  // namespace
}  // namespace msao::engine
