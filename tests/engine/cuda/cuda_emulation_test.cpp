// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/cuda/cuda_emulation.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

namespace msao::emulation {
namespace {

TEST(CudaEmulationTest, ThreadsMeetAtABarrier) {
    std::vector<int> written(64, 0);
    int missed = 0;
    run({{1, 1, 1}, 64, 0, Schedule::Forward}, [&] {
        written[threadIdx.x] = 1;
        __syncthreads();
        for (const int one : written) missed += 1 - one;
    });
    EXPECT_EQ(missed, 0);
}

TEST(CudaEmulationTest, TheOrderOfThreadsShowsWhereABarrierIsMissing) {
    const auto lastWriter = [](Schedule schedule) {
        unsigned last = 0;
        run({{1, 1, 1}, 32, 0, schedule}, [&] { last = threadIdx.x; });
        return last;
    };
    EXPECT_NE(lastWriter(Schedule::Forward), lastWriter(Schedule::Backward));
}

TEST(CudaEmulationTest, ShufflesTradeValuesInsideAWarp) {
    std::vector<float> found(64);
    run({{1, 1, 1}, 64, 0, Schedule::Backward},
        [&] { found[threadIdx.x] = __shfl_xor_sync(0xFFFFFFFFu, static_cast<float>(threadIdx.x), 5); });
    for (unsigned i = 0; i < 64; ++i) EXPECT_EQ(found[i], static_cast<float>(i ^ 5u));
}

TEST(CudaEmulationTest, RefusesABarrierThatOnlySomeReach) {
    const auto kernel = [] {
        if (threadIdx.x < 3) {
            __shfl_xor_sync(0xFFFFFFFFu, 1.0f, 1);
        } else {
            __syncthreads();
        }
    };
    EXPECT_THROW(run({{1, 1, 1}, 32, 0, Schedule::Forward}, kernel), std::logic_error);
}

}  // namespace
}  // namespace msao::emulation
