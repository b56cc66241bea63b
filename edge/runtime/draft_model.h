// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "edge/capture/frame_source.h"
#include "edge/runtime/edge_options.h"
#include "edge/runtime/edge_states.h"
#include "edge/runtime/question_preparer.h"

#include "msao/engine/drafter.h"
#include "msao/engine/trace_event.h"

#include <QObject>

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace msao::edge {

/// What a loaded draft model is, for the edge's thread: its tokenizer and configuration may be read by any thread.
struct LoadedDraft {
    std::shared_ptr<engine::Engine> engine;  // shared with an answer that still reads its tokenizer
    protocol::ModelFingerprint identity;
};

struct QuestionPrepared {
    engine::RequestId request = engine::RequestId::None;
    std::shared_ptr<const ReadyQuestion> question;
};

/// The draft model begins with a question.
struct PromptTaken {
    engine::RequestId request = engine::RequestId::None;
    std::int64_t reusedTokens = 0;  // of its conversation, that it has read already
};

struct TokenDrawn {
    engine::RequestId request = engine::RequestId::None;
    engine::DraftOrder order;
    engine::Draft draft;
    double draftMs = 0;
};

/// What the probe saw of a picture between questions.
struct Glance {
    std::optional<IdleLook> look;  // absent where it was stopped or could not look
    double ms = 0;
};

struct ModelFault {
    engine::RequestId request = engine::RequestId::None;
    engine::Error error;
};

/// The draft model at work: lives in the thread of its own, and is spoken to by queued calls. One answer at a time; of
/// the conversation that was answered last, what was read is kept.
class DraftModel : public QObject {
    Q_OBJECT

public:
    void load(const EdgeOptions& options, const std::stop_token& stop);
    void prepare(const AskedQuestion& asked, const Continuation& from, const CloudOutlook& cloud,
                 const std::stop_token& stop);
    /// Of the question that was prepared last: reads the prompt, piece by piece, and then carries out orders.
    void begin(engine::RequestId request, const std::stop_token& stop);
    /// Void if a newer order was announced meanwhile.
    void draft(engine::RequestId request, const engine::DraftOrder& order, std::uint64_t number);
    void end(engine::RequestId request);
    /// Between answers; glanced() follows in any case.
    void glance(const Frame& frame, const std::string& words, const std::stop_token& stop);

    /// Any thread: orders with smaller numbers need not be begun.
    void announceOrder(std::uint64_t number) { m_newest.store(number, std::memory_order_relaxed); }

Q_SIGNALS:
    void stateChanged(const msao::edge::ModelState& state);
    void loaded(const msao::edge::LoadedDraft& draft);
    void prepared(const msao::edge::QuestionPrepared& prepared);
    void preparingFailed(const msao::edge::ModelFault& fault);
    void promptTaken(const msao::edge::PromptTaken& taken);
    void drafted(const msao::edge::TokenDrawn& drawn);
    void draftingFailed(const msao::edge::ModelFault& fault);
    void glanced(const msao::edge::Glance& glance);

private:
    struct Order {
        engine::DraftOrder order;
        std::uint64_t number = 0;
    };
    struct Unread {  // what a drafter begins with
        engine::RequestId request = engine::RequestId::None;
        engine::Prompt prompt;
        std::optional<engine::EarlyFeatures> seen;
        engine::SamplingOptions sampling;
        ConversationId conversation = ConversationId::None;
        std::shared_ptr<const Conversation> before;                  // null: it stands at the beginning
        std::shared_ptr<const engine::PromptDescription> described;  // behind that
    };
    /// What the drafter has read: this many questions, the last one's answer as far as it was drafted.
    struct Read {
        ConversationId conversation = ConversationId::None;
        std::size_t questions = 0;
        bool operator==(const Read&) const = default;
    };
    engine::Status loadFrom(const EdgeOptions& options, const std::stop_token& stop, ModelState& state);
    engine::Status beginDrafter(Unread unread);
    void readPrompt(engine::RequestId request);
    void carryOut(const Order& order);
    void fail(const engine::Error& error);

    std::shared_ptr<engine::Engine> m_engine;
    std::unique_ptr<QuestionPreparer> m_preparer;
    std::optional<Unread> m_unread;
    std::optional<engine::Drafter> m_drafter;  // outlives its answer, in a conversation
    Read m_read;
    engine::RequestId m_request = engine::RequestId::None;
    std::stop_token m_stop;
    std::optional<Order> m_waiting;  // for the prompt to be read
    std::atomic<std::uint64_t> m_newest = 0;
};

}  // namespace msao::edge
