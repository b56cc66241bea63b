// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/merging.h"

#include <gtest/gtest.h>

#include <random>

namespace msao::engine {
namespace {

constexpr std::uint64_t kSeed = 20261122;

/// Rising, as far as noise lets it.
Calibration noisyCurve(std::mt19937_64& random) {
    std::uniform_real_distribution<double> step(0.02, 0.3);
    std::normal_distribution<double> noise(0.02, 0.02);
    ModalityQuality quality;
    double loss = 0;
    for (double removed = step(random); removed < 1; removed += step(random))
        quality.ofPruning.push_back({removed, loss += noise(random)});
    Calibration calibration;
    calibration.quality.push_back(std::move(quality));
    return calibration;
}

double lossAt(const Calibration& calibration, double removed) {
    return tokenLoss(calibration.quality[0].ofPruning, removed);
}

TEST(MergingTest, TakesNoMoreThanHalfOfTheBoundAndAllThatThisAllows) {
    std::mt19937_64 random(kSeed);
    for (int trial = 0; trial < 300; ++trial) {
        const Calibration calibration = noisyCurve(random);
        for (const double bound : {0.001, 0.02, 0.2}) {
            const double share = mergeableShare(calibration, Modality::Image, bound);
            EXPECT_LE(lossAt(calibration, share), bound / 2) << "seed " << kSeed << ", trial " << trial;
            if (share < 0.999) {
                EXPECT_GT(lossAt(calibration, share + 1e-6), bound / 2 - 1e-9);
            }
        }
    }
}

TEST(MergingTest, IsOffWhereTheBoundIsNothingAndHardlyDoneWhereNothingWasMeasured) {
    const Calibration measured{.quality = {{Modality::Image, {{1, 0}}, {}}}};
    EXPECT_EQ(mergeableShare(measured, Modality::Image, 0), 0);
    EXPECT_NEAR(mergeableShare(measured, Modality::Image, 0.02), 1, 1e-6);
    EXPECT_NEAR(mergeableShare(measured, Modality::Video, 0.02), 0.01, 1e-6);
    EXPECT_NEAR(mergeableShare({}, Modality::Image, 0.02), 0.01, 1e-6);
}

TEST(MergingTest, WhatIsPrunedBehindItCostsAtLeastWhatTheWholeCurveSays) {
    std::mt19937_64 random(kSeed);
    std::uniform_real_distribution<double> share(0, 0.9);
    for (int trial = 0; trial < 300; ++trial) {
        const Calibration before = noisyCurve(random);
        Calibration after = before;
        const double merged = share(random);
        const double loss = countMerged(after, Modality::Image, merged);
        EXPECT_DOUBLE_EQ(loss, lossAt(before, merged));
        EXPECT_TRUE(checkCalibration(after));
        for (const QualityPoint& point : before.quality[0].ofPruning) {
            if (point.removed <= merged) continue;
            const double behind = (point.removed - merged) / (1 - merged);
            EXPECT_NEAR(loss + lossAt(after, behind), lossAt(before, point.removed), 1e-12);
        }
        for (double removed = 0; removed < 1; removed += 0.05)
            EXPECT_GE(loss + lossAt(after, removed), lossAt(before, merged + (1 - merged) * removed) - 1e-12);
    }
}

TEST(MergingTest, LeavesOtherModalitiesAndWhatWasNeverMeasuredAlone) {
    std::mt19937_64 random(kSeed);
    const Calibration before = noisyCurve(random);
    Calibration after = before;
    EXPECT_EQ(countMerged(after, Modality::Video, 0.3), 0.3);
    EXPECT_EQ(countMerged(after, Modality::Image, 0), 0);
    EXPECT_EQ(after, before);
}

}  // namespace
}  // namespace msao::engine
