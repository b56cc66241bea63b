// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "training/packed_batch.h"

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace msao::training {

/// Makes passes ahead of those who learn from them, on threads of its own. Any thread may take; each pass once.
/// `make` is called from several threads at a time; what it throws is thrown by take.
class PassQueue {
public:
    PassQueue(std::function<PackedBatch(std::int64_t pass)> make, std::int64_t firstPass, int threads, int ahead);
    PassQueue(const PassQueue&) = delete;
    PassQueue& operator=(const PassQueue&) = delete;
    ~PassQueue();

    /// Waits for pass `pass`. Passes more than `ahead` beyond the smallest that was not taken are not made yet, so they
    /// are taken in about their order.
    PackedBatch take(std::int64_t pass);

private:
    void work();

    const std::function<PackedBatch(std::int64_t)> m_make;
    const std::int64_t m_ahead;
    std::mutex m_mutex;  // guards all below
    std::condition_variable m_changed;
    std::map<std::int64_t, PackedBatch> m_ready;
    std::int64_t m_next;   // to be made
    std::int64_t m_taken;  // how many were taken, counted from the first pass
    std::exception_ptr m_failure;
    bool m_isStopped = false;
    std::vector<std::thread> m_threads;
};

}  // namespace msao::training
