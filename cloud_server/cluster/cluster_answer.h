// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud_server/cluster/step_question.h"
#include "cloud_server/model/model_orders.h"

#include "msao/engine/cloud_session.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace msao::cloud {

/// One answer that servers compute: its CloudSession says what is verified next, as it does for a model in this
/// process. No network and no clock in here.
class ClusterAnswer {
public:
    /// `session` with its names; the pictures are taken from the order.
    ClusterAnswer(const BeginAnswer& order, const std::vector<engine::TokenId>& endTokens, ClusterSession session);

    std::optional<engine::Verdict> receive(const engine::DraftBatch& batch);
    void receive(const engine::ModeChange& change);
    void connectionChanged(bool isConnected);

    bool wantsStep() const { return m_isConnected && (!m_speculation || m_speculation->wantsStep()); }
    /// What the servers are asked next, if anything; at most one question is under way.
    std::optional<StepQuestion> nextStep(std::int32_t maxDrafts);
    /// `drawn`: of every draft, and behind the last; or of what was wanted behind the prefix, one at least.
    std::vector<engine::Verdict> stepDone(std::span<const engine::TokenId> drawn, double stepMs, double otherSessions);
    /// What was drawn beyond the last question, as far as it is of use by now.
    std::vector<engine::Verdict> drawnAhead(double stepMs, double otherSessions);

    ClusterSession& session() { return m_session; }
    std::int64_t promptTokens() const { return m_promptTokens; }

private:
    void begin(std::vector<engine::TokenId> committed);
    std::vector<engine::Verdict> beginWith(engine::TokenId first);
    engine::Verdict committed(engine::Verdict verdict);
    bool decodesAlone() const;

    ClusterSession m_session;
    std::vector<engine::TokenId> m_sequence;  // the conversation with one pad a picture, then what is committed
    std::int64_t m_promptTokens = 0;          // of the conversation, pads expanded
    engine::CloudSessionOptions m_options;
    std::vector<engine::DraftBatch> m_early;  // came before the first token
    std::optional<engine::CloudSession> m_speculation;
    std::vector<engine::TokenId> m_ahead;  // drawn behind what is committed
    std::int64_t m_answered = 0;           // tokens of the answer
    bool m_isVerifying = false;            // drafts, in the question under way
    bool m_isConnected = true;
};

/// Names that nobody can guess, for a conversation.
ClusterSession newClusterSession();

}  // namespace msao::cloud
