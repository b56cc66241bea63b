// SPDX-License-Identifier: Apache-2.0
// Every message, by who sends it. A side decodes only what the other may send.
#pragma once

#include "protocol/messages/drafting.h"
#include "protocol/messages/hello.h"
#include "protocol/messages/link.h"
#include "protocol/messages/open.h"
#include "protocol/messages/refusal.h"
#include "protocol/messages/session.h"

#include <variant>

namespace msao::protocol {

using EdgeMessage =
    std::variant<Hello, Open, ModalityChunk, Drafts, HiddenState, ModeChange, Cancel, Resume, Close, Heartbeat>;
using CloudMessage =
    std::variant<Challenge, HelloReply, Opened, VerdictMessage, Cancelled, Resumed, HeartbeatAck, Refused, Drain>;

}  // namespace msao::protocol
