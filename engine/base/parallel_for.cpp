// SPDX-License-Identifier: Apache-2.0
#include "engine/base/parallel_for.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace msao::engine {
namespace {

/// What the threads of one call share.
class Job {
public:
    Job(std::size_t count, std::stop_token stop, const std::function<Status(std::size_t)>& work)
        : m_count(count), m_stop(std::move(stop)), m_work(work) {}

    /// Does one item; false when none is left or all should end.
    bool runOne() {
        if (m_failed || m_next >= m_count) return false;
        if (m_stop.stop_requested()) return fail({ErrorCode::Cancelled, "stopped before it was finished"});
        const std::size_t item = m_next++;
        if (item >= m_count) return false;
        const Status status = guarded(item);
        if (!status) return fail(status.error());
        return true;
    }

    double fraction() const { return std::min(1.0, static_cast<double>(m_next) / static_cast<double>(m_count)); }

    Status outcome() {
        if (m_error) return *m_error;
        return Done{};
    }

private:
    /// A thread's entry: exceptions of the standard library end here.
    Status guarded(std::size_t item) {
        try {
            return m_work(item);
        } catch (const std::bad_alloc&) {
            return Error{ErrorCode::OutOfMemory, "not enough memory"};
        } catch (const std::exception& exception) {
            return Error{ErrorCode::Internal, exception.what()};
        }
    }

    bool fail(Error error) {
        const std::lock_guard lock(m_mutex);
        if (!m_error) m_error = std::move(error);
        m_failed = true;
        return false;
    }

    const std::size_t m_count;
    const std::stop_token m_stop;
    const std::function<Status(std::size_t)>& m_work;
    std::atomic<std::size_t> m_next = 0;
    std::atomic<bool> m_failed = false;
    std::mutex m_mutex;  // guards m_error
    std::optional<Error> m_error;
};

}  // namespace

Status parallelFor(std::size_t count, int threads, const Progress& progress, std::string_view what,
                   const std::function<Status(std::size_t)>& work) {
    const std::size_t wanted =
        threads > 0 ? static_cast<std::size_t>(threads) : std::max(1u, std::thread::hardware_concurrency());
    Job job(count, progress.stop, work);
    {
        std::vector<std::jthread> helpers;
        for (std::size_t i = 1; i < std::min(wanted, count); ++i) {
            helpers.emplace_back([&job] {
                while (job.runOne()) {
                }
            });
        }
        while (job.runOne()) progress.report(job.fraction(), what);
    }
    return job.outcome();
}

}  // namespace msao::engine
