// SPDX-License-Identifier: Apache-2.0
#include "engine/model/attention.h"
#include "engine/model/attention_tally.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <numeric>

namespace msao::engine {
namespace {

struct Heads {
    at::Tensor query;
    KeyValues all;
};

Heads randomHeads(std::int64_t queries, std::int64_t keys) {
    at::manual_seed(20261121);
    return {at::randn({queries, 4, 8}), {at::randn({keys, 2, 8}), at::randn({keys, 2, 8})}};
}

TEST(AttentionTest, WeightsAreThoseThatTheFusedKernelMixesValuesBy) {
    for (const std::int64_t past : {0, 3}) {
        const Heads heads = randomHeads(5, 5 + past);
        const at::Tensor weights = attentionWeights(heads.query, heads.all.keys);
        const at::Tensor values = heads.all.values.repeat_interleave(2, 1).transpose(0, 1);
        const at::Tensor mixed = at::matmul(weights, values).transpose(0, 1).flatten(1);
        EXPECT_TRUE(at::allclose(mixed, causalAttention(heads.query, heads.all), 1e-5, 1e-6));
    }
}

TEST(AttentionTest, ATallyInPiecesIsTheTallyOfAll) {
    const Heads heads = randomHeads(9, 9);
    AttentionTally whole(9, 4);
    whole.add(heads.query, heads.all.keys, 0);
    AttentionTally pieces(9, 4);
    for (const std::int64_t first : {0, 3, 6}) {
        pieces.add(heads.query.narrow(0, first, 3), heads.all.keys.narrow(0, 0, first + 3), first);
    }
    const std::vector<float> expected = whole.mean();
    const std::vector<float> mean = pieces.mean();
    for (std::size_t t = 0; t < 9; ++t) EXPECT_NEAR(mean[t], expected[t], 1e-6);
    EXPECT_NEAR(std::accumulate(mean.begin(), mean.end(), 0.0), 1, 1e-6);
}

TEST(AttentionTest, NobodyThatLooksLeavesATallyOfNothing) {
    const Heads heads = randomHeads(3, 3);
    AttentionTally tally(3, 3);
    tally.add(heads.query, heads.all.keys, 0);
    EXPECT_EQ(tally.mean(), std::vector<float>(3));
}

}  // namespace
}  // namespace msao::engine
