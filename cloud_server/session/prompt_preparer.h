// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud_server/session/known_question.h"
#include "cloud_server/session/refusal.h"
#include "cloud_server/session/served_model.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <variant>

namespace msao::cloud {

struct Preparation {
    std::uint64_t number = 0;
    std::variant<PreparedQuestion, Refusal> outcome;
};

/// Tokenizes and decodes pictures on a thread of its own, so that neither a socket nor a pass waits for them.
class PromptPreparer {
public:
    /// Called on the preparer's thread.
    using Listener = std::function<void(Preparation)>;

    /// What `reading` refers to outlives this.
    PromptPreparer(const ModelReading& reading, std::size_t maxWaiting, Listener listener);
    PromptPreparer(const PromptPreparer&) = delete;
    PromptPreparer& operator=(const PromptPreparer&) = delete;
    ~PromptPreparer();

    /// False: too many are waiting already.
    bool prepare(std::uint64_t number, QuestionSource source);
    /// Not wanted any more. It may come all the same.
    void forget(std::uint64_t number);

private:
    struct Job {
        std::uint64_t number = 0;
        QuestionSource source;
    };
    void run(const std::stop_token& stop);

    const ModelReading m_reading;
    std::size_t m_maxWaiting;
    Listener m_listener;
    std::mutex m_mutex;
    std::condition_variable_any m_hasJobs;
    std::deque<Job> m_jobs;  // guarded by m_mutex
    std::jthread m_thread;
};

}  // namespace msao::cloud
