// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/in_process/cloud_thread.h"

#include "app/in_process/sent_whole.h"
#include "msao/engine/prompt_hash.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace msao::app {

using namespace engine;

namespace {

constexpr CloudAnswerId kOnlyAnswer{1};

std::int64_t bytesOfTokens(std::size_t count) {
    return kTokenBytes * static_cast<std::int64_t>(count);
}

std::int64_t bytesOfMedia(const PromptDescription& prompt) {
    std::int64_t bytes = 0;
    for (const VisualMedium& medium : prompt.visuals) bytes += bytesOf(medium);
    for (const SoundMedium& medium : prompt.sounds) bytes += bytesOf(medium);
    return bytes;
}

}  // namespace

std::int64_t bytesOnLink(const MessageToCloud& message) {
    if (const auto* batch = std::get_if<DraftBatch>(&message)) return kFrameBytes + bytesOfTokens(batch->tokens.size());
    if (const auto* opening = std::get_if<AnswerOpening>(&message)) {
        return kFrameBytes + bytesOfTokens(opening->prompt->tokens.size() + opening->committed.size()) +
               bytesOfMedia(*opening->prompt);
    }
    return kFrameBytes;
}

std::int64_t bytesOnLink(const MessageToEdge& message) {
    const auto* verdict = std::get_if<Verdict>(&message);
    return kFrameBytes + (verdict != nullptr ? bytesOfTokens(verdict->tokens.size()) : 0);
}

CloudThread::CloudThread(Engine& target, Engine* draft, TraceClock clock, InProcessLink& link, EdgeInbox& inbox,
                         PacedDevice* device)
    : m_target(target),
      m_draft(draft),
      m_clock(clock),
      m_link(link),
      m_edge(inbox),
      m_answers(target, draft, {}, std::move(clock)),
      m_device(device),
      m_thread([this](std::stop_token stop) { work(std::move(stop)); }) {}

bool CloudThread::send(MessageToCloud message, SteadyTime at, std::stop_token stop) {
    const auto arrival = m_link.up(bytesOnLink(message), at);
    if (!arrival) return true;  // as a real link does, it takes what it will not deliver
    return m_inbox.push({std::move(message), at, *arrival}, *arrival, std::move(stop));
}

CloudWork CloudThread::end() {
    m_thread.request_stop();
    if (m_thread.joinable()) m_thread.join();
    return m_work;
}

/// Messages first, then one pass; without anything to compute it waits for a message.
void CloudThread::work(std::stop_token stop) {
    while (!stop.stop_requested()) {
        if (const auto up = nextMessage(stop)) {
            m_now = std::max(m_now, up->due);
            receive(*up, stop);
        } else if (!stop.stop_requested()) {
            pass(stop);
        }
    }
}

/// In paced time a pass begins when the one before was over, with what had come by then.
std::optional<UpMessage> CloudThread::nextMessage(std::stop_token stop) {
    if (!m_answers.wantsPass()) return m_inbox.take(steadyNow() + kLongWait, std::move(stop));
    if (m_device != nullptr) return m_inbox.takeDue(std::max(m_now, m_device->freeAt()));
    return m_inbox.take(steadyNow(), std::move(stop));
}

void CloudThread::pass(std::stop_token stop) {
    const SteadyTime began = steadyNow();
    std::vector<CloudReply> replies = m_answers.pass();
    m_work.busyMs += std::chrono::duration<double, std::milli>(steadyNow() - began).count();
    m_work.draftPasses += m_answers.lastPass().draftPasses;
    if (m_device != nullptr) pace(replies, stop);
    for (CloudReply& done : replies) {
        const CloudTimes times{m_lastSent, m_lastReceived, done.began, done.ended};
        reply(std::move(done.message), times, stop);
    }
}

/// What the pass says is told when the device has it, with the device's times.
void CloudThread::pace(std::vector<CloudReply>& replies, std::stop_token stop) {
    const PassFigures& figures = m_answers.lastPass();
    const Pace& pace = m_device->pace();
    const double stepMs = pace.target.passMs(figures.rows);
    const TraceTime began = traceTime(std::max(m_now, m_device->freeAt()));
    if (figures.prefillTokens > 0) {
        const auto share = static_cast<double>(figures.prefillTokens) / static_cast<double>(m_prompt.tokens);
        m_now = m_device->finish(&PacingReport::reading, m_now, share * pace.readingMs(pace.target, m_prompt), stop);
    }
    if (figures.rows > 0) {
        paceOwnDrafts(figures.draftPasses, stop);
        m_now = m_device->finish(&PacingReport::verifying, m_now, stepMs, std::move(stop));
    }
    for (CloudReply& done : replies) {
        done.began = began;
        done.ended = traceTime(m_now);
        auto* verdict = std::get_if<Verdict>(&done.message);
        if (verdict != nullptr && verdict->cloudStepMs > 0) verdict->cloudStepMs = stepMs;
    }
}

/// One device has both models: the copy drafts, and what it drafted is verified when it is done. Drafts of the edge
/// that lie there already it reads in the same pass.
void CloudThread::paceOwnDrafts(std::int32_t passes, std::stop_token stop) {
    if (passes <= 0) return;
    const Pace& pace = m_device->pace();
    if (!std::exchange(m_hasDraftRead, true))
        m_now = m_device->finish(&PacingReport::reading, m_now, pace.readingMs(pace.cloudDraft, m_prompt), stop);
    m_now = m_device->finish(&PacingReport::drafting, m_now, passes * pace.cloudDraft.passMs(1), std::move(stop));
}

void CloudThread::receive(const UpMessage& up, std::stop_token stop) {
    if (const auto* opening = std::get_if<AnswerOpening>(&up.message)) return open(*opening, std::move(stop));
    if (const auto* batch = std::get_if<DraftBatch>(&up.message)) {
        m_lastSent = traceTime(up.sent);
        m_lastReceived = traceTime(present());
        if (auto statement = m_answers.receive(kOnlyAnswer, *batch)) reply(std::move(*statement), {}, std::move(stop));
    } else if (const auto* change = std::get_if<ModeChange>(&up.message)) {
        m_answers.receive(kOnlyAnswer, *change);
    } else {
        m_answers.close(kOnlyAnswer);
    }
}

void CloudThread::open(const AnswerOpening& opening, std::stop_token stop) {
    const auto opened = [&]() -> Result<AnswerOpened> {
        MSAO_TRY(Prompt prompt, preparePrompt(*opening.prompt, m_target.config()));
        const std::uint64_t hash = promptHash(prompt, m_target.config());
        m_prompt = sizeOf(prompt, m_target.config().special);
        std::optional<Prompt> draftPrompt;
        if (m_draft != nullptr) {
            MSAO_TRY(draftPrompt, preparePrompt(*opening.prompt, m_draft->config()));
        }
        MSAO_TRY(AnswerOpened answer,
                 m_answers.open(kOnlyAnswer, opening, std::move(prompt), std::move(draftPrompt), stop));
        answer.promptHash = hash;
        return answer;
    }();
    if (opened) return reply(*opened, {}, std::move(stop));
    reply(AnswerRefused{opened.error()}, {}, std::move(stop));
}

void CloudThread::reply(MessageToEdge message, std::optional<CloudTimes> times, std::stop_token stop) {
    const std::int64_t bytes = bytesOnLink(message);
    if (const auto arrival = m_link.down(bytes, present()))
        happen(m_edge, FromCloud{std::move(message), {bytes, times}}, *arrival, std::move(stop));
}

}  // namespace msao::app
