// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace msao::world {

/// Where a randomised test starts: MSAO_TEST_SEED, or a fixed number. Printed, so that a failure can be repeated.
inline std::uint64_t testSeed() {
    const char* given = std::getenv("MSAO_TEST_SEED");
    const std::uint64_t value = given ? std::strtoull(given, nullptr, 10) : 20261121;
    std::printf("MSAO_TEST_SEED=%llu\n", static_cast<unsigned long long>(value));
    return value;
}

}  // namespace msao::world
