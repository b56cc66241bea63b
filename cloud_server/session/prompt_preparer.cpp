// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/session/prompt_preparer.h"

#include "cloud_server/session/question_reading.h"

#include <exception>
#include <new>
#include <utility>

namespace msao::cloud {
namespace {

/// Exceptions come from libraries and from memory.
std::variant<PreparedQuestion, Refusal> prepareSafely(QuestionSource source, const ModelReading& reading) {
    try {
        return readQuestion(std::move(source), reading);
    } catch (const std::bad_alloc&) {
        return Refusal{protocol::RefusalCode::OutOfMemory, std::chrono::milliseconds(1000)};
    } catch (const std::exception&) {
        return Refusal{protocol::RefusalCode::Internal};
    }
}

}  // namespace

PromptPreparer::PromptPreparer(const ModelReading& reading, std::size_t maxWaiting, Listener listener)
    : m_reading(reading), m_maxWaiting(maxWaiting), m_listener(std::move(listener)) {
    m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

PromptPreparer::~PromptPreparer() {
    m_thread.request_stop();
}

bool PromptPreparer::prepare(std::uint64_t number, QuestionSource source) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_jobs.size() >= m_maxWaiting) return false;
        m_jobs.push_back({number, std::move(source)});
    }
    m_hasJobs.notify_one();
    return true;
}

void PromptPreparer::forget(std::uint64_t number) {
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_jobs, [&](const Job& job) { return job.number == number; });
}

void PromptPreparer::run(const std::stop_token& stop) {
    while (true) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            if (!m_hasJobs.wait(lock, stop, [this] { return !m_jobs.empty(); })) return;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        m_listener({job.number, prepareSafely(std::move(job.source), m_reading)});
    }
}

}  // namespace msao::cloud
