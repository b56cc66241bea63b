// SPDX-License-Identifier: Apache-2.0
#include "training/seen_softmax.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace msao::training {
namespace {

/// Two pictures of two rows of 21 tokens behind a prefix of 37; two heads of keys with three of queries each.
constexpr std::int64_t kPictures = 2, kKvHeads = 2, kRows = 2, kGroup = 3, kTokens = 21, kPrefix = 37;

SeenKeys seenKeys() {
    at::Tensor first = at::zeros({kPictures * kRows, kTokens}, at::kInt);
    first.narrow(1, 5, 9).fill_(5);
    first.narrow(1, 14, 7).fill_(14);
    first[2].zero_();
    return {first, kRows, kKvHeads, kGroup};
}

struct Outcome {
    RowScores chances;
    at::Tensor toPrefix, toOwn;  // gradients of the scores
};

Outcome softened(const RowScores& scores, const RowScores& weighting, at::ScalarType type) {
    const auto leaf = [&](const at::Tensor& x) { return x.to(type).detach().clone().requires_grad_(true); };
    const RowScores typed{leaf(scores.prefix), leaf(scores.own)};
    Outcome outcome;
    outcome.chances = seenSoftmax(typed, seenKeys(), 0.4);
    outcome.chances.prefix.mul(weighting.prefix.to(type))
        .sum()
        .add(outcome.chances.own.mul(weighting.own.to(type)).sum())
        .backward();
    outcome.toPrefix = typed.prefix.grad();
    outcome.toOwn = typed.own.grad();
    return outcome;
}

/// Values that a bfloat16 holds, so that both ways begin with the same.
RowScores noise(double scale) {
    const std::int64_t queries = kRows * kGroup * kTokens;
    const auto random = [&](at::IntArrayRef shape) {
        return at::randn(shape).mul(scale).to(at::kBFloat16).to(at::kFloat);
    };
    return {random({kPictures * kKvHeads, queries, kPrefix}),
            random({kPictures * kKvHeads * kRows, kGroup * kTokens, kTokens})};
}

double largestDifference(const at::Tensor& found, const at::Tensor& expected) {
    return found.to(at::kFloat).sub(expected).abs().max().item<double>();
}

TEST(SeenSoftmaxTest, TheFastWayGivesTheValuesAndGradientsOfTorch) {
    at::manual_seed(8);
    const RowScores scores = noise(6), weighting = noise(1);
    const Outcome fast = softened(scores, weighting, at::kBFloat16);
    const Outcome exact = softened(scores, weighting, at::kFloat);
    constexpr double kBfloat16Steps = 1.0 / 128;  // of chances, which are at most 1
    EXPECT_LT(largestDifference(fast.chances.prefix, exact.chances.prefix), kBfloat16Steps);
    EXPECT_LT(largestDifference(fast.chances.own, exact.chances.own), kBfloat16Steps);
    EXPECT_LT(largestDifference(fast.toPrefix, exact.toPrefix), kBfloat16Steps);
    EXPECT_LT(largestDifference(fast.toOwn, exact.toOwn), kBfloat16Steps);
    EXPECT_GT(exact.toOwn.abs().max().item<double>(), 0.1);
}

TEST(SeenSoftmaxTest, ChancesAddUpToOneAndLeaveOutWhatIsNotSeen) {
    at::manual_seed(9);
    const Outcome fast = softened(noise(20), noise(1), at::kBFloat16);
    const at::Tensor sums =
        fast.chances.prefix.to(at::kFloat).sum(-1).flatten().add(fast.chances.own.to(at::kFloat).sum(-1).flatten());
    EXPECT_LT(sums.sub(1).abs().max().item<double>(), 0.01);
    // The first block is of row 0: its token 16 sees places 14 to 16.
    const at::Tensor token = fast.chances.own[0][16];
    EXPECT_EQ(token.narrow(0, 0, 14).abs().sum().item<double>(), 0);
    EXPECT_EQ(token.narrow(0, 17, 4).abs().sum().item<double>(), 0);
}

}  // namespace
}  // namespace msao::training
