// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/edge_answer.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <utility>

namespace msao::engine {
namespace {

constexpr std::int64_t kFrameBytes = 40;  // of a message around its tokens: WebSocket, TCP, IP
constexpr std::int64_t kTokenBytes = 3;   // a variable-length integer below 2^21

double millisecondsOf(TraceTime time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

/// Special tokens steer the model and are no text.
std::string textOf(const Tokenizer& tokenizer, TokenId token) {
    return tokenizer.isSpecial(token) ? std::string() : std::string(tokenizer.bytes(token));
}

}  // namespace

EdgeAnswer::EdgeAnswer(EdgeAnswerOptions options, const Tokenizer& tokenizer, TraceSink& trace)
    : m_options(std::move(options)), m_tokenizer(tokenizer), m_trace(trace), m_controller(m_options.controller) {}

template <typename Fact>
void EdgeAnswer::record(Fact fact) {
    m_trace.record({m_now, m_options.request, TraceFact(std::move(fact))});
}

void EdgeAnswer::handle(TraceTime now, const EdgeEvent& event) {
    if (hasEnded()) return;
    m_now = std::max(m_now, now);
    for (EdgeCommand& command : m_controller.handle(millisecondsOf(m_now), event))
        std::visit([this](auto& what) { obey(what); }, command);
}

void EdgeAnswer::start(TraceTime now, bool isConnected) {
    m_now = now;
    record(RequestStarted{m_options.askedMode, m_options.question, m_options.sampling,
                          static_cast<std::int32_t>(m_options.controller.maxNewTokens)});
    if (isConnected) open();
    handle(now, AnswerStarted{});
    if (!isConnected) linkLost(now);
}

/// Tokens that the cloud has stated already are told to it again: it may be another one, or the same after a restart.
void EdgeAnswer::open() {
    if (m_controller.mode() == Mode::EdgeOnly) return;
    AnswerOpening opening;
    opening.mode = m_controller.mode();
    opening.sampling = m_options.sampling;
    opening.maxNewTokens = static_cast<std::int32_t>(m_options.controller.maxNewTokens);
    opening.selfDraftLength = m_options.selfDraftLength;
    opening.cloudBudget = m_options.cloudBudget;
    opening.likeliest = m_options.likeliest;
    for (std::int64_t i = 0; i < m_controller.verifiedCount(); ++i)
        opening.committed.push_back(m_tokens[static_cast<std::size_t>(i)].token);
    opening.prompt = m_options.prompt;
    m_messages.emplace_back(std::move(opening));
}

void EdgeAnswer::receive(TraceTime now, const MessageToEdge& message, const MessageArrival& arrival) {
    if (hasEnded()) return;
    m_now = std::max(m_now, now);
    if (const auto* verdict = std::get_if<Verdict>(&message)) return on(*verdict, arrival);
    if (const auto* opened = std::get_if<AnswerOpened>(&message)) return on(*opened);
    fail(std::get<AnswerRefused>(message).error);
}

void EdgeAnswer::on(const AnswerOpened& opened) {
    if (m_options.promptTokens && *m_options.promptTokens != opened.promptTokens) {
        return fail({ErrorCode::ShapeMismatch, "edge and cloud make prompts of different lengths of one question: " +
                                                   std::to_string(*m_options.promptTokens) + " tokens at the edge, " +
                                                   std::to_string(opened.promptTokens) + " in the cloud"});
    }
    if (m_options.promptHash && opened.promptHash && *m_options.promptHash != *opened.promptHash) {
        fail(
            {ErrorCode::ShapeMismatch,
             "edge and cloud make different prompts of one question: tokens, positions, kept tokens or pixels differ"});
    }
}

void EdgeAnswer::on(const Verdict& verdict, const MessageArrival& arrival) {
    if (const Status checked = check(verdict); !checked) return fail(checked.error());
    VerdictArrived arrived{verdict, arrival.bytes, arrival.cloud};
    arrived.verdict.likeliest = named(std::move(arrived.verdict.likeliest));
    record(std::move(arrived));
    handle(m_now, verdict);
}

Status EdgeAnswer::check(const Verdict& verdict) const {
    const auto isToken = [this](TokenId token) { return toIndex(token) >= 0 && toIndex(token) < m_options.tokenEnd; };
    const bool areTokens = std::ranges::all_of(verdict.tokens, isToken) &&
                           std::ranges::all_of(verdict.likeliest, isToken, &TokenProbability::token);
    if (!areTokens || verdict.firstPosition < 0) {
        return Error{ErrorCode::InvalidArgument,
                     "the cloud's verdict states a token that is none: expected ids below " +
                         std::to_string(m_options.tokenEnd)};
    }
    const std::size_t tokens = std::max<std::size_t>(verdict.tokens.size(), 1);
    if (verdict.likeliest.size() % tokens == 0) return Done{};
    return Error{ErrorCode::InvalidArgument, "the cloud's verdict states " + std::to_string(verdict.likeliest.size()) +
                                                 " candidates for " + std::to_string(verdict.tokens.size()) +
                                                 " tokens: expected as many for each"};
}

/// Special tokens by their names: a candidate is no part of the text.
std::vector<TokenProbability> EdgeAnswer::named(std::vector<TokenProbability> likeliest) const {
    for (TokenProbability& candidate : likeliest) candidate.text = m_tokenizer.bytes(candidate.token);
    return likeliest;
}

void EdgeAnswer::drafted(TraceTime now, const DraftOrder& order, const Draft& draft, double draftMs) {
    const bool isWanted =
        m_outstanding && *m_outstanding == order.epoch && std::cmp_equal(order.answer.size(), m_drafted.size());
    if (!isWanted || hasEnded()) return;
    m_outstanding.reset();
    m_now = std::max(m_now, now);
    m_drafted.push_back(draft.token);
    record(TokenDrafted{order.epoch, order.position(), draft.token, draft.normalisedEntropy, draftMs,
                        named(draft.likeliest)});
    handle(now, DraftedToken{order.epoch, order.position(), draft.token, draft.normalisedEntropy, draftMs});
}

void EdgeAnswer::draftingFailed(TraceTime now, const Error& error) {
    if (hasEnded()) return;
    m_now = std::max(m_now, now);
    if (m_controller.mode() == Mode::EdgeOnly) return fail(error);
    m_error = error;
    record(ErrorReported{error.code, error.message});
    changeMode(now, {Mode::CloudOnly, 0});
}

void EdgeAnswer::linkEstimated(TraceTime now, const LinkEstimate& estimate) {
    if (hasEnded()) return;
    m_now = std::max(m_now, now);
    m_options.controller.link = estimate;
    record(LinkEstimated{estimate, true});
    handle(now, estimate);
}

void EdgeAnswer::linkLost(TraceTime now) {
    if (hasEnded()) return;
    m_now = std::max(m_now, now);
    record(LinkEstimated{m_options.controller.link, false});
    handle(now, LinkLost{});
}

void EdgeAnswer::linkRestored(TraceTime now, bool hasSession) {
    if (hasEnded()) return;
    m_now = std::max(m_now, now);
    record(LinkEstimated{m_options.controller.link, true});
    if (!hasSession) open();
    handle(now, LinkRestored{});
}

void EdgeAnswer::changeMode(TraceTime now, const ModeChange& change) {
    if (hasEnded() || m_controller.mode() == Mode::EdgeOnly || change.mode == Mode::EdgeOnly) return;
    m_options.selfDraftLength = change.selfDraftLength;
    m_messages.emplace_back(change);
    handle(now, ModeChosen{change.mode});
}

void EdgeAnswer::tick(TraceTime now) {
    handle(now, Ticked{});
}

void EdgeAnswer::cancel(TraceTime now) {
    handle(now, AnswerCancelled{});
}

void EdgeAnswer::obey(const DraftNext& command) {
    assert(std::cmp_equal(m_drafted.size(), command.position));
    m_order = DraftOrder{command.epoch, m_drafted};
    m_outstanding = command.epoch;
}

void EdgeAnswer::obey(SendBatch& command) {
    record(BatchSent{command.batch, command.reason, bytesOf(command.batch)});
    m_messages.emplace_back(std::move(command.batch));
}

void EdgeAnswer::obey(RollBack& command) {
    const auto position = static_cast<std::size_t>(command.position);
    m_drafted.resize(std::min(m_drafted.size(), position));
    m_drafted.insert(m_drafted.end(), command.corrections.begin(), command.corrections.end());
    // Shown tokens behind the position are withdrawn; the one at it will be revised, if there is another.
    const std::size_t shown = position + (command.corrections.empty() ? 0 : 1);
    m_tokens.resize(std::min(m_tokens.size(), shown));
    m_order.reset();
    m_outstanding.reset();
    record(RolledBack{command.epoch, command.position, std::move(command.discarded)});
}

void EdgeAnswer::obey(const EmitToken& command) {
    assert(std::cmp_equal(m_tokens.size(), command.position));
    m_tokens.push_back({command.token, command.provenance});
    record(TokenEmitted{command.position, command.token, command.provenance, textOf(m_tokenizer, command.token)});
}

void EdgeAnswer::obey(const ReviseToken& command) {
    m_tokens[static_cast<std::size_t>(command.position)] = {command.token, command.provenance};
    record(TokenRevised{command.position, command.token, command.provenance, textOf(m_tokenizer, command.token)});
}

void EdgeAnswer::obey(const ThetaMoved& command) {
    record(command);
}

void EdgeAnswer::obey(const EndAnswer& command) {
    m_outcome = command.outcome;
    m_order.reset();
    m_outstanding.reset();
    record(RequestEnded{command.outcome, static_cast<std::int64_t>(m_tokens.size())});
    if (m_controller.mode() != Mode::EdgeOnly) m_messages.emplace_back(AnswerClosing{});
}

void EdgeAnswer::fail(Error error) {
    // What was shown and never verified counts as such; what else the controller would do is said below.
    m_controller.handle(millisecondsOf(m_now), AnswerCancelled{});
    record(ErrorReported{error.code, error.message});
    m_error = std::move(error);
    m_messages.clear();
    m_messages.emplace_back(AnswerClosing{});
    m_outcome = RequestOutcome::Failed;
    m_order.reset();
    m_outstanding.reset();
    record(RequestEnded{RequestOutcome::Failed, static_cast<std::int64_t>(m_tokens.size())});
}

std::vector<MessageToCloud> EdgeAnswer::takeMessages() {
    return std::exchange(m_messages, {});
}

std::optional<DraftOrder> EdgeAnswer::takeOrder() {
    return std::exchange(m_order, std::nullopt);
}

std::string EdgeAnswer::text() const {
    std::vector<TokenId> ids;
    for (const AnswerToken& token : m_tokens) ids.push_back(token.token);
    return m_tokenizer.decode(ids);
}

std::int64_t EdgeAnswer::bytesOf(const DraftBatch& batch) const {
    if (m_options.bytesOnLink) return m_options.bytesOnLink(batch);
    return kFrameBytes + kTokenBytes * static_cast<std::int64_t>(batch.tokens.size());
}

}  // namespace msao::engine
