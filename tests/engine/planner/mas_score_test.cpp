// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/mas_score.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace msao::engine {
namespace {

constexpr int kDraws = 10'000;

class MasScoreTest : public testing::Test {
protected:
    double uniform() { return std::uniform_real_distribution<double>(0, 1)(m_random); }

    ModalitySparsity randomSparsity() {
        ModalitySparsity sparsity{.relevance = uniform(), .spatial = {}, .meanChange = {}};
        if (uniform() < 0.7) sparsity.spatial = uniform();
        if (uniform() < 0.5) sparsity.meanChange = uniform();
        return sparsity;
    }

    std::mt19937_64 m_random{20260404};
};

std::vector<double> softmax(const std::vector<double>& alpha) {
    std::vector<double> beta;
    double sum = 0;
    for (const double a : alpha) sum += std::exp(a);
    for (const double a : alpha) beta.push_back(std::exp(a) / sum);
    return beta;
}

TEST_F(MasScoreTest, IsEquationSevenWithRedundancyInPlaceOfChange) {
    // 1 - 0.8 (1 - 0.6 * 0.5 - 0.4 * (1 - 0.25)) = 1 - 0.8 * 0.4
    EXPECT_NEAR(masScore({.relevance = 0.8, .spatial = 0.5, .meanChange = 0.25}), 0.68, 1e-12);
    EXPECT_NEAR(masScore({.relevance = 0.8, .spatial = 0.5, .meanChange = {}}), 0.44, 1e-12);
    EXPECT_NEAR(masScore({.relevance = 0.8, .spatial = {}, .meanChange = {}}), 0.2, 1e-12);
}

TEST_F(MasScoreTest, StaysBetweenZeroAndOneWhateverTheProbeSays) {
    for (int i = 0; i < kDraws; ++i) {
        ModalitySparsity sparsity{
            .relevance = 4 * uniform() - 2, .spatial = 4 * uniform() - 2, .meanChange = 4 * uniform() - 2};
        const double mas = masScore(sparsity, {.spatialWeight = uniform(), .temporalWeight = uniform()});
        EXPECT_GE(mas, 0);
        EXPECT_LE(mas, 1);
    }
}

TEST_F(MasScoreTest, CallsWhatIsNotANumberNecessary) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(masScore({.relevance = nan, .spatial = nan, .meanChange = nan}), 0);
    EXPECT_EQ(leastRetention(nan), 1);
}

TEST_F(MasScoreTest, NeverFindsAChangingClipSparserThanAStaticOne) {
    for (int i = 0; i < kDraws; ++i) {
        ModalitySparsity clip = randomSparsity();
        const double less = uniform(), more = uniform();
        clip.meanChange = std::min(less, more);
        const double staticMas = masScore(clip);
        clip.meanChange = std::max(less, more);
        EXPECT_GE(staticMas, masScore(clip));
    }
}

TEST_F(MasScoreTest, FallsWithRelevance) {
    for (int i = 0; i < kDraws; ++i) {
        ModalitySparsity sparsity = randomSparsity();
        const double before = masScore(sparsity);
        sparsity.relevance += (1 - sparsity.relevance) * uniform();
        EXPECT_LE(masScore(sparsity), before + 1e-12);
    }
}

TEST_F(MasScoreTest, KeepsTheOrderOfTheOthersWhenAModalityJoins) {
    for (int i = 0; i < kDraws; ++i) {
        std::vector<ModalitySparsity> present = {randomSparsity(), randomSparsity(), randomSparsity()};
        std::vector<double> alpha = {8 * uniform() - 4, 8 * uniform() - 4, 8 * uniform() - 4};
        const auto scores = [&] {
            const std::vector<double> beta = softmax(alpha);
            std::vector<double> mas;
            for (std::size_t m = 0; m < present.size(); ++m) {
                present[m].relevance = beta[m];
                mas.push_back(masScore(present[m]));
            }
            return mas;
        };
        const std::vector<double> before = scores();
        alpha.push_back(-8 * uniform());
        const std::vector<double> after = scores();
        for (std::size_t m = 1; m < present.size(); ++m) {
            if (before[m - 1] < before[m] - 1e-12) {
                EXPECT_LE(after[m - 1], after[m] + 1e-12);
            }
        }
    }
}

TEST_F(MasScoreTest, PermutesWithTheModalities) {
    for (int i = 0; i < kDraws; ++i) {
        const std::vector<double> alpha = {uniform(), uniform(), uniform()};
        const std::vector<double> beta = softmax(alpha);
        const std::vector<double> turned = softmax({alpha[2], alpha[0], alpha[1]});
        ModalitySparsity sparsity = randomSparsity();
        sparsity.relevance = beta[2];
        const double mas = masScore(sparsity);
        sparsity.relevance = turned[0];
        EXPECT_NEAR(masScore(sparsity), mas, 1e-12);
    }
}

TEST_F(MasScoreTest, DemandsTheRetentionThatSparsityDoesNotExcuse) {
    for (int i = 0; i < kDraws; ++i) {
        const double mas = masScore(randomSparsity());
        EXPECT_DOUBLE_EQ(leastRetention(mas), 1 - mas);
    }
}

}  // namespace
}  // namespace msao::engine
