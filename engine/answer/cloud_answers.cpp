// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/cloud_answers.h"

#include "engine/answer/cloud_answer.h"
#include "engine/answer/trace_milliseconds.h"

#include <algorithm>
#include <string>
#include <utility>

namespace msao::engine {
namespace {

Status checkOpening(const AnswerOpening& opening, const Engine& target) {
    if (opening.mode == Mode::EdgeOnly || opening.mode == Mode::PerLlm) {
        return Error{ErrorCode::InvalidArgument,
                     "mode " + std::string(modeName(opening.mode)) + " is not one in which the cloud verifies"};
    }
    if (opening.maxNewTokens < 1) return Error{ErrorCode::InvalidArgument, "expected an answer of at least one token"};
    const auto& ends = target.config().generation.endOfText;
    for (const TokenId token : opening.committed) {
        const bool isToken = toIndex(token) >= 0 && toIndex(token) < target.tokenEnd();
        const bool isEnd = std::find(ends.begin(), ends.end(), token) != ends.end();
        if (isToken && !isEnd) continue;
        return Error{ErrorCode::InvalidArgument,
                     "token " + std::to_string(toIndex(token)) + " is none that an answer goes on behind"};
    }
    if (std::cmp_greater_equal(opening.committed.size(), opening.maxNewTokens)) {
        return Error{ErrorCode::InvalidArgument,
                     "the answer has its " + std::to_string(opening.maxNewTokens) + " tokens already"};
    }
    return Done{};
}

Error emptyPrompt() {
    return {ErrorCode::InvalidArgument, "the prompt is empty"};
}

/// Each prompt begins with the last token of the answer before.
Status checkTurns(std::span<const AnsweredTurn> earlier, const Prompt& prompt) {
    for (std::size_t i = 0; i < earlier.size(); ++i) {
        const Prompt& next = i + 1 < earlier.size() ? earlier[i + 1].prompt : prompt;
        if (earlier[i].prompt.tokens.empty() || next.tokens.empty()) return emptyPrompt();
        if (earlier[i].answer.empty() || earlier[i].answer.back() != next.tokens.front())
            return Error{ErrorCode::InvalidArgument, "prompt " + std::to_string(i + 2) +
                                                         " does not begin with the last token of the answer before"};
    }
    return prompt.tokens.empty() ? Status(emptyPrompt()) : Status(Done{});
}

}  // namespace

CloudAnswers::CloudAnswers(Engine& target, Engine* draft, PassLimits limits, TraceClock clock)
    : m_target(target), m_draft(draft), m_limits(limits), m_clock(std::move(clock)) {
    m_limits.maxDrafts = std::min(m_limits.maxDrafts, kMaxDecodeTokens - 1);
}
CloudAnswers::~CloudAnswers() = default;

Result<AnswerOpened> CloudAnswers::open(CloudAnswerId id, const AnswerOpening& opening, Prompt prompt,
                                        std::optional<Prompt> draftPrompt, std::stop_token stop) {
    MSAO_CHECK(checkOpening(opening, m_target));
    if (prompt.tokens.empty()) return emptyPrompt();
    auto answer = std::make_unique<CloudAnswer>(m_target, opening, std::vector<AnsweredTurn>{}, std::move(prompt),
                                                std::move(stop));
    if (m_draft != nullptr && draftPrompt) answer->giveDrafter(*m_draft, std::move(*draftPrompt));
    return add(id, std::move(answer));
}

Result<AnswerOpened> CloudAnswers::openConversation(CloudAnswerId id, const AnswerOpening& opening,
                                                    std::vector<AnsweredTurn> earlier, Prompt prompt,
                                                    std::stop_token stop) {
    MSAO_CHECK(checkOpening(opening, m_target));
    MSAO_CHECK(checkTurns(earlier, prompt));
    return add(
        id, std::make_unique<CloudAnswer>(m_target, opening, std::move(earlier), std::move(prompt), std::move(stop)));
}

Result<AnswerOpened> CloudAnswers::openBehind(CloudAnswerId former, CloudAnswerId id, const AnswerOpening& opening,
                                              Prompt prompt, std::stop_token stop) {
    MSAO_CHECK(checkOpening(opening, m_target));
    const auto found = m_answers.find(former);
    if (found == m_answers.end() || !found->second->isContinuedBy(prompt))
        return Error{ErrorCode::InvalidArgument, "the answer before has no session that this prompt continues"};
    auto answer =
        std::make_unique<CloudAnswer>(m_target, opening, std::move(*found->second), std::move(prompt), std::move(stop));
    close(former);
    return add(id, std::move(answer));
}

Result<AnswerOpened> CloudAnswers::add(CloudAnswerId id, std::unique_ptr<CloudAnswer> answer) {
    const AnswerOpened opened{answer->promptTokens()};
    answer->waitingSinceMs = millisecondsOf(m_clock());
    m_answers.insert_or_assign(id, std::move(answer));
    return opened;
}

void CloudAnswers::keepSession(CloudAnswerId id) {
    if (const auto found = m_answers.find(id); found != m_answers.end()) found->second->keepSession();
}

void CloudAnswers::close(CloudAnswerId id) {
    m_answers.erase(id);
}

std::optional<Verdict> CloudAnswers::receive(CloudAnswerId id, const DraftBatch& batch) {
    const auto found = m_answers.find(id);
    if (found == m_answers.end()) return std::nullopt;
    CloudAnswer& answer = *found->second;
    if (!answer.wantsPass()) answer.waitingSinceMs = millisecondsOf(m_clock());
    return answer.receive(batch);
}

void CloudAnswers::receive(CloudAnswerId id, const ModeChange& change) {
    if (const auto found = m_answers.find(id); found != m_answers.end()) found->second->receive(change);
}

void CloudAnswers::connectionChanged(CloudAnswerId id, bool isConnected) {
    if (const auto found = m_answers.find(id); found != m_answers.end()) found->second->connectionChanged(isConnected);
}

bool CloudAnswers::wantsPass() const {
    return std::any_of(m_answers.begin(), m_answers.end(), [](const auto& entry) { return entry.second->wantsPass(); });
}

std::vector<CloudReply> CloudAnswers::pass() {
    m_figures = {};
    std::vector<CloudAnswerId> ids;
    std::vector<PassCandidate> candidates;
    std::vector<std::int32_t> wanted;
    for (const auto& [id, answer] : m_answers) {
        if (!answer->wantsPass()) continue;
        ids.push_back(id);
        candidates.push_back({answer->waitingSinceMs, answer->unreadTokens(), answer->draftsAtHand()});
        wanted.push_back(answer->selfDraftsWanted());
    }
    // Where a model drafts, who wants less than the others gets as many, and rows for them.
    const std::int32_t shared = m_draft == nullptr ? 0 : sharedDraftSteps(wanted);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (wanted[i] > 0) candidates[i].drafts += std::max(wanted[i], shared);
    }
    const PassPlan plan = planPass(candidates, m_limits);
    std::vector<CloudReply> replies;
    readPrompts(plan, ids, replies);
    std::vector<Running> batch = takeSteps(plan, ids);
    verify(batch, replies);
    for (const CloudReply& reply : replies) {
        const auto found = m_answers.find(reply.answer);
        if (found == m_answers.end() || !found->second->hasEnded() || found->second->keepsSession()) continue;
        found->second->releaseMemory();
    }
    return replies;
}

/// Who waits for tokens waits for one step of a prompt at least, and otherwise no longer than for a pass: the machine's
/// time is shared between those who ask and those who are answered. Whoever has read comes behind the others.
void CloudAnswers::readPrompts(const PassPlan& plan, std::span<const CloudAnswerId> ids,
                               std::vector<CloudReply>& replies) {
    const double endsMs = millisecondsOf(m_clock()) + std::max(m_limits.prefillMs, m_usualStepMs);
    for (const std::size_t candidate : plan.prefills) {
        readPrompt(ids[candidate], *m_answers.at(ids[candidate]), endsMs, replies);
        if (millisecondsOf(m_clock()) >= endsMs) return;
    }
}

void CloudAnswers::readPrompt(CloudAnswerId id, CloudAnswer& answer, double endsMs, std::vector<CloudReply>& replies) {
    while (answer.unreadTokens() > 0) {
        const TraceTime began = m_clock();
        auto step = answer.readOn();
        const TraceTime ended = m_clock();
        if (!step) {
            if (answer.wasStopped()) return close(id);
            return refuse(id, step.error(), replies);
        }
        m_figures.prefillTokens += step->tokensRead;
        answer.waitingSinceMs = millisecondsOf(ended);
        if (step->first) replies.push_back({id, *std::move(step->first), began, ended});
        if (answer.waitingSinceMs >= endsMs) return;
    }
}

std::vector<CloudAnswers::Running> CloudAnswers::takeSteps(const PassPlan& plan, std::span<const CloudAnswerId> ids) {
    std::vector<Running> batch;
    for (const PassStep& step : plan.steps)
        batch.push_back({ids[step.candidate], m_answers.at(ids[step.candidate]).get(), step.drafts});
    draftForThemselves(batch);
    std::vector<Running> stepping;
    for (Running& running : batch) {
        auto step = running.answer->nextStep(running.maxDrafts);
        if (!step) continue;
        running.step = std::move(*step);
        stepping.push_back(std::move(running));
    }
    return stepping;
}

void CloudAnswers::refuse(CloudAnswerId id, Error error, std::vector<CloudReply>& replies) {
    const TraceTime now = m_clock();
    replies.push_back({id, AnswerRefused{std::move(error)}, now, now});
    close(id);
}

/// One pass over the weights for all. Where it fails, each tries alone, so that only those fail who have to.
void CloudAnswers::verify(std::vector<Running>& batch, std::vector<CloudReply>& replies) {
    if (batch.empty()) return;
    std::vector<DecodeRequest> requests;
    for (Running& running : batch) {
        requests.push_back({&running.answer->session(), running.step.tokens});
        m_figures.rows += static_cast<std::int32_t>(running.step.tokens.size());
    }
    m_figures.sessions = static_cast<std::int32_t>(batch.size());
    m_began = m_clock();
    const Status status = m_target.decode(requests, m_logits);
    m_ended = m_clock();
    m_usualStepMs = m_figures.stepMs = millisecondsOf(m_ended - m_began);
    if (!status) {
        for (Running& running : batch) verifyAlone(running, replies);
        return;
    }
    std::int64_t row = 0;
    for (Running& running : batch) {
        conclude(running, row, replies);
        row += static_cast<std::int64_t>(running.step.tokens.size());
    }
}

void CloudAnswers::verifyAlone(Running& running, std::vector<CloudReply>& replies) {
    const DecodeRequest request{&running.answer->session(), running.step.tokens};
    if (const Status status = m_target.decode({&request, 1}, m_logits); !status)
        return refuse(running.id, status.error(), replies);
    m_ended = m_clock();
    conclude(running, 0, replies);
}

void CloudAnswers::conclude(Running& running, std::int64_t firstRow, std::vector<CloudReply>& replies) {
    CloudAnswer& answer = *running.answer;
    Verdict verdict =
        answer.stepDone(running.step, m_logits, firstRow, m_figures.stepMs, std::max(0, m_figures.sessions - 1));
    // The token drawn last has not been read; neither will be the drafts that were wrong.
    const auto rejected = static_cast<std::int64_t>(running.step.tokens.size() - verdict.tokens.size());
    if (const Status status = m_target.rollBack(answer.session(), rejected); !status)
        return refuse(running.id, status.error(), replies);
    answer.waitingSinceMs = millisecondsOf(m_ended);
    replies.push_back({running.id, std::move(verdict), m_began, m_ended});
}

}  // namespace msao::engine
