// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/cluster/cluster_step.h"

#include <QHash>

#include <algorithm>
#include <utility>

namespace msao::cloud {
namespace {

constexpr char kGenerate[] = "/inference/v1/generate";
constexpr char kCompletions[] = "/v1/completions";

QUrl pageOf(QUrl server, const char* page) {
    server.setPath(server.path() + QLatin1String(page));
    return server;
}

/// A proxy that spreads sessions by name puts one that has moved elsewhere.
QByteArray nameFor(const ClusterSession& session) {
    return session.moves == 0 ? session.name : session.name + '-' + QByteArray::number(session.moves);
}

}  // namespace

ClusterStep::ClusterStep(const ClusterOptions& options, const ClusterFacts& facts, VerifyWay way, HttpCalls& calls,
                         ClusterSession& session, StepQuestion question)
    : m_options(options),
      m_facts(facts),
      m_way(way),
      m_calls(calls),
      m_session(session),
      m_question(std::move(question)) {
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &ClusterStep::ask);
}

ClusterStep::~ClusterStep() {
    for (const Call& call : m_asked) m_calls.cancel(call.id);
}

void ClusterStep::ask() {
    m_asked.clear();
    if (m_way == VerifyWay::PromptLogprobs) return askByRows();
    return m_session.pictures.empty() ? askByCompletions() : askByPrompts();
}

void ClusterStep::askByRows() {
    std::vector<engine::TokenId> tokens = m_question.prefix;
    tokens.insert(tokens.end(), m_question.drafts.begin(), m_question.drafts.end());
    const std::size_t rows = m_question.drafts.size();
    const ReplyShape shape{m_question.prefixTokens + static_cast<std::int64_t>(rows), rows, 1, m_question.wanted,
                           m_facts.tokenEnd};
    m_asked.reserve(1);
    send(kGenerate,
         generateBody(m_facts, m_session, tokens, {m_question.wanted, rows > 0, m_recomputes, sendsPictures()}), shape);
}

void ClusterStep::askByCompletions() {
    const auto drafts = static_cast<std::int64_t>(m_question.drafts.size());
    const std::int64_t tokens = (drafts + 1) * m_question.prefixTokens + drafts * (drafts + 1) / 2;
    m_asked.reserve(1);
    send(kCompletions, completionsBody(m_facts, m_session, m_question),
         {tokens, 0, m_question.drafts.size() + 1, m_question.wanted, m_facts.tokenEnd});
}

void ClusterStep::askByPrompts() {
    std::vector<engine::TokenId> tokens = m_question.prefix;
    m_asked.reserve(m_question.drafts.size() + 1);  // calls are answered by their place
    for (std::size_t drafts = 0;; ++drafts) {
        const std::int64_t count = m_question.prefixTokens + static_cast<std::int64_t>(drafts);
        send(kGenerate, generateBody(m_facts, m_session, tokens, {m_question.wanted, false, false, sendsPictures()}),
             {count, 0, 1, m_question.wanted, m_facts.tokenEnd});
        if (drafts == m_question.drafts.size()) return;
        tokens.push_back(m_question.drafts[drafts]);
    }
}

void ClusterStep::send(const char* page, QByteArray body, ReplyShape shape) {
    const std::size_t replica = qHash(m_session.name, 0) + m_session.moves;
    HttpCall call;
    call.url = pageOf(m_options.replicas[replica % m_options.replicas.size()], page);
    call.body = std::move(body);
    call.session = nameFor(m_session);
    call.key = m_options.key;
    call.maxReplyBytes = longestReply(shape);
    call.time = m_options.callTime;
    const std::size_t place = m_asked.size();
    m_asked.push_back({0, shape, {}});
    m_asked[place].id = m_calls.start(std::move(call), [this, place](const HttpReply& reply) { take(place, reply); });
}

void ClusterStep::take(std::size_t call, const HttpReply& reply) {
    m_asked[call].reply = readReply(reply, m_asked[call].shape);
    const auto isAnswered = [](const Call& asked) { return asked.reply.has_value(); };
    if (std::ranges::all_of(m_asked, isAnswered)) conclude();
}

void ClusterStep::conclude() {
    DrawnTokens all;
    for (const Call& asked : m_asked) {
        if (const auto* fault = std::get_if<ReplyFault>(&*asked.reply)) return climb(*fault);
        const auto& drawn = std::get<DrawnTokens>(*asked.reply);
        all.tokens.insert(all.tokens.end(), drawn.tokens.begin(), drawn.tokens.end());
        all.cachedTokens = std::max(all.cachedTokens, drawn.cachedTokens);
    }
    m_session.picturesKnown = m_session.pictures.size();
    m_outcome.result = std::move(all);
    Q_EMIT finished();
}

void ClusterStep::climb(ReplyFault fault) {
    const bool mayLackPictures = m_session.picturesKnown > 0 && fault == ReplyFault::Refused;
    if (mayLackPictures) {
        ++m_outcome.askedAgain.withPictures;
        m_session.picturesKnown = 0;
        return ask();
    }
    // NaN in a cached row is refused by the server's own encoder.
    const bool isOfCache =
        fault == ReplyFault::Refused || fault == ReplyFault::Unreadable || fault == ReplyFault::CachedTooFar;
    const bool usedCache = m_way == VerifyWay::PromptLogprobs && !m_question.drafts.empty() && !m_recomputes;
    if (isOfCache && usedCache) {
        ++m_outcome.askedAgain.recomputing;
        m_recomputes = true;
        return ask();
    }
    moveOn(fault);
}

/// Where there is one server or one proxy it is the same, under another name.
void ClusterStep::moveOn(ReplyFault fault) {
    ++m_session.moves;
    m_session.picturesKnown = 0;
    m_recomputes = false;
    ++m_failures;
    m_outcome.result = fault;
    if (m_failures >= m_options.tries) {
        Q_EMIT finished();
        return;
    }
    ++m_outcome.askedAgain.elsewhere;
    m_pause.start(m_options.pause * (1 << (m_failures - 1)));
}

}  // namespace msao::cloud
