// SPDX-License-Identifier: Apache-2.0
#include "evaluation/paper/memory_sides.h"

#include "engine/checkpoint/model_presets.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace msao::evaluation {
namespace {

const MemoryPoint& pointOf(const std::vector<MemoryPoint>& points, std::string_view who) {
    const auto found = std::ranges::find(points, who, &MemoryPoint::who);
    if (found == points.end()) ADD_FAILURE() << who;
    return found == points.end() ? points.front() : *found;
}

TEST(MemorySidesTest, WeightsAreThoseOfThePublishedCheckpoints) {
    // "total_size" in model.safetensors.index.json of Qwen2-VL-2B-Instruct and Qwen2.5-VL-7B-Instruct.
    EXPECT_EQ(modelMemory(engine::qwen2VL2B(), {}).weights, 4'417'971'200.0);
    EXPECT_EQ(modelMemory(engine::qwen25VL7B(), {}).weights, 16'584'333'312.0);
}

TEST(MemorySidesTest, TheCacheHoldsKeysAndValuesOfEveryTokenButPrunedOnes) {
    const engine::ModelConfig target = engine::qwen25VL7B();
    // 28 layers, 4 heads of 128 values, keys and values, two bytes each.
    EXPECT_EQ(modelMemory(target, {}).cache, (40.0 + 391 + 64) * 57'344);
    EXPECT_EQ(modelMemory(target, {}, 0.5).cache, (40.0 + 196 + 64) * 57'344);
    // 431 tokens of a prompt: the residual stream, its normed copy, gate and up.
    EXPECT_EQ(modelMemory(target, {}).activations, 431.0 * 2 * (2 * 3584 + 2 * 18944));
    // The tower's 1564 patches need more of the small model than its prompt does.
    EXPECT_EQ(modelMemory(engine::qwen2VL2B(), {}).activations, 1564.0 * 2 * (2 * 1280 + 5120));
}

TEST(MemorySidesTest, PerLlmSharesOneModelOut) {
    const std::vector<MemoryPoint> points = memorySides(0.5);
    const MemoryPoint& cut = pointOf(points, "perllm");
    const SideMemory whole = pointOf(points, "cloud-only").cloud;
    EXPECT_NEAR(cut.edge.weights + cut.cloud.weights, whole.weights, 1);
    EXPECT_NEAR(cut.edge.cache + cut.cloud.cache, whole.cache, 1);
    EXPECT_GT(cut.cloud.weights, cut.edge.weights);
}

TEST(MemorySidesTest, OnlyPruningMakesTheMethodSmallerThanBothModels) {
    const std::vector<MemoryPoint> points = memorySides(0.5);
    const MemoryPoint& whole = pointOf(points, "MSAO");
    const MemoryPoint& pruned = pointOf(points, "MSAO, pruned as planned");
    EXPECT_EQ(whole.edge.total(), pointOf(points, "edge-only").edge.total());
    EXPECT_EQ(whole.cloud.total(), pointOf(points, "cloud-only").cloud.total());
    EXPECT_LT(pruned.cloud.cache, whole.cloud.cache);
    EXPECT_LT(pruned.cloud.activations, whole.cloud.activations);
    EXPECT_EQ(pruned.edge.activations, whole.edge.activations) << "the probe looks at all of the picture";
    EXPECT_EQ(pruned.cloud.weights, whole.cloud.weights);
    EXPECT_EQ(memorySides(std::nullopt).size() + 1, points.size());
}

}  // namespace
}  // namespace msao::evaluation
