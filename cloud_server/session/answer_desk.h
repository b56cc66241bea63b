// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud_server/access/quota.h"
#include "cloud_server/server/metrics.h"
#include "cloud_server/session/answer.h"
#include "cloud_server/session/answer_backend.h"
#include "cloud_server/session/prompt_preparer.h"
#include "cloud_server/session/served_model.h"
#include "cloud_server/session/service_limits.h"

#include "protocol/messages/message.h"

#include <QObject>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace msao::cloud {

/// All answers of all clients: which may begin, who is told what, what is kept for whom. Lives in the network thread;
/// the model and the preparer have theirs.
class AnswerDesk : public QObject {
    Q_OBJECT

public:
    /// What the model refers to outlives this.
    AnswerDesk(const ServedModel& model, ServiceLimits limits, engine::PassLimits passLimits, Metrics& metrics);
    ~AnswerDesk() override;

    // Messages of a client that has logged in
    void take(Client& client, protocol::Open& message);
    void take(Client& client, protocol::ModalityChunk& message);
    void take(Client& client, protocol::Drafts& message);
    void take(Client& client, protocol::HiddenState& message);
    void take(Client& client, protocol::ModeChange& message);
    void take(Client& client, protocol::Cancel& message);
    void take(Client& client, protocol::Resume& message);
    void take(Client& client, protocol::Close& message);
    /// What it had is kept for a while.
    void clientGone(Client& client);

    void tick(Clock::time_point now);
    void drain() { m_isDraining = true; }

    /// Answers that a model holds though nobody waits for them: ended and kept for another question, or of edges that
    /// are gone.
    std::size_t restingAnswers() const;

    /// Answers that a connected client waits for.
    std::size_t runningAnswers() const;
    /// Whether one of them is this client's.
    bool isAwaitedBy(const Client& client) const;
    /// Answers that other clients wait for.
    double loadBeside(const Client& client) const;
    const ServiceLimits& limits() const { return m_limits; }

private:
    struct Conversation {
        protocol::RequestId lastRequest{};
        std::uint64_t answer = 0;  // its number; 0: none
        std::uint64_t kept = 0;    // of the one before, until another goes on from it
    };
    using ConversationKey = std::pair<Client*, protocol::SessionId>;
    using Conversations = std::map<ConversationKey, Conversation>;

    // Looking things up
    Answer* answerOf(Client& client, protocol::AnswerId id);
    Answer* byNumber(std::uint64_t number);
    Answer* byTicket(std::uint64_t ticket);
    bool isFormer(Client& client, protocol::AnswerId id) const;
    void refuse(Client& client, const Refusal& refusal, protocol::AnswerId id);

    // Beginning
    std::optional<Refusal> admit(Client& client, const protocol::Open& message);
    std::optional<Refusal> joinConversation(Client& client, const protocol::Open& message);
    std::optional<Refusal> makeRoomForMedia(std::int64_t bytes, const Client& client, protocol::SessionId session);
    void prepare(Answer& answer, QuestionSource source);
    void prepared(Preparation& preparation);
    void begin(Answer& answer, PreparedQuestion prepared);
    bool order(Answer& answer, PreparedQuestion& prepared, const Answer* former);
    bool makeRoom(const Answer& answer, std::int64_t pages, const Answer* former);
    void beginAgain(Answer& answer);
    AnswerBackend& backendOf(const Answer& answer) { return answer.isOnStandby ? *m_standby : m_main; }

    // Going on from an answer before (answer_conversation.cpp)
    void rest(Answer& answer);
    Answer* formerOf(const Answer& answer);
    void goOnFrom(Answer& answer, Answer& former);
    std::optional<Refusal> takeUp(Conversation& conversation, const protocol::Open& message);
    void dropKept(Conversation& conversation);

    // The model's reports
    AnswerModel::Listener listener(bool isOfStandby);
    void take(ModelReport& report, bool isOfStandby);
    void loseAll(bool ofStandby);
    /// The backend cannot go on with it at the moment.
    void abandon(Answer& answer);
    void abandonAll();
    Refusal cloudGone() const { return {protocol::RefusalCode::CloudFailed, m_limits.retryWhenGone}; }
    void goOnElsewhere(Answer& answer);
    void reply(Answer& answer, engine::CloudReply& reply);
    void tell(Answer& answer, const engine::CloudReply& reply, engine::Verdict verdict);
    void end(Answer& answer);
    void announce(Answer& answer, const engine::CloudReply& reply);
    void note(const Answer& answer, const engine::Verdict& verdict);
    std::int32_t draftsWanted() const;

    // Leaving and coming back
    void fail(Answer& answer, const Refusal& refusal);
    void forgetInModel(Answer& answer);
    void drop(Answer& answer);
    void endConversation(Conversations::iterator conversation);
    void park(Answer& answer);
    void evictParked();
    template <typename Condition>
    Answer* oldest(Condition condition);
    void evictPages(bool ofStandby);
    std::size_t parkedCount() const;
    std::optional<Refusal> checkResume(Client& client, const Answer& answer, const protocol::Resume& message) const;
    void attach(Client& client, Answer& answer, protocol::AnswerId id);
    void detach(Answer& answer);
    protocol::ResumeToken drawToken(Answer& answer);
    void stateAgain(Answer& answer, std::int64_t position);

    const TargetModel m_target;
    const ServiceLimits m_limits;
    const engine::PassLimits m_passLimits;
    Metrics& m_metrics;
    Quotas m_quotas;
    std::map<std::uint64_t, std::unique_ptr<Answer>> m_answers;  // by number
    std::map<std::uint64_t, std::uint64_t> m_tickets;            // to numbers
    std::map<protocol::Digest, std::uint64_t> m_resumeKeys;      // hashes of tokens, to numbers
    Conversations m_conversations;
    std::uint64_t m_lastNumber = 0;
    std::int64_t m_mediaBytes = 0;
    bool m_isDraining = false;
    PromptPreparer m_preparer;
    AnswerBackend m_main;
    std::optional<AnswerBackend> m_standby;
};

/// Of those that rest and are as `condition` says, the one that rests longest.
template <typename Condition>
Answer* AnswerDesk::oldest(Condition condition) {
    Answer* oldest = nullptr;
    for (const auto& entry : m_answers) {
        Answer& answer = *entry.second;
        if (!answer.isResting() || !condition(answer)) continue;
        if (oldest == nullptr || answer.resting < oldest->resting) oldest = &answer;
    }
    return oldest;
}

}  // namespace msao::cloud
