// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/sampling.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <set>
#include <vector>

namespace msao::engine {
namespace {

std::vector<float> randomLogits(std::mt19937_64& generator, std::size_t count, float scale) {
    std::normal_distribution<float> normal(0.0f, scale);
    std::vector<float> logits(count);
    for (float& logit : logits) logit = normal(generator);
    return logits;
}

TokenId sampleCopy(std::vector<float> logits, std::int32_t tokenEnd, const SamplingOptions& options,
                   std::int64_t position) {
    return sampleToken(logits, tokenEnd, options, {}, position);
}

/// Softmax in double, written without the engine.
std::vector<double> softmax(const std::vector<float>& logits, double temperature) {
    const double best = *std::max_element(logits.begin(), logits.end());
    std::vector<double> p;
    for (const float logit : logits) p.push_back(std::exp((logit - best) / temperature));
    const double total = std::accumulate(p.begin(), p.end(), 0.0);
    for (double& value : p) value /= total;
    return p;
}

/// Pearson's chi-square of drawn counts, cells of less than 5 expected draws pooled; returns (statistic, degrees of
/// freedom).
std::pair<double, int> chiSquare(const std::vector<double>& p, const std::vector<int>& counts, int draws) {
    double statistic = 0, pooledExpected = 0, pooledCount = 0;
    int cells = 0;
    for (std::size_t i = 0; i < p.size(); ++i) {
        const double expected = p[i] * draws;
        if (expected < 5) {
            pooledExpected += expected;
            pooledCount += counts[i];
            continue;
        }
        statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
        ++cells;
    }
    if (pooledExpected > 1) {
        statistic += (pooledCount - pooledExpected) * (pooledCount - pooledExpected) / pooledExpected;
        ++cells;
    }
    return {statistic, cells - 1};
}

/// The chi-square value that is exceeded with probability 0.0001 (Wilson-Hilferty).
double chiSquareLimit(int degrees) {
    const double z = 3.719;
    const double a = 2.0 / (9.0 * degrees);
    return degrees * std::pow(1 - a + z * std::sqrt(a), 3);
}

TEST(SamplingTest, GreedyTakesTheLikeliestAndTheFirstOfEquals) {
    std::vector<float> logits = {1, 5, 3, 5};
    EXPECT_EQ(sampleToken(logits, 4, {}, {}, 0), TokenId{1});
}

TEST(SamplingTest, NeverDrawsBeyondTheTokenizersEnd) {
    std::vector<float> logits(100, 0.0f);
    for (std::size_t i = 60; i < 100; ++i) logits[i] = 50.0f;
    EXPECT_LT(toIndex(sampleCopy(logits, 60, {}, 0)), 60);
    SamplingOptions options;
    options.temperature = 2.0;
    for (std::int64_t position = 0; position < 2000; ++position)
        EXPECT_LT(toIndex(sampleCopy(logits, 60, options, position)), 60);
}

TEST(SamplingTest, DrawsFollowTheSoftmax) {
    constexpr int kDraws = 200000;
    std::mt19937_64 generator(20260301);
    for (const double temperature : {0.5, 1.0, 1.7}) {
        const std::vector<float> logits = randomLogits(generator, 24, 1.5f);
        const std::vector<double> p = softmax(logits, temperature);
        SamplingOptions options;
        options.temperature = temperature;
        options.seed = generator();
        std::vector<int> counts(logits.size());
        for (int i = 0; i < kDraws; ++i)
            ++counts[static_cast<std::size_t>(toIndex(sampleCopy(logits, 24, options, i)))];
        const auto [statistic, degrees] = chiSquare(p, counts, kDraws);
        EXPECT_LT(statistic, chiSquareLimit(degrees)) << "temperature " << temperature;
    }
}

TEST(SamplingTest, ADrawDependsOnSeedAndPositionOnly) {
    std::mt19937_64 generator(7);
    const std::vector<float> logits = randomLogits(generator, 500, 2.0f);
    SamplingOptions options;
    options.temperature = 1.0;
    options.seed = 99;
    std::vector<TokenId> forward, backward;
    for (int i = 0; i < 100; ++i) forward.push_back(sampleCopy(logits, 500, options, i));
    for (int i = 99; i >= 0; --i) backward.push_back(sampleCopy(logits, 500, options, i));
    std::reverse(backward.begin(), backward.end());
    EXPECT_EQ(forward, backward);
    options.seed = 100;
    std::vector<TokenId> otherSeed;
    for (int i = 0; i < 100; ++i) otherSeed.push_back(sampleCopy(logits, 500, options, i));
    EXPECT_NE(forward, otherSeed);
}

TEST(SamplingTest, PassingOverHopelessTokensChangesNoDraw) {
    // The same Gumbel-max over every token, without the shortcut.
    std::mt19937_64 generator(11);
    SamplingOptions options;
    options.temperature = 0.8;
    for (int trial = 0; trial < 50; ++trial) {
        const std::vector<float> logits = randomLogits(generator, 3000, 6.0f);
        options.seed = generator();
        double best = -1e300;
        std::int32_t winner = 0;
        for (std::int32_t token = 0; token < 3000; ++token) {
            const double value = logits[static_cast<std::size_t>(token)] / options.temperature +
                                 gumbelNoise(options.seed, trial, TokenId{token});
            if (value > best) {
                best = value;
                winner = token;
            }
        }
        EXPECT_EQ(sampleCopy(logits, 3000, options, trial), TokenId{winner});
    }
}

TEST(SamplingTest, TopPOfNearlyNothingIsGreedy) {
    std::mt19937_64 generator(5);
    SamplingOptions options;
    options.temperature = 1.0;
    options.topP = 0.0;
    for (int i = 0; i < 100; ++i) {
        const std::vector<float> logits = randomLogits(generator, 300, 1.0f);
        EXPECT_EQ(sampleCopy(logits, 300, options, i), sampleCopy(logits, 300, {}, i));
    }
}

TEST(GumbelNoiseTest, HasTheMeanAndVarianceOfAStandardGumbel) {
    constexpr int kDraws = 200000;
    double sum = 0, squares = 0;
    for (int i = 0; i < kDraws; ++i) {
        const double g = gumbelNoise(3, i / 100, TokenId{i % 100});
        sum += g;
        squares += g * g;
    }
    const double mean = sum / kDraws;
    EXPECT_NEAR(mean, 0.5772157, 0.02);                            // Euler's constant
    EXPECT_NEAR(squares / kDraws - mean * mean, 1.6449341, 0.04);  // pi^2 / 6
}

TEST(NormalisedEntropyTest, IsOneForEqualLogitsAndZeroForCertainty) {
    std::vector<float> logits(5000, -3.0f);
    EXPECT_NEAR(normalisedEntropy(logits, 5000), 1.0f, 1e-5f);
    logits[1234] = 200.0f;
    EXPECT_NEAR(normalisedEntropy(logits, 5000), 0.0f, 1e-6f);
}

TEST(NormalisedEntropyTest, AgreesWithTheDefinitionInDouble) {
    std::mt19937_64 generator(17);
    for (const float scale : {0.1f, 1.0f, 4.0f, 20.0f}) {
        const std::vector<float> logits = randomLogits(generator, 4099, scale);
        double entropy = 0;
        for (const double p : softmax(logits, 1.0)) entropy -= p > 0 ? p * std::log(p) : 0;
        EXPECT_NEAR(normalisedEntropy(logits, 4099), entropy / std::log(4099.0), 2e-6) << "scale " << scale;
    }
}

TEST(TokenOutlookTest, NamesTheLikeliestInTheirOrderWithTheirShares) {
    std::mt19937_64 generator(18);
    for (const std::size_t count : {std::size_t{3}, std::size_t{1025}, std::size_t{30'000}}) {
        const std::vector<float> logits = randomLogits(generator, count, 3.0f);
        const std::vector<double> shares = softmax(logits, 1.0);
        std::vector<std::size_t> order(count);
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return logits[a] > logits[b]; });
        const TokenOutlook outlook = tokenOutlook(logits, static_cast<std::int32_t>(count), kLikeliestTokens);
        EXPECT_EQ(outlook.normalisedEntropy, normalisedEntropy(logits, static_cast<std::int32_t>(count)));
        ASSERT_EQ(outlook.likeliest.size(), std::min<std::size_t>(count, kLikeliestTokens));
        for (std::size_t i = 0; i < outlook.likeliest.size(); ++i) {
            EXPECT_EQ(outlook.likeliest[i].token, TokenId{static_cast<std::int32_t>(order[i])}) << count;
            EXPECT_NEAR(outlook.likeliest[i].probability, shares[order[i]], 1e-5) << count;
        }
    }
}

TEST(TokenOutlookTest, BreaksTiesByTokenAndNamesNoneBehindTheTokens) {
    std::vector<float> logits(4000, 1.0f);
    logits[3999] = 9.0f;
    const TokenOutlook outlook = tokenOutlook(logits, 3999, 3);
    ASSERT_EQ(outlook.likeliest.size(), 3u);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(outlook.likeliest[static_cast<std::size_t>(i)].token, TokenId{i});
}

}  // namespace
}  // namespace msao::engine
