// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "edge/link/cloud_link.h"
#include "edge/runtime/conversation_book.h"
#include "edge/runtime/draft_model.h"
#include "edge/runtime/running_answer.h"

#include "msao/engine/resource_meter.h"
#include "msao/engine/trace_sink.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace msao::edge {

class LowerHalf;
struct LowerPrompt;
struct SplitFault;

/// The edge's thread: the controller between the draft model and the cloud, and the trace. Lives in that thread; the
/// model has its own and is only sent calls.
class EdgeWorker : public QObject {
    Q_OBJECT

public:
    /// All outlive it. `lower` lives in the thread of `model`.
    EdgeWorker(engine::TraceSink& trace, DraftModel& model, LowerHalf& lower);

    void configure(const EdgeOptions& options);
    void ask(const AskedQuestion& asked);
    void stop(engine::RequestId request);
    void connectNow();
    /// From now on the link is as if it were this one, in mid-answer too: it breaks, and is made again.
    void emulate(const std::optional<protocol::LinkProfile>& profile);
    void watch(const WatchOptions& options);
    /// The source's newest picture; null: there is none.
    void see(const Frame& frame);
    /// A fact about the run that its owner knows, for the trace.
    void note(const std::string& name, const std::string& value);
    /// Nothing runs afterwards.
    void shutDown();

Q_SIGNALS:
    void linkChanged(const msao::edge::LinkState& state);
    void modelChanged(const msao::edge::ModelState& state);
    void answered(const msao::edge::AnswerReport& report);
    /// The probe has looked between answers, and seen so much change.
    void glanced(double gamma);

private:
    engine::TraceTime now() const { return std::chrono::steady_clock::now() - m_origin; }
    void record(engine::RequestId request, engine::TraceFact fact);
    bool isRunning(engine::RequestId request) const { return m_running && m_running->asked.request == request; }
    engine::EdgeAnswer* answer() { return m_running && m_running->answer ? &*m_running->answer : nullptr; }

    // What is run
    void reload(const EdgeOptions& options);
    void relink(const std::optional<CloudAddress>& cloud);
    void take(const ModelState& state);
    void take(const LoadedDraft& draft);
    void noteModel();
    void measureMachine();

    // Questions and answers
    void beginNext();
    bool mayBegin() const;
    CloudOutlook outlook() const;
    void take(const QuestionPrepared& prepared);
    void preparingFailed(const ModelFault& fault);
    void take(const TokenDrawn& drawn);
    void draftingFailed(const ModelFault& fault);
    engine::EdgeAnswerOptions answerOptions() const;
    void startDrafting();
    void refuse(const AskedQuestion& asked, const engine::Error& error);
    void abandon(const AskedQuestion& asked);
    void flush();
    void finish();

    // Conversations (edge_worker_conversation.cpp)
    Continuation continuationOf(const AskedQuestion& asked) const;
    void noteConversation();
    void noteReuse(std::int64_t tokens);
    void keepTurn(const RunningAnswer& ended);
    bool keepsSession();
    void nameForConversation();
    void sayAgain(protocol::Open& message, std::deque<protocol::PayloadSplitter>& payloads) const;

    // Mode perllm (edge_worker_split.cpp)
    bool isSplit() const;
    std::optional<engine::Error> whyNotSplit() const;
    void openSplit();
    void take(const LowerPrompt& prompt);
    void take(const protocol::HiddenState& state);
    void splitFailed(const SplitFault& fault);
    void noteStates(std::int64_t position, std::int64_t bytes);
    void readDrawn(const engine::Verdict& verdict);

    // The cloud
    void send(const engine::MessageToCloud& message);
    void open(const engine::AnswerOpening& opening);
    bool askCloud(const protocol::Open& message, std::deque<protocol::PayloadSplitter> payloads);
    void nameAnew();
    CloudLink* leaveCloud();
    void linkCame();
    void linkWent();
    void noteLink(const LinkState& state);
    void noteCloud(const protocol::CloudFigures& figures);
    void take(const protocol::CloudMessage& message, qint64 bytes);
    void on(const protocol::Opened& opened);
    void on(const protocol::Refused& refused);

    // Between answers
    void look();
    void take(const Glance& glance);

    engine::TraceSink& m_trace;
    DraftModel& m_model;
    LowerHalf& m_lower;
    const std::chrono::steady_clock::time_point m_origin = std::chrono::steady_clock::now();
    EdgeOptions m_options;
    std::stop_source m_stopLoading;
    ModelState m_modelState;
    std::optional<LoadedDraft> m_draft;
    std::optional<protocol::ModelFingerprint> m_draftIdentity;  // of the one that is or was there last
    std::unique_ptr<CloudLink> m_link;
    engine::LinkEstimated m_lastLink{{}, false};  // as the trace has it
    std::deque<AskedQuestion> m_waiting;
    std::optional<RunningAnswer> m_running;
    bool m_isFlushing = false;
    ConversationBook m_conversations;
    /// What the cloud has of a conversation, on this connection.
    struct KeptSession {
        ConversationId conversation = ConversationId::None;
        std::size_t turns = 0;
        protocol::AnswerId wire{};  // of the last of them
    };
    std::optional<KeptSession> m_kept;
    std::uint32_t m_lastSession = 0;
    std::uint64_t m_lastOrder = 0;
    QTimer m_tick{this};
    QTimer m_reopen{this};  // the cloud asked to come back with this answer later

    WatchOptions m_watch;
    Frame m_seen;
    std::optional<std::stop_source> m_looking;  // a look is under way
    QTimer m_nextLook{this};

    std::optional<engine::ResourceMeter> m_machine;
    QTimer m_measuring{this};
    std::optional<protocol::CloudFigures> m_cloudFigures;  // as the trace has them
};

}  // namespace msao::edge
