// SPDX-License-Identifier: GPL-3.0-or-later
// What reaches the edge's thread.
#pragma once

#include "app/in_process/timed_queue.h"
#include "msao/engine/cloud_answers.h"
#include "msao/engine/edge_answer.h"

#include <variant>

namespace msao::app {

struct FromCloud {
    engine::MessageToEdge message;
    engine::MessageArrival arrival;
};

struct DraftDone {
    engine::DraftOrder order;
    engine::Draft draft;
    double draftMs = 0;
};

struct DraftFailed {
    engine::Error error;
};

using EdgeEventArrived = std::variant<FromCloud, DraftDone, DraftFailed>;
struct DueEvent {
    EdgeEventArrived event;
    SteadyTime due{};  // in paced time it happens then, however late it is taken
};
using EdgeInbox = TimedQueue<DueEvent>;

/// False when stopped.
inline bool happen(EdgeInbox& inbox, EdgeEventArrived event, SteadyTime at, std::stop_token stop) {
    return inbox.push({std::move(event), at}, at, std::move(stop));
}

/// Every message of one side that is not taken yet: drafts ahead of the last verdict are bounded far below it.
inline constexpr std::size_t kInboxCapacity = 1024;

}  // namespace msao::app
