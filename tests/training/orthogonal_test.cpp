// SPDX-License-Identifier: Apache-2.0
#include "training/orthogonal.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace msao::training {
namespace {

class OrthogonalTest : public testing::TestWithParam<std::pair<int, int>> {};

TEST_P(OrthogonalTest, BringsAllSingularValuesNearOneAndKeepsTheirDirections) {
    at::manual_seed(4);
    const auto [rows, columns] = GetParam();
    const at::Tensor matrix = at::randn({rows, columns}).mul(1e-4);
    const at::Tensor found = orthogonalised(matrix);
    ASSERT_EQ(found.sizes(), matrix.sizes());
    const auto [u, values, v] = at::linalg_svd(found, false);
    EXPECT_LT(values.max().item<double>(), 1.4);
    EXPECT_GT(values.median().item<double>(), 0.6);
    const auto [ofU, ofValues, ofV] = at::linalg_svd(matrix, false);
    const at::Tensor exact = at::mm(ofU, ofV);
    const double cosine = found.mul(exact).sum().div(found.norm().mul(exact.norm())).item<double>();
    EXPECT_GT(cosine, 0.9);
}

INSTANTIATE_TEST_SUITE_P(Shapes, OrthogonalTest,
                         testing::Values(std::pair{64, 64}, std::pair{48, 128}, std::pair{128, 48}));

}  // namespace
}  // namespace msao::training
