// SPDX-License-Identifier: Apache-2.0
// A model checker by chance. The seed is printed; MSAO_SEED repeats a run, MSAO_WORLDS changes how many are tried.
#include "tests/engine/speculation/interleaved_world.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <random>

namespace msao::engine::testing {
namespace {

std::uint64_t fromEnvironment(const char* name, std::uint64_t otherwise) {
    const char* value = std::getenv(name);
    return value == nullptr ? otherwise : std::strtoull(value, nullptr, 10);
}

TEST(InterleavingTest, TheAnswerIsTheTargetsOwnWhateverTheNetworkDoes) {
    const std::uint64_t seed = fromEnvironment("MSAO_SEED", std::random_device{}());
    const std::uint64_t worlds = fromEnvironment("MSAO_WORLDS", 100000);
    std::cout << "MSAO_SEED=" << seed << ", " << worlds << " worlds\n";
    std::int64_t actions = 0;
    for (std::uint64_t i = 0; i < worlds; ++i) {
        InterleavedWorld world(seed + i);
        world.run();
        ASSERT_EQ(world.fault(), "") << "repeat with MSAO_WORLDS=1 MSAO_SEED=" << seed + i;
        actions += world.actions();
    }
    std::cout << actions << " actions\n";
    EXPECT_GT(actions, static_cast<std::int64_t>(worlds));
}

}  // namespace
}  // namespace msao::engine::testing
