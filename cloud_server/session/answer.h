// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud_server/access/token_file.h"
#include "cloud_server/net/client_socket.h"
#include "cloud_server/session/incoming_question.h"
#include "cloud_server/session/known_question.h"

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
        Ended,      // and kept for another question, if one may follow
    };

    std::uint64_t number = 0;
    Stage stage = Stage::Receiving;
    Client* client = nullptr;  // null: parked until its edge comes back
    protocol::AnswerId wire;   // its name on the client's connection
    std::string tenant;
    Allowance allowance;

    std::optional<IncomingQuestion> incoming;
    bool continues = false;  // the answer that its conversation keeps
    KnownQuestion question;
    engine::AnswerOpening opening;
    std::int64_t promptTokens = 0;  // of the whole conversation
    std::int64_t reusedTokens = 0;  // of them, not read again
    std::int32_t nextPosition = 0;  // behind the prompt
    std::uint64_t promptHash = 0;
    protocol::Digest conversation{};  // before its prompt
    std::vector<engine::TokenId> committed;

    std::vector<engine::DraftBatch> early;       // came while its prompt was prepared
    std::vector<engine::DraftBatch> unanswered;  // the model has them, and no verdict has judged all of them

    std::int64_t mediaBytes = 0;
    std::int64_t pages = 0;     // promised to it; 0: the model does not have it
    bool keepsSession = false;  // the model was told to, when it has ended
    bool isOnStandby = false;   // computed there from now on to its end
    std::uint64_t ticket = 0;   // under which the preparer or the model speaks of it now
    std::stop_source stop;      // of its prefill
    bool isAnnounced = false;   // Opened was sent
    std::optional<protocol::Digest> resumeKey;

    Clock::time_point asked;                         // its last byte had come
    Clock::time_point begun;                         // handed to the model
    Clock::time_point resting;                       // since then nobody waits for it
    protocol::HiddenFormat hidden = {};              // of one that is split
    bool owesState = false;                          // its edge, to one that is split
    std::optional<Clock::time_point> draftsWaiting;  // since when the oldest drafts without a verdict wait

    /// Of mode perllm: its edge has a part of it, and without that edge nothing goes on.
    bool isSplit() const { return opening.mode == engine::Mode::PerLlm; }
    bool isParked() const { return client == nullptr; }
    /// Nobody waits for it: what it has may be given to others.
    bool isResting() const { return isParked() || stage == Stage::Ended; }
};

/// Where another question goes on; of an answer that has ended.
ConversationEnd endOf(const Answer& ended);
/// All that was asked and answered up to its end, and then `prompt`.
KnownQuestion behind(const Answer& ended, SharedPrompt prompt);

}  // namespace msao::cloud
