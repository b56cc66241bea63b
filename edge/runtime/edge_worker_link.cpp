// SPDX-License-Identifier: Apache-2.0
// The running answer and the cloud: opened, gone, resumed, begun again.
#include "edge/link/refusal_words.h"
#include "edge/runtime/edge_worker.h"

#include "protocol/identity/token_hash.h"

#include <algorithm>
#include <utility>

namespace msao::edge {

using namespace engine;

namespace {

/// Until traffic shows what the link is like.
LinkEstimate filledIn(LinkEstimate estimate, const LinkEstimate& assumed) {
    if (estimate.bytesPerSecond <= 0) estimate.bytesPerSecond = assumed.bytesPerSecond;
    if (estimate.rttMs <= 0) estimate.rttMs = assumed.rttMs;
    return estimate;
}

std::vector<TokenId> verifiedTokens(const EdgeAnswer& answer) {
    std::vector<TokenId> tokens;
    for (std::int64_t i = 0; i < answer.controller().verifiedCount(); ++i)
        tokens.push_back(answer.tokens()[static_cast<std::size_t>(i)].token);
    return tokens;
}

std::string emulationText(const protocol::LinkProfile& profile) {
    const protocol::LinkCondition& link = profile.first;
    if (link.bitsPerSecond <= 0) return "unplugged";
    return QStringLiteral("%1 Mbit/s, %2 ms").arg(link.bitsPerSecond / 1e6).arg(link.rttMs).toStdString();
}

/// What a cloud says that it cannot, for the record; empty: it promises everything.
std::string notPromised(const protocol::HelloReply& cloud) {
    std::string words;
    const auto add = [&](bool isPromised, const char* what) {
        if (!isPromised) words += (words.empty() ? "" : ", ") + std::string(what);
    };
    add(cloud.promises.isExact, "not exact to the bit");
    add(cloud.promises.takesPruned, "nothing pruned");
    add(cloud.promises.sampling == protocol::SamplingPromise::Any, "greedy only");
    return words.empty() ? words : cloud.backend + ": " + words;
}

}  // namespace

void EdgeWorker::relink(const std::optional<CloudAddress>& cloud) {
    leaveCloud();
    if (!cloud) {
        noteLink({});
        return;
    }
    if (cloud->emulated) note("emulated link", emulationText(*cloud->emulated));
    m_link = std::make_unique<CloudLink>(*cloud, ReconnectOptions{});
    connect(m_link.get(), &CloudLink::connected, this, &EdgeWorker::linkCame);
    connect(m_link.get(), &CloudLink::lost, this, &EdgeWorker::linkWent);
    connect(m_link.get(), &CloudLink::received, this,
            [this](const protocol::CloudMessage& message, qint64 bytes) { take(message, bytes); });
    connect(m_link.get(), &CloudLink::stateChanged, this, &EdgeWorker::noteLink);
    connect(m_link.get(), &CloudLink::figuresCame, this, &EdgeWorker::noteCloud);
    if (m_draft) m_link->setDraft(m_draft->identity);
    m_link->start();
}

/// What was said to it last still leaves, and it need not keep anything. Nothing of it is heard any more.
CloudLink* EdgeWorker::leaveCloud() {
    if (!m_link) return nullptr;
    if (m_kept) m_link->send(protocol::Close{m_kept->wire.session});
    m_kept.reset();
    m_link->disconnect(this);
    CloudLink* const leaving = m_link.release();
    leaving->setParent(this);
    connect(leaving, &CloudLink::left, leaving, &QObject::deleteLater);
    leaving->leave();
    return leaving;
}

void EdgeWorker::connectNow() {
    if (m_link) m_link->connectNow();
}

void EdgeWorker::emulate(const std::optional<protocol::LinkProfile>& profile) {
    if (!m_link || m_options.cloud->emulated == profile) return;
    m_options.cloud->emulated = profile;
    note("emulated link", profile ? emulationText(*profile) : "");
    m_link->emulate(profile);
}

CloudOutlook EdgeWorker::outlook() const {
    if (!m_link || m_link->state().stage == LinkState::Stage::Refused) return {};
    const LinkState& state = m_link->state();
    return {true, state.server, state.estimate, std::max(0.0, state.cloudLoad)};
}

/// A running answer writes its own facts about the link, and has an opinion about them.
void EdgeWorker::noteLink(const LinkState& state) {
    Q_EMIT linkChanged(state);
    const LinkEstimated fact{state.estimate, state.stage == LinkState::Stage::Connected};
    const bool isNew = fact != std::exchange(m_lastLink, fact);
    if (!answer()) {
        if (isNew) record(RequestId::None, fact);
    } else if (isNew && fact.isConnected) {
        answer()->linkEstimated(now(), filledIn(state.estimate, m_running->ready->prepared.plan.controller.link));
        flush();
    }
    beginNext();
}

/// Heartbeats come more often than the cloud looks at itself.
void EdgeWorker::noteCloud(const protocol::CloudFigures& figures) {
    if (m_cloudFigures == figures) return;
    m_cloudFigures = figures;
    ResourceSample machine = figures.machine;
    machine.side = Side::Cloud;
    record(RequestId::None, machine);
    record(RequestId::None, ServerSampled{figures.server});
}

// Coming and going

void EdgeWorker::linkCame() {
    if (!m_link || !m_link->isConnected()) return;
    const std::string words = notPromised(*m_link->state().server);
    if (!words.empty()) note("cloud", words);
    if (!answer()) return;
    m_reopen.stop();
    if (!m_running->resumeToken) {
        answer()->linkRestored(now(), false);
        return flush();
    }
    nameAnew();
    const std::vector<TokenId> verified = verifiedTokens(*answer());
    protocol::Resume resume{m_running->wire, *m_running->resumeToken};
    resume.committedTokens = static_cast<std::int64_t>(verified.size());
    resume.committedHash = protocol::hashOfTokens(verified);
    m_link->send(resume);
}

void EdgeWorker::linkWent() {
    m_reopen.stop();
    m_kept.reset();
    if (m_running) m_running->reusesSession = false;
    if (isSplit()) m_running->wire = m_running->attempt = {};
    if (!answer()) return;
    answer()->linkLost(now());
    flush();
}

/// Every way into the cloud is a session of its own: late messages of the one before name another.
void EdgeWorker::nameAnew() {
    m_running->wire = {protocol::SessionId{++m_lastSession}, protocol::RequestId{1}};
}

// Messages to the cloud

void EdgeWorker::send(const MessageToCloud& message) {
    if (!m_link || !m_link->isConnected()) return;
    if (const auto* opening = std::get_if<AnswerOpening>(&message)) return isSplit() ? openSplit() : open(*opening);
    if (const auto* batch = std::get_if<DraftBatch>(&message)) {
        // A split answer has no drafts; nor is it asked again for what it owes: a line that is lost begins it anew.
        if (!isSplit()) m_link->send(protocol::Drafts{m_running->wire, *batch});
    } else if (const auto* change = std::get_if<engine::ModeChange>(&message)) {
        m_link->send(protocol::ModeChange{m_running->wire, change->mode, change->selfDraftLength});
    } else if (m_running->wire.session != protocol::SessionId{}) {
        m_link->stopUpload();
        if (!keepsSession()) m_link->send(protocol::Close{m_running->wire.session});
    }
}

void EdgeWorker::open(const AnswerOpening& opening) {
    m_running->resumeToken.reset();
    nameForConversation();
    protocol::Open message;
    message.id = m_running->wire;
    message.mode = opening.mode;
    message.sampling = opening.sampling;
    message.maxNewTokens = opening.maxNewTokens;
    message.selfDraftLength = opening.selfDraftLength;
    message.maxOwnSteps = opening.cloudBudget;
    message.likeliest = opening.likeliest;
    message.committed = opening.committed;
    const std::vector<TokenId>& prompt = opening.prompt->tokens;
    const auto& before = m_running->ready->from.conversation;
    message.prompt = std::vector<TokenId>(prompt.begin() + (before ? 1 : 0), prompt.end());
    std::deque<protocol::PayloadSplitter> payloads;
    if (before && m_running->reusesSession) message.reuses = before->prefix();
    if (before && !m_running->reusesSession) sayAgain(message, payloads);
    for (const OutgoingMedium& medium : m_running->ready->media) {
        const auto modality = static_cast<std::int32_t>(message.modalities.size());
        message.modalities.push_back(medium.descriptor);
        payloads.emplace_back(message.id, modality, medium.bytes);
    }
    askCloud(message, std::move(payloads));
}

/// False: no cloud can be asked this. The answer ends with that; asked again over another line, it would never end.
bool EdgeWorker::askCloud(const protocol::Open& message, std::deque<protocol::PayloadSplitter> payloads) {
    if (const Status asked = m_link->ask(message); !asked) {
        m_running->wire = {};  // the cloud knows of no session to close
        answer()->receive(now(), AnswerRefused{{asked.error().code,
                                                "the question is more than a cloud takes: " + asked.error().message}});
        return false;
    }
    m_link->upload(std::move(payloads));
    return true;
}

// Messages from the cloud

void EdgeWorker::take(const protocol::CloudMessage& message, qint64 bytes) {
    if (!answer()) return;
    const auto isOurs = [this](protocol::AnswerId id) { return id == m_running->wire; };
    if (const auto* verdict = std::get_if<protocol::VerdictMessage>(&message)) {
        if (!isOurs(verdict->id)) return;
        answer()->receive(now(), verdict->verdict, {bytes, m_link->timesOf(*verdict, m_origin)});
        readDrawn(verdict->verdict);
    } else if (const auto* opened = std::get_if<protocol::Opened>(&message)) {
        if (isOurs(opened->id)) on(*opened);
    } else if (const auto* resumed = std::get_if<protocol::Resumed>(&message)) {
        if (!isOurs(resumed->id)) return;
        m_running->resumeToken = resumed->token;
        answer()->linkRestored(now(), true);
    } else if (const auto* refused = std::get_if<protocol::Refused>(&message)) {
        const bool isOfThis = !refused->request || refused->request == m_running->wire.request;
        if (refused->session == m_running->wire.session && isOfThis) on(*refused);
    }
    flush();
}

void EdgeWorker::on(const protocol::Opened& opened) {
    m_running->resumeToken = opened.resumeToken;
    m_running->reusesSession = false;
    noteReuse(opened.reusedTokens);
    answer()->receive(now(), AnswerOpened{opened.promptTokens, opened.promptHash});
}

void EdgeWorker::on(const protocol::Refused& refused) {
    const bool reused = std::exchange(m_running->reusesSession, false);
    if (reused || refused.retryAfterMs) m_link->send(protocol::Close{m_running->wire.session});
    if (reused) {
        if (refused.code == protocol::RefusalCode::PrefixLost ||
            refused.code == protocol::RefusalCode::UnexpectedMessage) {  // nothing is kept: all of it is said again
            answer()->linkLost(now());
            return answer()->linkRestored(now(), false);
        }
    }
    if (refused.code == protocol::RefusalCode::ResumeRefused) {  // another server, the same after a restart, or used
        m_running->resumeToken.reset();
        return answer()->linkRestored(now(), false);
    }
    if (refused.retryAfterMs) {  // the edge goes on alone until then, and what is on its way is refused to nobody
        m_link->stopUpload();
        m_running->wire = m_running->attempt = {};
        answer()->linkLost(now());
        m_running->resumeToken.reset();
        m_reopen.start(static_cast<int>(std::clamp(*refused.retryAfterMs, 100u, 60'000u)));
        return;
    }
    answer()->receive(now(), AnswerRefused{{ErrorCode::Internal, wordsOf(refused.code).toStdString()}});
}

}  // namespace msao::edge
