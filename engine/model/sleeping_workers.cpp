// SPDX-License-Identifier: Apache-2.0
#include "engine/model/sleeping_workers.h"

#include "engine/model/worker_loop.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <condition_variable>
#include <latch>
#include <mutex>
#include <stop_token>
#include <thread>

namespace msao::engine {
namespace {

/// libgomp reads its environment (OMP_WAIT_POLICY) before main(), too early for us. But it hardly spins while it has
/// more threads than the machine has cores; a team that was made once and then rests counts among them.
class RestingTeam {
public:
    RestingTeam() : m_thread([this](const std::stop_token& stop) { rest(stop); }) { m_isMade.wait(); }

private:
    void rest(const std::stop_token& stop) {
        const auto cores = static_cast<int>(std::max(2U, std::thread::hardware_concurrency()));
        const int before = at::get_num_threads();
        at::set_num_threads(cores);
        workerLoop(cores, [](std::int64_t, std::int64_t) {});
        at::set_num_threads(before);  // what other threads begin with
        m_isMade.count_down();
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any().wait(lock, stop, [] { return false; });
    }

    std::latch m_isMade{1};
    std::jthread m_thread;  // libgomp keeps the team as long as the thread that made it
};

}  // namespace

void letWorkersSleep() {
    static const RestingTeam team;
}

}  // namespace msao::engine
