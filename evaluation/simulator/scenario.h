// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/simulator/device_profile.h"
#include "evaluation/simulator/link_profile.h"
#include "evaluation/simulator/recorded_acceptance.h"
#include "msao/engine/edge_controller.h"
#include "msao/engine/mode.h"
#include "msao/engine/progress.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace msao::simulator {

/// One run: who takes part, over which link, in which mode. The virtual clock starts at 0.
struct Scenario {
    engine::Mode mode = engine::Mode::NeverIdle;
    DeviceProfile edge;
    DeviceProfile cloud;  // of each GPU
    LinkProfile link;
    double alpha = 0.8;
    std::optional<RecordedAcceptance> recorded = {};  // instead of alpha
    std::uint64_t seed = 1;

    std::uint32_t edges = 1;
    std::uint32_t gpus = 1;
    std::int32_t maxSessionsPerPass = 256;
    std::int32_t maxDraftsPerPass = 15;  // of one session

    std::int64_t answerTokens = 20000;
    double uploadBytes = 0;            // of a question's media: before the cloud has them, it computes nothing
    double thinkMs = 0;                // mean pause between two answers of one edge, exponential
    std::optional<double> durationMs;  // absent: one answer each
    double windowMs = 0;               // over 0: count tokens by window of time

    std::optional<engine::DraftPolicy> policy;    // absent: Fixed for sync, Adaptive for the others
    std::int32_t draftLength = 5;                 // policies Fixed and Paper
    double theta = 1;                             // policy Paper
    std::optional<std::int32_t> selfDraftLength;  // absent: the best for alpha
    std::optional<std::int32_t> cloudBudget;      // passes in a row without an accepted draft; absent: no limit
    bool cloudHoldsDraft = true;                  // mode adaptive: whether the cloud may draft for itself
};

struct RunReport {
    engine::Mode mode = engine::Mode::NeverIdle;
    double alpha = 0;
    double rttMs = 0;  // at the start
    double bitsPerSecond = 0;
    double seconds = 0;
    std::int64_t tokens = 0;
    std::int64_t answers = 0;
    double tokensPerSecond = 0;
    double cloudGpuMsPerToken = 0;
    double gpuUtilisation = 0;
    double verifiedRowsPerToken = 0;
    double edgeMsPerToken = 0;
    double bytesUp = 0;
    double bytesDown = 0;
    double edgeJoules = 0;
    double cloudJoules = 0;
    double medianFirstTokenMs = 0;  // over answers, asking to the first token
    double medianMsPerToken = 0;    // and to the end
    double p95MsPerToken = 0;
    std::uint64_t events = 0;
    engine::EdgeCounts counts;
    std::vector<std::int64_t> tokensPerWindow;
};

/// Plays the scenario with the engine's own controller and session. Fails when cancelled, and when a token is not the
/// target's.
engine::Result<RunReport> simulate(const Scenario& scenario, const engine::Progress& progress = {});

/// The most edges that one GPU serves with a 95th percentile of at most `msPerToken`; 0 if not even one.
engine::Result<std::uint32_t> sessionsPerGpu(Scenario scenario, double msPerToken,
                                             const engine::Progress& progress = {});

}  // namespace msao::simulator
