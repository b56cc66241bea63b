// SPDX-License-Identifier: Apache-2.0
#include "training/pass_queue.h"

#include <ATen/Parallel.h>

#include <utility>

namespace msao::training {

PassQueue::PassQueue(std::function<PackedBatch(std::int64_t pass)> make, std::int64_t firstPass, int threads, int ahead)
    : m_make(std::move(make)), m_ahead(ahead), m_next(firstPass), m_taken(firstPass) {
    for (int i = 0; i < threads; ++i) m_threads.emplace_back([this] { work(); });
}

PassQueue::~PassQueue() {
    {
        const std::lock_guard lock(m_mutex);
        m_isStopped = true;
    }
    m_changed.notify_all();
    for (std::thread& thread : m_threads) thread.join();
}

PackedBatch PassQueue::take(std::int64_t pass) {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return m_failure || m_ready.contains(pass); });
    if (m_failure) std::rethrow_exception(m_failure);
    PackedBatch batch = std::move(m_ready.extract(pass).mapped());
    ++m_taken;
    lock.unlock();
    m_changed.notify_all();
    return batch;
}

void PassQueue::work() {
    at::set_num_threads(1);  // belongs to the calling thread
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [&] { return m_isStopped || m_failure || m_next < m_taken + m_ahead; });
        if (m_isStopped || m_failure) return;
        const std::int64_t pass = m_next++;
        lock.unlock();
        try {
            PackedBatch batch = m_make(pass);
            lock.lock();
            m_ready.emplace(pass, std::move(batch));
        } catch (...) {
            lock.lock();
            m_failure = std::current_exception();
        }
        m_changed.notify_all();
    }
}

}  // namespace msao::training
