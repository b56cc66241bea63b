// SPDX-License-Identifier: Apache-2.0
#include "engine/decode/cpu/thread_team.h"

#include <algorithm>

namespace msao::engine {

namespace {

// About 50 microseconds: longer than any wait inside an undisturbed step, shorter than anyone notices.
constexpr int kSpins = 2000;

void pauseCore() {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#else
    std::this_thread::yield();
#endif
}

}  // namespace

ThreadTeam::ThreadTeam(int threads) : m_size(std::max(1, threads)) {
    for (int thread = 1; thread < m_size; ++thread) m_threads.emplace_back([this, thread] { serve(thread); });
}

ThreadTeam::~ThreadTeam() {
    m_ending.store(true);
    m_round.fetch_add(1);
    m_round.notify_all();
    for (std::thread& thread : m_threads) thread.join();
}

void ThreadTeam::run(const std::function<void(int)>& work) {
    m_work = &work;
    m_round.fetch_add(1);
    m_round.notify_all();
    work(0);
    barrier();
}

void ThreadTeam::barrier() {
    if (m_size == 1) return;
    const std::uint32_t round = m_barrierRound.load();
    if (m_arrived.fetch_add(1) + 1 == m_size) {
        m_arrived.store(0);
        m_barrierRound.fetch_add(1);
        m_barrierRound.notify_all();
        return;
    }
    waitWhileEqual(m_barrierRound, round);
}

void ThreadTeam::serve(int thread) {
    for (std::uint32_t round = 0;; ++round) {
        waitWhileEqual(m_round, round);
        if (m_ending.load()) return;
        (*m_work)(thread);
        barrier();
    }
}

void ThreadTeam::waitWhileEqual(const std::atomic<std::uint32_t>& value, std::uint32_t old) {
    for (int spin = 0; spin < kSpins; ++spin) {
        if (value.load(std::memory_order_acquire) != old) return;
        pauseCore();
    }
    value.wait(old);
}

void WorkQueue::fill(std::int64_t total, std::int64_t unit, std::int64_t largestPiece, int threads) {
    m_total = total;
    m_unit = unit;
    m_largest = std::max(unit, largestPiece / unit * unit);
    m_threads = threads;
    m_next.store(0, std::memory_order_relaxed);
}

WorkQueue::Piece WorkQueue::take() {
    std::int64_t begin = m_next.load(std::memory_order_relaxed);
    while (begin < m_total) {
        const std::int64_t fairShare = (m_total - begin) / (2 * m_threads) / m_unit * m_unit;
        const std::int64_t end = std::min(m_total, begin + std::clamp(fairShare, m_unit, m_largest));
        if (m_next.compare_exchange_weak(begin, end, std::memory_order_relaxed)) return {begin, end};
    }
    return {};
}

}  // namespace msao::engine
