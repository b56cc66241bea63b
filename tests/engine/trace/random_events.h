// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/trace_event.h"

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace msao::tests {

/// A seed that is printed; MSAO_TEST_SEED=N repeats a run.
std::uint64_t testSeed();

/// An endless stream of events of all types with all fields drawn at random; times rise as in a run, with pauses. The
/// same seed gives the same stream.
class RandomEvents {
public:
    explicit RandomEvents(std::uint64_t seed) : m_random(seed) {}

    engine::TraceEvent next();
    std::vector<engine::TraceEvent> take(std::size_t count);

private:
    std::mt19937_64 m_random;
    engine::TraceTime m_time{0};
};

}  // namespace msao::tests
