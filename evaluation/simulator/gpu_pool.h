// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/simulator/event_queue.h"
#include "evaluation/simulator/scenario.h"
#include "evaluation/simulator/session_state.h"
#include "msao/engine/pass_plan.h"

#include <deque>
#include <vector>

namespace msao::simulator {

/// GPUs that serve the sessions assigned to them with continuous batching: whoever is ready when a pass begins is in
/// it.
class GpuPool {
public:
    GpuPool(const Scenario& scenario, EventQueue& events, std::vector<SessionState>& sessions);

    /// Queues the session if it has something to compute, and begins a pass where the GPU is idle.
    void offer(std::uint32_t session, double nowMs);
    void selfDraftingDone(std::uint32_t gpu, double nowMs);

    struct Outcome {
        std::uint32_t session = 0;
        engine::Verdict verdict;
    };
    /// What the pass drew. The next one begins at once, with those who are ready by then.
    std::vector<Outcome>& passDone(std::uint32_t gpu, double nowMs);
    void beginPass(std::uint32_t gpu, double nowMs);

    /// Of all GPUs together, up to a time that is not before any pass began: what is under way then is cut off.
    double busyMs(double untilMs) const;
    std::int64_t verifiedRows() const { return m_verifiedRows; }

private:
    struct SelfDrafting {
        std::uint32_t session = 0;
        std::size_t continues = 0;  // this many pending drafts
        std::int32_t wanted = 0;
        bool isPrefixRight = true;
    };
    struct Running {
        std::uint32_t session = 0;
        engine::CloudStep step;
    };
    struct Gpu {
        std::deque<std::uint32_t> ready;
        std::vector<std::uint32_t> batch;
        std::vector<std::int32_t> maxDrafts;  // of each in the batch
        std::vector<SelfDrafting> drafting;
        std::vector<Running> running;
        double passMs = 0;
        double busyUntilMs = 0;
        bool isBusy = false;
    };
    void gather(Gpu& gpu);
    void shareDraftSteps(Gpu& gpu);
    void shareRows(Gpu& gpu);
    void verify(std::uint32_t gpu, double nowMs);
    void occupy(Gpu& gpu, double nowMs, double durationMs);

    const Scenario& m_scenario;
    EventQueue& m_events;
    std::vector<SessionState>& m_sessions;
    std::vector<Gpu> m_gpus;
    std::vector<Outcome> m_outcomes;
    std::vector<engine::TokenId> m_drawn;
    std::vector<engine::PassCandidate> m_candidates;
    std::vector<std::int32_t> m_wanted;
    double m_passShare = 1;  // of the model that runs in the cloud: less when its first layers run at the edge
    double m_busyMs = 0;
    std::int64_t m_verifiedRows = 0;
};

}  // namespace msao::simulator
