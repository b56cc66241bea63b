// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <random>

namespace msao::edge {

struct ReconnectOptions {
    double firstMs = 250;
    double factor = 1.6;
    double jitter = 0.2;  // each wait is this share longer or shorter, so that edges do not come back in step
    double maxMs = 10'000;
};

/// When to try again. A state machine: what it answers depends on options, seed and calls alone.
class ReconnectPolicy {
public:
    ReconnectPolicy(ReconnectOptions options, std::uint64_t seed);

    /// An attempt failed, or the connection is gone: the next attempt comes after this.
    std::chrono::milliseconds nextWait();
    /// Logged in; the next loss begins with the shortest wait.
    void connected();
    /// The cloud goes away and said when to come back: within `window` after `wait`. Good for the next wait alone.
    void comeBack(std::chrono::milliseconds wait, std::chrono::milliseconds window);
    /// Behind comeBack(): another cloud may answer at the same address. The next wait is as after any loss, and the one
    /// after it, if that attempt was in vain, as the cloud asked.
    void tryAnotherFirst() { m_triesAnother = true; }

private:
    double uniform();

    ReconnectOptions m_options;
    std::mt19937_64 m_random;
    double m_waitMs;
    double m_leastMs = 0;  // of the next wait, as the cloud asked
    bool m_triesAnother = false;
};

}  // namespace msao::edge
