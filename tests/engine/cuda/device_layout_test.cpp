// SPDX-License-Identifier: Apache-2.0
// Where rows, activations, keys and values lie on the device.
#include "engine/cuda/kv_layout.h"
#include "engine/cuda/row_order.h"
#include "engine/cuda/step_inputs.h"
#include "engine/cuda/weight_types.h"

#include <gtest/gtest.h>

#include <cstring>
#include <random>
#include <set>

namespace msao::engine {
namespace {

constexpr WeightType kTypes[] = {WeightType::F32, WeightType::BF16, WeightType::Int8, WeightType::Int4};

TEST(ActivationLayoutTest, GivesEveryColumnAPlaceOfItsOwnInsideTheRow) {
    for (const WeightType type : kTypes) {
        const ActivationLayout layout = activationLayout(type);
        for (const std::int64_t columns : {1, 31, 700, 1024, 3000}) {
            std::set<std::int64_t> places;
            for (std::int64_t c = 0; c < columns; ++c) places.insert(layout.position(c));
            EXPECT_EQ(static_cast<std::int64_t>(places.size()), columns);
            EXPECT_GE(*places.begin(), 0);
            EXPECT_LT(*places.rbegin(), layout.stride(columns));
        }
    }
}

TEST(ActivationLayoutTest, LetsNeighbouringLanesReadNeighbouringVectors) {
    for (const WeightType type : kTypes) {
        const ActivationLayout layout = activationLayout(type);
        for (std::int64_t lane = 0; lane < kWarpLanes; ++lane) {
            for (std::int64_t i = 0; i < layout.unit; ++i) {
                const std::int64_t vector = i / layout.vectorColumns;
                const std::int64_t expected =
                    (vector * kWarpLanes + lane) * layout.vectorColumns + i % layout.vectorColumns;
                EXPECT_EQ(layout.position(lane * layout.unit + i), expected);
            }
        }
    }
}

TEST(RowOrderTest, RotaryRowsNameEverySourceRowOnceAndKeepPairsTogether) {
    const RotaryRows order{6, 2, 10};
    std::set<std::pair<int, std::int64_t>> seen;
    for (std::int64_t row = 0; row < order.rows(); row += 2) {
        const SourceRow first = order.source(row);
        const SourceRow second = order.source(row + 1);
        EXPECT_EQ(first.matrix, second.matrix);
        EXPECT_EQ(first.row + 5, second.row);
        EXPECT_EQ(first.row % 10, order.dimensionOfPair(row / 2));
        seen.insert({first.matrix, first.row});
        seen.insert({second.matrix, second.row});
    }
    EXPECT_EQ(static_cast<std::int64_t>(seen.size()), order.rows());
    EXPECT_EQ(order.source(0), (SourceRow{0, 0}));
    EXPECT_EQ(order.source(60), (SourceRow{1, 0}));
    EXPECT_EQ(order.source(80), (SourceRow{2, 0}));
}

TEST(RowOrderTest, GateUpRowsStandTwoByTwo) {
    EXPECT_EQ(GateUpRows::rows(5), 12);
    EXPECT_EQ(GateUpRows::source(0), (SourceRow{0, 0}));
    EXPECT_EQ(GateUpRows::source(1), (SourceRow{0, 1}));
    EXPECT_EQ(GateUpRows::source(2), (SourceRow{1, 0}));
    EXPECT_EQ(GateUpRows::source(7), (SourceRow{1, 3}));
    EXPECT_EQ(GateUpRows::source(9), (SourceRow{0, 5}));  // behind the end: padding
}

TEST(KvLayoutTest, GivesEveryRowAPlaceOfItsOwnInWholeVectors) {
    const KvLayout layout = KvLayout::of(3, 26);
    EXPECT_EQ(layout.paddedHeadDim, 32);
    std::set<std::int64_t> places;
    for (PageId page = 0; page < 4; ++page) {
        for (const bool isValue : {false, true}) {
            for (std::int32_t head = 0; head < 3; ++head) {
                for (std::int32_t slot = 0; slot < kPageSlots; ++slot) {
                    places.insert(layout.offset(page, isValue, head, slot));
                }
            }
        }
    }
    EXPECT_EQ(places.size(), 4u * 2 * 3 * kPageSlots);
    for (const std::int64_t place : places) EXPECT_EQ(place % 32, 0);
    EXPECT_EQ(*places.rbegin() + layout.paddedHeadDim, 4 * layout.pageElements());
}

TEST(StepInputsTest, RowsOfOneSequenceShareItsPageList) {
    TextConfig config;
    config.headDim = 8;
    config.mropeSection = {1, 1, 2};
    KvPool pool(10);
    KvSequence first(pool);
    KvSequence second(pool);
    ASSERT_TRUE(first.extend(20));
    ASSERT_TRUE(second.extend(3));
    const DecodeRow rows[] = {
        {TokenId{5}, {0, 0, 0}, &first, 18}, {TokenId{6}, {1, 2, 3}, &second, 2}, {TokenId{7}, {0, 0, 0}, &first, 19}};
    const DecodeRow* const ordered[] = {&rows[0], &rows[1], &rows[2]};
    StepInputs inputs(config, pool.pageCount());
    ASSERT_TRUE(inputs.set(ordered));
    const RowInputs found = StepInputLayout::of(8, 10).rowInputs(inputs.bytes().data());
    EXPECT_EQ(found.tokens[2], 7);
    EXPECT_EQ(found.slots[0], 18);
    EXPECT_EQ(found.firstPages[0], found.firstPages[2]);
    EXPECT_EQ(found.pages[found.firstPages[0] + 1], first.pages()[1]);
    EXPECT_EQ(found.pages[found.firstPages[1]], second.pages()[0]);
    std::vector<float> cosines(4);
    std::vector<float> sines(4);
    RotaryEmbedding(config).angles({1, 2, 3}, cosines, sines);
    EXPECT_EQ(std::memcmp(found.rotary + 8, cosines.data(), 16), 0);
    EXPECT_EQ(std::memcmp(found.rotary + 12, sines.data(), 16), 0);
}

}  // namespace
}  // namespace msao::engine
