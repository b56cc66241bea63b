// SPDX-License-Identifier: Apache-2.0
#include "training/packed_attention.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace msao::training {
namespace {

constexpr std::int64_t kHeads = 4, kKvHeads = 2, kWidth = 8;

engine::KeyValues joined(const engine::KeyValues& own, std::int64_t prefix, std::int64_t first, std::int64_t count) {
    const auto both = [&](const at::Tensor& x) { return at::cat({x.narrow(0, 0, prefix), x.narrow(0, first, count)}); };
    return {both(own.keys), both(own.values)};
}

TEST(PackedAttentionTest, EveryTurnSeesWhatItWouldSeeAlone) {
    at::manual_seed(5);
    // One picture, two rows of six tokens: turns of four and two tokens, then one of five and padding.
    const PackedShape shape{1, 7, 2, 6};
    const at::Tensor turns = at::tensor({0, 0, 0, 0, 1, 1, 2, 2, 2, 2, 2, -1}, at::kInt).view({2, 6});
    const std::int64_t all = shape.prefixTotal() + shape.rowTotal();
    const at::Tensor query = at::randn({all, kHeads, kWidth});
    const engine::KeyValues own{at::randn({all, kKvHeads, kWidth}), at::randn({all, kKvHeads, kWidth})};
    const at::Tensor packed = PackedAttention(shape, turns, at::kFloat)(query, own);

    const engine::KeyValues prefix{own.keys.narrow(0, 0, 7), own.values.narrow(0, 0, 7)};
    EXPECT_TRUE(
        at::allclose(packed.narrow(0, 0, 7), engine::causalAttention(query.narrow(0, 0, 7), prefix), 1e-4, 1e-5));
    struct Turn {
        std::int64_t first, count;
    };
    for (const Turn turn : {Turn{7, 4}, Turn{11, 2}, Turn{13, 5}}) {
        const at::Tensor alone =
            engine::causalAttention(query.narrow(0, turn.first, turn.count), joined(own, 7, turn.first, turn.count));
        EXPECT_TRUE(at::allclose(packed.narrow(0, turn.first, turn.count), alone, 1e-4, 1e-5)) << turn.first;
    }
}

TEST(PackedAttentionTest, RowsAloneGetTheSameAsWithTheirPrefixes) {
    at::manual_seed(6);
    const PackedShape shape{3, 5, 2, 4};
    const at::Tensor turns = at::zeros({6, 4}, at::kInt);
    const std::int64_t all = shape.prefixTotal() + shape.rowTotal();
    const at::Tensor query = at::randn({all, kHeads, kWidth});
    const engine::KeyValues own{at::randn({all, kKvHeads, kWidth}), at::randn({all, kKvHeads, kWidth})};
    const PackedAttention attend(shape, turns, at::kFloat);
    const at::Tensor rows = attend(query.narrow(0, shape.prefixTotal(), shape.rowTotal()), own);
    EXPECT_TRUE(at::allclose(attend(query, own).narrow(0, shape.prefixTotal(), shape.rowTotal()), rows, 1e-5, 1e-6));
}

TEST(PackedAttentionTest, LooksAreTheFirstHeadsSoftmaxOverWhatIsSeen) {
    at::manual_seed(7);
    const PackedShape shape{2, 5, 2, 4};
    const at::Tensor turns = at::zeros({4, 4}, at::kInt);
    const std::int64_t all = shape.prefixTotal() + shape.rowTotal(), group = kHeads / kKvHeads;
    const at::Tensor query = at::randn({all, kHeads, kWidth});
    const engine::KeyValues own{at::randn({all, kKvHeads, kWidth}), at::randn({all, kKvHeads, kWidth})};
    const PackedAttention attend(shape, turns, at::kFloat);
    // The second picture's second row, its token 2: it sees its prefix and the row's first three tokens.
    const std::int64_t place = 8 + 4 + 2;
    Looks looked{at::tensor({place}, at::kLong), {}};
    EXPECT_TRUE(at::equal(attend(query, own, &looked), attend(query, own)));
    const at::Tensor looks = looked.chances;
    ASSERT_EQ(looks.sizes(), (std::vector<std::int64_t>{group, 5}));
    const at::Tensor keys = at::cat({own.keys.narrow(0, 5, 5), own.keys.narrow(0, shape.prefixTotal() + 12, 3)});
    for (std::int64_t head = 0; head < group; ++head) {
        const at::Tensor scores = at::mv(keys.select(1, 0), query[shape.prefixTotal() + place][head]);
        const at::Tensor chances = at::softmax(scores.div(std::sqrt(static_cast<double>(kWidth))), 0);
        EXPECT_TRUE(at::allclose(looks[head], chances.narrow(0, 0, 5), 1e-4, 1e-5));
    }
}

}  // namespace
}  // namespace msao::training
