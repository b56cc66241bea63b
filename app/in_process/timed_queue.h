// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace msao::app {

using SteadyTime = std::chrono::steady_clock::time_point;

inline SteadyTime steadyNow() {
    return std::chrono::steady_clock::now();
}

/// For whoever only ends when a message comes or it is stopped.
inline constexpr std::chrono::hours kLongWait{1};

/// Messages for one thread from any others, each with the time when it may be taken: a link's delay. Bounded: a sender
/// waits while the queue is full, until there is room or it is stopped.
template <typename Message>
class TimedQueue {
public:
    explicit TimedQueue(std::size_t capacity) : m_capacity(capacity) {}

    /// False: stopped, the message was dropped.
    bool push(Message message, SteadyTime at, std::stop_token stop) {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait(lock, stop, [this] { return m_entries.size() < m_capacity; })) return false;
        const auto later = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& e) { return e.at > at; });
        m_entries.insert(later, {at, std::move(message)});
        lock.unlock();
        m_changed.notify_all();
        return true;
    }

    /// The next message whose time has come; nothing after `until`, or when stopped.
    std::optional<Message> take(SteadyTime until, std::stop_token stop) {
        std::unique_lock lock(m_mutex);
        while (!stop.stop_requested()) {
            const SteadyTime now = steadyNow();
            if (!m_entries.empty() && m_entries.front().at <= now) {
                Message message = std::move(m_entries.front().message);
                m_entries.pop_front();
                lock.unlock();
                m_changed.notify_all();
                return message;
            }
            if (now >= until) return std::nullopt;
            const SteadyTime next = m_entries.empty() ? until : std::min(until, m_entries.front().at);
            const std::size_t known = m_entries.size();
            m_changed.wait_until(lock, stop, next, [&] { return m_entries.size() != known; });
        }
        return std::nullopt;
    }

    /// The next message whose time is `by` at the latest; it does not wait for one.
    std::optional<Message> takeDue(SteadyTime by) {
        std::unique_lock lock(m_mutex);
        if (m_entries.empty() || m_entries.front().at > by) return std::nullopt;
        Message message = std::move(m_entries.front().message);
        m_entries.pop_front();
        lock.unlock();
        m_changed.notify_all();
        return message;
    }

private:
    struct Entry {
        SteadyTime at;
        Message message;
    };
    const std::size_t m_capacity;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<Entry> m_entries;  // by time; guarded by m_mutex
};

}  // namespace msao::app
