// SPDX-License-Identifier: Apache-2.0
// Messages of clients, and how an answer begins. What the model says is in answer_replies.cpp, how answers leave and
// come back in answer_parking.cpp.
#include "cloud_server/session/answer_desk.h"

#include "cloud_server/session/client.h"

#include "protocol/identity/login.h"

#include <algorithm>
#include <utility>

namespace msao::cloud {

using protocol::RefusalCode;

namespace {

/// An edge sends no more before a verdict.
constexpr std::size_t kMaxEarlyBatches = 256;

}  // namespace

AnswerDesk::AnswerDesk(const ServedModel& model, ServiceLimits limits, engine::PassLimits passLimits, Metrics& metrics)
    : m_target(model.target),
      m_limits(limits),
      m_passLimits(passLimits),
      m_metrics(metrics),
      m_preparer(model.reading, static_cast<std::size_t>(limits.questionsInPreparation),
                 [this](Preparation preparation) {
                     auto shared = std::make_shared<Preparation>(std::move(preparation));
                     QMetaObject::invokeMethod(
                         this, [this, shared] { prepared(*shared); }, Qt::QueuedConnection);
                 }),
      m_main(model.main, listener(false)) {
    if (model.standby) m_standby.emplace(*model.standby, listener(true));
}

AnswerDesk::~AnswerDesk() {
    for (const auto& entry : m_answers) entry.second->stop.request_stop();
}

// Looking things up

Answer* AnswerDesk::byNumber(std::uint64_t number) {
    const auto found = m_answers.find(number);
    return found == m_answers.end() ? nullptr : found->second.get();
}

Answer* AnswerDesk::byTicket(std::uint64_t ticket) {
    const auto found = m_tickets.find(ticket);
    return found == m_tickets.end() ? nullptr : byNumber(found->second);
}

Answer* AnswerDesk::answerOf(Client& client, protocol::AnswerId id) {
    const auto conversation = m_conversations.find({&client, id.session});
    if (conversation == m_conversations.end()) return nullptr;
    Answer* answer = byNumber(conversation->second.answer);
    return answer != nullptr && answer->wire == id ? answer : nullptr;
}

/// Messages about an answer that has been cancelled meanwhile are no mistake.
bool AnswerDesk::isFormer(Client& client, protocol::AnswerId id) const {
    const auto conversation = m_conversations.find({&client, id.session});
    return conversation != m_conversations.end() && id.request <= conversation->second.lastRequest;
}

void AnswerDesk::refuse(Client& client, const Refusal& refusal, protocol::AnswerId id) {
    client.refuse(refusal, id.session, id.request);
}

std::size_t AnswerDesk::restingAnswers() const {
    const auto isHeld = [](const auto& entry) { return entry.second->isResting() && entry.second->pages > 0; };
    return static_cast<std::size_t>(std::count_if(m_answers.begin(), m_answers.end(), isHeld));
}

std::size_t AnswerDesk::runningAnswers() const {
    const auto isAwaited = [](const auto& entry) {
        return entry.second->client != nullptr && entry.second->stage != Answer::Stage::Ended;
    };
    return static_cast<std::size_t>(std::count_if(m_answers.begin(), m_answers.end(), isAwaited));
}

bool AnswerDesk::isAwaitedBy(const Client& client) const {
    return std::any_of(m_answers.begin(), m_answers.end(), [&client](const auto& entry) {
        return entry.second->client == &client && entry.second->stage != Answer::Stage::Ended;
    });
}

double AnswerDesk::loadBeside(const Client& client) const {
    const auto isAwaitedByAnother = [&client](const auto& entry) {
        const Answer& answer = *entry.second;
        return !answer.isParked() && answer.client != &client && answer.stage != Answer::Stage::Ended;
    };
    return static_cast<double>(std::count_if(m_answers.begin(), m_answers.end(), isAwaitedByAnother));
}

// Beginning

std::optional<Refusal> AnswerDesk::joinConversation(Client& client, const protocol::Open& message) {
    const auto found = m_conversations.find({&client, message.id.session});
    if (found != m_conversations.end()) return takeUp(found->second, message);
    if (message.reuses) return Refusal{RefusalCode::PrefixLost};
    const auto open = std::count_if(m_conversations.begin(), m_conversations.end(),
                                    [&](const auto& entry) { return entry.first.first == &client; });
    if (open >= m_limits.sessionsOfConnection) return Refusal{RefusalCode::LimitExceeded};
    // Who is gone may come back for the end of an answer, but not at the cost of another question.
    const auto isLeftOver = [&](const Answer& answer) {
        return answer.isParked() && answer.stage == Answer::Stage::Ended && answer.tenant == client.tenant();
    };
    while (!m_quotas.takeSession(client.tenant(), client.allowance())) {
        Answer* const leftOver = oldest(isLeftOver);
        if (leftOver == nullptr) return Refusal{RefusalCode::QuotaExceeded, m_limits.retryWhenBusy};
        drop(*leftOver);
    }
    m_conversations[{&client, message.id.session}] = {message.id.request};
    return std::nullopt;
}

std::optional<Refusal> AnswerDesk::admit(Client& client, const protocol::Open& message) {
    if (m_isDraining) return Refusal{RefusalCode::Draining, m_limits.retryWhenBusy};
    if (auto refusal = checkQuestion(message, m_target, m_limits)) return refusal;
    if (const auto wait = m_quotas.wait(client.tenant(), client.allowance(), Clock::now()))
        return Refusal{RefusalCode::QuotaExceeded, *wait};
    if (std::cmp_less(m_answers.size(), m_limits.answers)) return std::nullopt;
    const auto isOfAnother = [&](const Answer& answer) {
        return answer.client != &client || answer.wire.session != message.id.session;
    };
    Answer* const resting = oldest(isOfAnother);
    if (resting == nullptr) return Refusal{RefusalCode::Busy, m_limits.retryWhenBusy};
    drop(*resting);
    return std::nullopt;
}

/// What other conversations keep makes room.
std::optional<Refusal> AnswerDesk::makeRoomForMedia(std::int64_t bytes, const Client& client,
                                                    protocol::SessionId session) {
    const auto isOfAnother = [&](const Answer& answer) {
        const bool isEnded = answer.stage == Answer::Stage::Ended && answer.mediaBytes > 0;
        return isEnded && (answer.client != &client || answer.wire.session != session);
    };
    while (bytes > m_limits.mediaBytes - m_mediaBytes) {
        Answer* const resting = oldest(isOfAnother);
        if (resting == nullptr) return Refusal{RefusalCode::Busy, m_limits.retryWhenBusy};
        drop(*resting);
    }
    return std::nullopt;
}

void AnswerDesk::take(Client& client, protocol::Open& message) {
    const protocol::AnswerId id = message.id;
    if (const auto refusal = admit(client, message)) return refuse(client, *refusal, id);
    IncomingQuestion incoming(std::move(message));
    if (const auto refusal = makeRoomForMedia(incoming.mediaBytes(), client, id.session))
        return refuse(client, *refusal, id);
    if (const auto refusal = joinConversation(client, incoming.open())) return refuse(client, *refusal, id);

    auto answer = std::make_unique<Answer>();
    answer->number = ++m_lastNumber;
    answer->client = &client;
    answer->wire = id;
    answer->tenant = client.tenant();
    answer->allowance = client.allowance();
    answer->mediaBytes = incoming.mediaBytes();
    answer->continues = incoming.open().reuses.has_value();
    answer->incoming = std::move(incoming);
    m_mediaBytes += answer->mediaBytes;
    m_conversations[{&client, id.session}].answer = answer->number;
    Answer& kept = *m_answers.insert_or_assign(answer->number, std::move(answer)).first->second;
    ++m_metrics.answersAsked;
    if (!kept.incoming->isComplete()) return;
    protocol::ModalityChunk nothing{id, 0, 0, {}};
    take(client, nothing);
}

void AnswerDesk::take(Client& client, protocol::ModalityChunk& chunk) {
    Answer* answer = answerOf(client, chunk.id);
    if (answer == nullptr) {
        if (!isFormer(client, chunk.id)) refuse(client, {RefusalCode::UnknownRequest}, chunk.id);
        return;
    }
    if (!answer->incoming) return refuse(client, {RefusalCode::UnexpectedMessage}, chunk.id);
    if (!chunk.bytes.isEmpty()) {
        if (const auto refusal = answer->incoming->take(chunk)) return fail(*answer, *refusal);
    }
    if (!answer->incoming->isComplete()) return;
    std::vector<QByteArray> payloads = answer->incoming->takePayloads();
    protocol::Open open = answer->incoming->takeOpen();
    answer->incoming.reset();
    answer->asked = Clock::now();
    answer->committed = std::move(open.committed);
    answer->opening.mode = open.mode;
    answer->opening.sampling = open.sampling;
    answer->opening.maxNewTokens = open.maxNewTokens;
    answer->opening.selfDraftLength = open.selfDraftLength;
    answer->opening.cloudBudget = open.maxOwnSteps;
    answer->opening.likeliest = open.likeliest;
    if (open.lower) answer->hidden = open.lower->format;
    ReceivedQuestion received{
        std::move(open.earlier), std::move(open.prompt), std::move(open.modalities), std::move(payloads), {},
        std::move(open.lower)};
    if (answer->continues) {
        const Answer* former = formerOf(*answer);
        if (former == nullptr) return fail(*answer, {RefusalCode::PrefixLost});
        received.continues = endOf(*former);
    }
    prepare(*answer, std::move(received));
}

void AnswerDesk::prepare(Answer& answer, QuestionSource source) {
    answer.stage = Answer::Stage::Preparing;
    answer.ticket = ++m_lastNumber;
    if (!m_preparer.prepare(answer.ticket, std::move(source)))
        return fail(answer, {RefusalCode::Busy, m_limits.retryWhenBusy});
    m_tickets[answer.ticket] = answer.number;
}

void AnswerDesk::prepared(Preparation& preparation) {
    Answer* answer = byTicket(preparation.number);
    m_tickets.erase(preparation.number);
    if (answer == nullptr) return;  // cancelled meanwhile
    if (const auto* refusal = std::get_if<Refusal>(&preparation.outcome)) return fail(*answer, *refusal);
    begin(*answer, std::get<PreparedQuestion>(std::move(preparation.outcome)));
}

void AnswerDesk::begin(Answer& answer, PreparedQuestion prepared) {
    answer.promptTokens = prepared.sequenceTokens;
    answer.promptHash = prepared.hash;
    answer.nextPosition = prepared.prompt.nextPosition;
    answer.conversation = prepared.conversation;
    answer.question = std::move(prepared.known);
    if (answer.client == nullptr) {  // its edge went again while it was prepared again
        answer.stage = Answer::Stage::Forgotten;
        return;
    }
    answer.isOnStandby = answer.isOnStandby || (m_standby && m_metrics.cluster.isGone());
    Answer* const former = answer.continues ? formerOf(answer) : nullptr;
    if (answer.continues && former == nullptr) return fail(answer, {RefusalCode::PrefixLost});
    if (former != nullptr && former->isOnStandby != answer.isOnStandby) forgetInModel(*former);
    if (former != nullptr && former->pages == 0) {  // what it had is needed by others, or is elsewhere
        goOnFrom(answer, *former);
        return beginAgain(answer);
    }
    if (answer.promptTokens > m_limits.promptTokens) return fail(answer, {RefusalCode::LimitExceeded});
    AnswerBackend& backend = backendOf(answer);
    const std::int64_t pages = backend.pagesFor(answer);
    if (pages > backend.budget.pages())
        return fail(answer, answer.isOnStandby ? cloudGone() : Refusal{RefusalCode::LimitExceeded});
    if (!makeRoom(answer, pages, former) || !order(answer, prepared, former))
        return fail(answer, {RefusalCode::Busy, m_limits.retryWhenBusy});
    if (former != nullptr) goOnFrom(answer, *former);
    backend.budget.promise(pages);
    answer.pages = pages;
    answer.stage = Answer::Stage::Running;
    answer.begun = Clock::now();
    m_quotas.spend(answer.tenant, answer.allowance, answer.promptTokens - answer.reusedTokens, answer.begun);
    answer.unanswered = std::exchange(answer.early, {});
    for (const engine::DraftBatch& batch : answer.unanswered)
        backend.model->order(VerifyDrafts{engine::CloudAnswerId{answer.ticket}, batch});
}

/// `former`: in the model, and left behind for this one.
bool AnswerDesk::order(Answer& answer, PreparedQuestion& prepared, const Answer* former) {
    answer.ticket = ++m_lastNumber;
    answer.keepsSession = answer.client->has(protocol::Feature::Reuse) && !answer.isSplit();
    engine::AnswerOpening opening = answer.opening;
    opening.committed = answer.committed;
    BeginAnswer order;
    order.answer = engine::CloudAnswerId{answer.ticket};
    order.opening = std::move(opening);
    order.prompt = std::move(prepared.prompt);
    order.stop = answer.stop.get_token();
    order.earlier = std::move(prepared.earlier);
    if (former != nullptr) order.continues = engine::CloudAnswerId{former->ticket};
    order.keepsSession = answer.keepsSession;
    order.question = former != nullptr ? behind(*former, answer.question.prompt) : answer.question;
    order.sequenceTokens = answer.promptTokens;
    order.lower = std::move(prepared.lower);
    if (!backendOf(answer).model->order(std::move(order))) return false;
    m_tickets[answer.ticket] = answer.number;
    return true;
}

/// Edges that are gone, and those that ask nothing, make room for those that do. What `former` has is given on.
bool AnswerDesk::makeRoom(const Answer& answer, std::int64_t pages, const Answer* former) {
    const std::int64_t more = pages - (former == nullptr ? 0 : former->pages);
    const auto hasSome = [&](const Answer& other) {
        return other.pages > 0 && &other != former && other.isOnStandby == answer.isOnStandby;
    };
    while (!backendOf(answer).budget.hasRoomFor(more)) {
        Answer* const resting = oldest(hasSome);
        if (resting == nullptr) return false;
        forgetInModel(*resting);
    }
    return true;
}

// While it runs

void AnswerDesk::take(Client& client, protocol::Drafts& message) {
    Answer* answer = answerOf(client, message.id);
    if (answer == nullptr) {
        if (!isFormer(client, message.id)) refuse(client, {RefusalCode::UnknownRequest}, message.id);
        return;
    }
    if (answer->isSplit()) return refuse(client, {RefusalCode::UnexpectedMessage}, message.id);
    engine::DraftBatch& batch = message.batch;
    const auto isToken = [&](engine::TokenId token) { return engine::toIndex(token) < m_target.fingerprint.tokenEnd; };
    if (!std::all_of(batch.tokens.begin(), batch.tokens.end(), isToken))
        return refuse(client, {RefusalCode::TokenOutOfRange}, message.id);
    const auto verified = static_cast<std::int64_t>(answer->committed.size());
    if (batch.firstPosition > verified + m_limits.draftsAhead)
        return refuse(client, {RefusalCode::PositionOutOfRange}, message.id);
    m_metrics.draftedTokens += batch.tokens.size();
    if (answer->stage == Answer::Stage::Ended) {
        if (batch.resumes) stateAgain(*answer, batch.firstPosition);
        return;
    }
    if (answer->stage != Answer::Stage::Running) {
        if (answer->early.size() < kMaxEarlyBatches) answer->early.push_back(std::move(batch));
        return;
    }
    if (!answer->draftsWaiting) answer->draftsWaiting = Clock::now();
    if (answer->unanswered.size() < kMaxEarlyBatches) answer->unanswered.push_back(batch);
    if (!backendOf(*answer).model->order(VerifyDrafts{engine::CloudAnswerId{answer->ticket}, std::move(batch)}))
        refuse(client, {RefusalCode::Busy, m_limits.retryWhenBusy}, message.id);
}

void AnswerDesk::take(Client& client, protocol::ModeChange& message) {
    Answer* answer = answerOf(client, message.id);
    if (answer == nullptr) {
        if (!isFormer(client, message.id)) refuse(client, {RefusalCode::UnknownRequest}, message.id);
        return;
    }
    if (message.mode == engine::Mode::EdgeOnly || message.mode == engine::Mode::PerLlm)
        return refuse(client, {RefusalCode::NotPromised}, message.id);
    if (answer->incoming || answer->isSplit()) return refuse(client, {RefusalCode::UnexpectedMessage}, message.id);
    answer->opening.mode = message.mode;
    answer->opening.selfDraftLength = message.selfDraftLength;
    if (answer->stage != Answer::Stage::Running) return;  // it begins with what was just noted
    ChangeMode order{engine::CloudAnswerId{answer->ticket}, {message.mode, message.selfDraftLength}};
    if (!backendOf(*answer).model->order(order))
        refuse(client, {RefusalCode::Busy, m_limits.retryWhenBusy}, message.id);
}

void AnswerDesk::take(Client& client, protocol::Cancel& message) {
    Answer* answer = answerOf(client, message.id);
    if (answer == nullptr && !isFormer(client, message.id))
        return refuse(client, {RefusalCode::UnknownRequest}, message.id);
    if (answer != nullptr) drop(*answer);
    client.send(protocol::Cancelled{message.id});
}

void AnswerDesk::take(Client& client, protocol::Close& message) {
    const auto conversation = m_conversations.find({&client, message.session});
    if (conversation == m_conversations.end())
        return client.refuse({RefusalCode::UnknownSession}, message.session, std::nullopt);
    endConversation(conversation);
}

}  // namespace msao::cloud
