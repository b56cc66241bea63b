// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/simulator/agreement.h"
#include "evaluation/simulator/link_channel.h"
#include "msao/engine/cloud_session.h"
#include "msao/engine/edge_controller.h"

#include <compare>
#include <deque>
#include <optional>

namespace msao::simulator {

/// What the edge's policy decided; it tells the cloud.
struct ModeDecision {
    engine::Mode mode = engine::Mode::NeverIdle;
    std::int32_t selfDraftLength = 0;
};

/// From what it was decided.
struct DecidedFrom {
    double rttMs = 0;
    double sessions = 1;  // that share the cloud's passes, this one included
    double acceptance = 0;
    auto operator<=>(const DecidedFrom&) const = default;
};

template <typename Content>
struct Message {
    Content content;
    std::uint32_t answer = 0;  // messages of an answer that has ended are dropped
    double sentMs = 0;
    std::optional<ModeDecision> decision = {};  // up only
};

/// One edge and its session in the cloud.
struct SessionState {
    std::uint32_t gpu = 0;
    Agreement agreement{0, 0};
    RandomStream random{0};
    std::optional<engine::EdgeController> edge;
    std::optional<engine::CloudSession> cloud;
    std::uint32_t answer = 0;
    double askedMs = 0;
    std::int64_t answerTokens = 0;  // emitted so far
    bool isAnswering = false;
    bool isAtCloud = false;  // the question, with its media

    // The draft model: one step at a time, and a step that was begun is finished.
    std::optional<engine::DraftNext> wanted;
    std::optional<engine::DraftNext> drafting;
    bool isDraftVoid = false;
    bool isPrefixRight = true;

    LinkChannel media;  // behind what is urgent, which takes next to nothing of the line
    LinkChannel up;
    LinkChannel down;
    std::deque<Message<engine::DraftBatch>> upMessages;
    std::deque<Message<engine::Verdict>> downMessages;
    double upDelayMs = 0;  // smoothed
    double downDelayMs = 0;
    double sharingSessions = 1;        // of the cloud's passes, as the last verdict has it
    std::int32_t selfDraftLength = 0;  // the policy's last word on it
    DecidedFrom decidedFrom = {};

    bool isQueued = false;  // for its GPU's next pass
};

}  // namespace msao::simulator
