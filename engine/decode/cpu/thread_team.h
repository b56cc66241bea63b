// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <thread>
#include <vector>

namespace msao::engine {

/// Threads that stay together for many short pieces of work. run() and barrier() wait by spinning for some
/// microseconds and then park, so an idle team costs nothing and a disturbed one does not burn its neighbour's core.
class ThreadTeam {
public:
    explicit ThreadTeam(int threads);  // at least 1; the caller of run() is one of them
    ThreadTeam(const ThreadTeam&) = delete;
    ThreadTeam& operator=(const ThreadTeam&) = delete;
    ~ThreadTeam();

    int size() const { return m_size; }

    /// Calls work(0) here and work(1...size-1) on the other threads; returns when all have returned. One caller at a
    /// time; `work` must not throw.
    void run(const std::function<void(int thread)>& work);

    /// Inside `work` only, by every thread: nobody goes on before all have arrived.
    void barrier();

private:
    void serve(int thread);
    static void waitWhileEqual(const std::atomic<std::uint32_t>& value, std::uint32_t old);

    int m_size;
    const std::function<void(int)>* m_work = nullptr;  // written before m_round is raised
    alignas(64) std::atomic<std::uint32_t> m_round{0};
    alignas(64) std::atomic<std::uint32_t> m_barrierRound{0};
    alignas(64) std::atomic<int> m_arrived{0};
    std::atomic<bool> m_ending{false};
    std::vector<std::thread> m_threads;
};

/// Hands out [0, total) in pieces to whoever comes first: large pieces while much is left, so that memory is read in
/// long streams, small ones at the end, so that a disturbed core holds nobody up.
class WorkQueue {
public:
    struct Piece {
        std::int64_t begin = 0;
        std::int64_t end = 0;
    };

    /// By one thread, before a barrier or run() publishes it. Pieces are multiples of `unit` but for the last.
    void fill(std::int64_t total, std::int64_t unit, std::int64_t largestPiece, int threads);
    /// An empty piece when nothing is left.
    Piece take();

private:
    alignas(64) std::atomic<std::int64_t> m_next{0};
    std::int64_t m_total = 0;
    std::int64_t m_unit = 1;
    std::int64_t m_largest = 1;
    int m_threads = 1;
};

}  // namespace msao::engine
