// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/cluster/cluster_answers.h"

#include <algorithm>
#include <chrono>
#include <new>
#include <span>
#include <string>
#include <utility>

namespace msao::cloud {
namespace {

using engine::CloudAnswerId;
using engine::Error;
using engine::ErrorCode;
using engine::TraceTime;

TraceTime steadyTime() {
    return std::chrono::duration_cast<TraceTime>(std::chrono::steady_clock::now().time_since_epoch());
}

double millisecondsOf(TraceTime time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

void add(AskedAgain& sum, const AskedAgain& more) {
    sum.withPictures += more.withPictures;
    sum.recomputing += more.recomputing;
    sum.elsewhere += more.elsewhere;
}

}  // namespace

ClusterAnswers::ClusterAnswers(ClusterOptions options, ClusterCard card, std::int32_t maxDrafts,
                               AnswerModel::Listener listener)
    : m_options(std::move(options)), m_card(std::move(card)), m_maxDrafts(maxDrafts), m_listener(std::move(listener)) {}

void ClusterAnswers::carryOut(std::vector<ModelOrder> orders) {
    safely([&] {
        for (ModelOrder& order : orders) std::visit([this](auto& o) { carryOut(o); }, order);
    });
}

void ClusterAnswers::watch() {
    m_watch.emplace(m_options, m_card.facts, m_card.way, m_card.prompt,
                    [this](ClusterHealth health) { safely([&] { m_report->health = std::move(health); }); });
}

ClusterAnswers::Running* ClusterAnswers::find(CloudAnswerId id) {
    const auto found = m_answers.find(id);
    return found == m_answers.end() ? nullptr : found->second.get();
}

engine::Status ClusterAnswers::check(const BeginAnswer& order) const {
    const engine::AnswerOpening& opening = order.opening;
    if (order.sequenceTokens + opening.maxNewTokens > m_card.facts.contextTokens)
        return Error{ErrorCode::LimitExceeded, "prompt and answer are longer than the " +
                                                   std::to_string(m_card.facts.contextTokens) +
                                                   " tokens of the cluster"};
    const auto isEnd = [this](engine::TokenId token) {
        return std::ranges::find(m_card.endTokens, token) != m_card.endTokens.end();
    };
    if (std::ranges::any_of(opening.committed, isEnd))
        return Error{ErrorCode::InvalidArgument, "nothing follows the end of an answer"};
    return engine::Done{};
}

/// What a conversation's servers have cached they find again.
ClusterSession ClusterAnswers::sessionFor(const BeginAnswer& order) {
    if (Running* const former = order.continues ? find(*order.continues) : nullptr) return former->answer.session();
    return newClusterSession();
}

void ClusterAnswers::carryOut(BeginAnswer& order) {
    if (const engine::Status status = check(order); !status)
        return tell(order.answer, engine::AnswerRefused{status.error()});
    auto running =
        std::make_unique<Running>(Running{ClusterAnswer(order, m_card.endTokens, sessionFor(order)), {}, {}});
    m_answers.insert_or_assign(order.answer, std::move(running));
    tell(order.answer, engine::AnswerOpened{order.sequenceTokens});
    goOn(order.answer);
}

void ClusterAnswers::carryOut(VerifyDrafts& order) {
    Running* const running = find(order.answer);
    if (running == nullptr) return;
    if (auto verdict = running->answer.receive(order.batch)) tell(order.answer, std::move(*verdict));
    goOn(order.answer);
}

void ClusterAnswers::carryOut(ChangeMode& order) {
    Running* const running = find(order.answer);
    if (running == nullptr) return;
    running->answer.receive(order.change);
    goOn(order.answer);
}

void ClusterAnswers::carryOut(EndAnswer& order) {
    m_answers.erase(order.answer);
}

void ClusterAnswers::carryOut(PauseAnswer& order) {
    Running* const running = find(order.answer);
    if (running == nullptr) return;
    running->answer.connectionChanged(!order.isPaused);
    goOn(order.answer);
}

void ClusterAnswers::goOn(CloudAnswerId id) {
    Running& running = *find(id);
    if (running.step) return;
    for (engine::Verdict& verdict : running.answer.drawnAhead(0, otherSteps())) tell(id, std::move(verdict));
    auto question = running.answer.nextStep(m_maxDrafts);
    if (!question) return;
    running.began = steadyTime();
    running.step = std::make_unique<ClusterStep>(m_options, m_card.facts, m_card.way, m_calls, running.answer.session(),
                                                 std::move(*question));
    connect(running.step.get(), &ClusterStep::finished, this, [this, id] { stepFinished(id); });
    running.step->ask();
}

double ClusterAnswers::otherSteps() const {
    const auto steps =
        std::ranges::count_if(m_answers, [](const auto& entry) { return entry.second->step != nullptr; });
    return static_cast<double>(std::max<std::ptrdiff_t>(0, steps - 1));
}

void ClusterAnswers::stepFinished(CloudAnswerId id) {
    safely([&] { take(id); });
}

void ClusterAnswers::take(CloudAnswerId id) {
    Running& running = *find(id);
    const ClusterStep::Outcome outcome = running.step->outcome();
    add(m_report->askedAgain, outcome.askedAgain);
    if (const auto* drawn = std::get_if<DrawnTokens>(&outcome.result)) {
        conclude(id, running, *drawn);
        goOn(id);
    } else {
        m_report->abandoned.push_back(id);
        // It is the step that speaks.
        running.step.release()->deleteLater();
        m_answers.erase(id);
    }
}

void ClusterAnswers::conclude(CloudAnswerId id, Running& running, const DrawnTokens& drawn) {
    const TraceTime ended = steadyTime();
    const double stepMs = millisecondsOf(ended - running.began);
    const StepQuestion& question = running.step->question();
    const double others = otherSteps();
    if (question.prefixTokens == running.answer.promptTokens())
        m_report->pass.prefillTokens += question.prefixTokens - std::min(question.prefixTokens, drawn.cachedTokens);
    m_report->pass.sessions = 1;
    m_report->pass.rows = static_cast<std::int32_t>(question.drafts.size()) + 1;
    m_report->pass.stepMs = stepMs;
    running.step.release()->deleteLater();
    for (engine::Verdict& verdict : running.answer.stepDone(drawn.tokens, stepMs, others))
        tell(id, std::move(verdict), running.began, ended);
}

void ClusterAnswers::tell(CloudAnswerId id, engine::MessageToEdge message, TraceTime began, TraceTime ended) {
    const TraceTime at = steadyTime();
    const bool isOfStep = ended != TraceTime{};
    m_report->replies.push_back({id, std::move(message), isOfStep ? began : at, isOfStep ? ended : at});
}

void ClusterAnswers::safely(const std::function<void()>& work) {
    try {
        work();
    } catch (const std::bad_alloc&) {
        m_answers.clear();
        m_report->hasLostAll = true;
    }
    m_report->openAnswers = m_answers.size();
    m_listener(std::exchange(m_report, std::make_shared<ModelReport>()));
}

}  // namespace msao::cloud
