// SPDX-License-Identifier: Apache-2.0
// Products of bfloat16, however this processor takes them, against float64.
#include "engine/model/half_products.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <random>

namespace msao::engine {
namespace {

at::Tensor half(at::IntArrayRef shape) {
    return at::randn(shape).to(at::kBFloat16);
}

/// One rounding of what comes out, and sums of another order before it.
void expectRounded(const at::Tensor& product, const at::Tensor& exact) {
    ASSERT_EQ(product.scalar_type(), at::kBFloat16);
    ASSERT_EQ(product.sizes(), exact.sizes());
    const at::Tensor error = product.to(at::kDouble).sub(exact).abs();
    EXPECT_TRUE(error.le(exact.abs().mul(1.0 / 256).add(1e-4)).all().item<bool>()) << error.max().item<double>();
}

class HalfProductsTest : public testing::TestWithParam<bool> {
protected:
    void SetUp() override {
        const unsigned seed = std::random_device{}();
        std::printf("seed %u\n", seed);
        at::manual_seed(seed);
    }
    c10::AutoGradMode m_mode{GetParam()};
};

TEST_P(HalfProductsTest, AreTheExactOnesRounded) {
    const at::Tensor x = half({7, 300}), weight = half({1000, 300}), bias = half({1000});
    const at::Tensor exact = at::linear(x.to(at::kDouble), weight.to(at::kDouble));
    expectRounded(linearProduct(x, weight), exact);
    expectRounded(linearProduct(x, weight, bias), exact.add(bias.to(at::kDouble)));
    expectRounded(linearProduct(x.view({7, 1, 300}), weight), exact.view({7, 1, 1000}));
}

/// Both longer than what is taken at a time, and no multiple of it.
TEST_P(HalfProductsTest, AreWholeForLargeWeights) {
    const at::Tensor weight = half({4099, 1024}), bias = half({4099});
    for (const std::int64_t tokens : {3, 131, 260}) {
        const at::Tensor x = half({tokens, 1024});
        expectRounded(linearProduct(x, weight, bias),
                      at::linear(x.to(at::kDouble), weight.to(at::kDouble), bias.to(at::kDouble)));
    }
}

TEST_P(HalfProductsTest, GoBatchByBatch) {
    const at::Tensor a = half({5, 6, 32}), b = half({5, 32, 9}), sum = half({5, 6, 9});
    const at::Tensor exact = at::bmm(a.to(at::kDouble), b.to(at::kDouble));
    expectRounded(batchedProduct(a, b), exact);
    expectRounded(batchedProduct(sum, a, b), exact.add(sum.to(at::kDouble)));
}

TEST_P(HalfProductsTest, OfFloat32StayWhatTheyAre) {
    const at::Tensor x = at::randn({4, 50}), weight = at::randn({20, 50});
    EXPECT_TRUE(at::equal(linearProduct(x, weight), at::linear(x, weight)));
}

INSTANTIATE_TEST_SUITE_P(WithAndWithoutGradients, HalfProductsTest, testing::Bool());

TEST(HalfProductGradientsTest, AreThoseOfTheExactProduct) {
    at::manual_seed(3);
    const at::Tensor x = half({6, 40}), weight = half({12, 40}), slope = half({6, 12});
    const at::Tensor leafX = x.clone().requires_grad_(true), leafWeight = weight.clone().requires_grad_(true);
    linearProduct(leafX, leafWeight).backward(slope);
    expectRounded(leafX.grad(), at::mm(slope.to(at::kDouble), weight.to(at::kDouble)));
    expectRounded(leafWeight.grad(), at::mm(slope.to(at::kDouble).t(), x.to(at::kDouble)));
}

}  // namespace
}  // namespace msao::engine
