// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud_server/access/token_file.h"
#include "cloud_server/net/client_socket.h"
#include "cloud_server/session/incoming_question.h"
#include "cloud_server/session/prompt_preparer.h"

#include "msao/engine/answer_messages.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace msao::cloud {

class Client;

/// One answer as the network thread knows it: enough to begin it again when the model has forgotten it.
struct Answer {
    enum class Stage {
        Receiving,  // its modalities are coming
        Preparing,  // its prompt is read for the model
        Running,    // the model has it, and pages are promised
        Forgotten,  // its edge is gone and the pages were needed; it can be begun again
        Ended,
    };

    std::uint64_t number = 0;
    Stage stage = Stage::Receiving;
    Client* client = nullptr;  // null: parked until its edge comes back
    protocol::AnswerId wire;   // its name on the client's connection
    std::string tenant;
    Allowance allowance;

    std::optional<IncomingQuestion> incoming;
    SharedPrompt prompt;
    engine::AnswerOpening opening;
    std::int64_t promptTokens = 0;
    std::uint64_t promptHash = 0;
    std::vector<engine::TokenId> committed;

    std::vector<engine::DraftBatch> early;  // came while its prompt was prepared

    std::int64_t mediaBytes = 0;
    std::int64_t pages = 0;    // promised to it
    std::uint64_t ticket = 0;  // under which the preparer or the model speaks of it now
    std::stop_source stop;     // of its prefill
    bool isAnnounced = false;  // Opened was sent
    std::optional<protocol::Digest> resumeKey;

    Clock::time_point asked;  // its last byte had come
    Clock::time_point begun;  // handed to the model
    Clock::time_point parked;
    std::optional<Clock::time_point> draftsWaiting;  // since when the oldest drafts without a verdict wait
};

}  // namespace msao::cloud
