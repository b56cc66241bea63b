// SPDX-License-Identifier: Apache-2.0
// The edge's half of one answer: the controller between the draft model and the messages to and from the cloud, and
// the facts of all that, for the trace.
#pragma once

#include "msao/engine/answer_messages.h"
#include "msao/engine/drafter.h"
#include "msao/engine/edge_controller.h"
#include "msao/engine/tokenizer.h"
#include "msao/engine/trace_sink.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace msao::engine {

struct EdgeAnswerOptions {
    RequestId request = RequestId::None;
    Mode askedMode = Mode::Msao;
    std::string question = {};              // for the trace
    EdgeControllerOptions controller = {};  // mode and draft policy as planned
    SamplingOptions sampling = {};
    std::int32_t tokenEnd = 0;         // ids from here on are no tokens: a verdict that states one is refused
    std::int32_t selfDraftLength = 3;  // asked of the cloud
    std::optional<std::int32_t> cloudBudget = {};
    std::int32_t likeliest = 0;                     // candidates of the target's that the trace is to state for a token
    std::optional<std::int64_t> promptTokens = {};  // of the edge's own sequence; the cloud's must have as many
    std::optional<std::uint64_t> promptHash = {};  // of what the cloud should have; if it has another, the answer fails
    std::shared_ptr<const PromptDescription> prompt = {};
    /// The size of a batch on the link, framing included, for the trace; by default that of a compact encoding.
    std::function<std::int64_t(const DraftBatch&)> bytesOnLink = {};
};

/// How a message came, for the trace.
struct MessageArrival {
    std::int64_t bytes = 0;
    std::optional<CloudTimes> cloud = {};
};

struct AnswerToken {
    TokenId token{};
    Provenance provenance = Provenance::Accepted;
    bool operator==(const AnswerToken&) const = default;
};

/// A step function over values: times are the caller's, and so are threads. After each call, what is to be sent and
/// what is to be drafted is taken. One thread uses it; the trace is written by it.
class EdgeAnswer {
public:
    EdgeAnswer(EdgeAnswerOptions options, const Tokenizer& tokenizer, TraceSink& trace);

    /// `isConnected` false: it begins without the cloud, and its tokens are unverified until linkRestored.
    void start(TraceTime now, bool isConnected = true);
    void receive(TraceTime now, const MessageToEdge& message, const MessageArrival& arrival = {});
    void drafted(TraceTime now, const DraftOrder& order, const Draft& draft, double draftMs);
    /// The draft model cannot go on (its memory is full, its file is gone): the cloud answers alone, if there is one.
    void draftingFailed(TraceTime now, const Error& error);
    void linkEstimated(TraceTime now, const LinkEstimate& estimate);
    void linkLost(TraceTime now);
    /// `hasSession` false: the cloud has forgotten the answer, and is told again what was asked.
    void linkRestored(TraceTime now, bool hasSession = true);
    void changeMode(TraceTime now, const ModeChange& change);
    /// Wanted a few times a second.
    void tick(TraceTime now);
    void cancel(TraceTime now);

    /// To be sent, in order. With the answer's end comes an AnswerClosing.
    std::vector<MessageToCloud> takeMessages();
    /// To be drafted next; makes orders taken before void.
    std::optional<DraftOrder> takeOrder();

    bool hasEnded() const { return m_outcome.has_value(); }
    std::optional<RequestOutcome> outcome() const { return m_outcome; }
    /// Why the answer failed, or the edge had to go on without its draft model.
    const std::optional<Error>& error() const { return m_error; }
    const std::vector<AnswerToken>& tokens() const { return m_tokens; }
    /// The answer's text; special tokens are no text.
    std::string text() const;
    const EdgeController& controller() const { return m_controller; }

private:
    void handle(TraceTime now, const EdgeEvent& event);
    void on(const AnswerOpened& opened);
    void on(const Verdict& verdict, const MessageArrival& arrival);
    Status check(const Verdict& verdict) const;
    std::vector<TokenProbability> named(std::vector<TokenProbability> likeliest) const;
    void obey(const DraftNext& command);
    void obey(SendBatch& command);
    void obey(RollBack& command);
    void obey(const EmitToken& command);
    void obey(const ReviseToken& command);
    void obey(const ThetaMoved& command);
    void obey(const EndAnswer& command);
    void open();
    void fail(Error error);
    template <typename Fact>
    void record(Fact fact);
    std::int64_t bytesOf(const DraftBatch& batch) const;

    EdgeAnswerOptions m_options;
    const Tokenizer& m_tokenizer;
    TraceSink& m_trace;
    EdgeController m_controller;
    TraceTime m_now{};
    std::vector<AnswerToken> m_tokens;   // emitted
    std::vector<TokenId> m_drafted;      // the answer as the draft model is to see it, drafts included
    std::optional<DraftOrder> m_order;   // not taken yet
    std::optional<Epoch> m_outstanding;  // epoch of the order taken last, or of m_order
    std::vector<MessageToCloud> m_messages;
    std::optional<RequestOutcome> m_outcome;
    std::optional<Error> m_error;
};

}  // namespace msao::engine
