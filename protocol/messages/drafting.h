// SPDX-License-Identifier: Apache-2.0
// The traffic of every round while an answer is made.
#pragma once

#include "protocol/messages/ids.h"

#include "msao/engine/mode.h"
#include "msao/engine/speculation.h"

#include <QByteArray>

#include <cstdint>

namespace msao::protocol {

/// Edge -> cloud.
struct Drafts {
    AnswerId id = {};
    engine::DraftBatch batch = {};
    bool operator==(const Drafts&) const = default;
};

/// Edge -> cloud, mode perllm: what the edge's layers made of the token that the cloud has drawn last.
struct HiddenState {
    AnswerId id = {};
    std::int64_t position = 0;  // of the token that is drawn from it, in the answer
    QByteArray bytes = {};      // protocol/media/hidden_states.h
    bool operator==(const HiddenState&) const = default;
};

/// Cloud -> edge. The verdict carries the time of its step and the load.
struct VerdictMessage {
    AnswerId id = {};
    engine::Verdict verdict = {};
    std::uint64_t passBeganUs = 0;  // the target's pass, by the cloud's clock of HeartbeatAck; 0: there was none
    std::uint64_t passEndedUs = 0;
    double queueMs = 0;                   // the drafts waited for their step
    std::int32_t maxDrafts = 0;           // a batch should have now; 0: as agreed
    std::uint64_t acknowledgedBytes = 0;  // of this connection's messages, as many as the cloud has received
    bool operator==(const VerdictMessage&) const = default;
};

/// Edge -> cloud: the policy chose another mode in mid-answer.
struct ModeChange {
    AnswerId id = {};
    engine::Mode mode = engine::Mode::NeverIdle;
    std::int32_t selfDraftLength = 3;
    bool operator==(const ModeChange&) const = default;
};

}  // namespace msao::protocol
