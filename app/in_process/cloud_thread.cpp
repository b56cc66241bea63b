// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/in_process/cloud_thread.h"

#include "msao/engine/prompt_hash.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace msao::app {

using namespace engine;

namespace {

constexpr CloudAnswerId kOnlyAnswer{1};
constexpr double kSampleBytes = 2;

std::int64_t bytesOfTokens(std::size_t count) {
    return kTokenBytes * static_cast<std::int64_t>(count);
}

double keptShare(const KeptTokens& kept) {
    if (kept.empty()) return 1;
    return static_cast<double>(std::count(kept.begin(), kept.end(), true)) / static_cast<double>(kept.size());
}

/// As they are decoded: in memory nothing is encoded.
std::int64_t bytesOfMedia(const PromptDescription& prompt) {
    double bytes = 0;
    for (const VisualMedium& medium : prompt.visuals) {
        for (const RgbImage& frame : medium.clip.frames)
            bytes += keptShare(medium.kept) * static_cast<double>(frame.pixels.size());
    }
    for (const SoundMedium& medium : prompt.sounds)
        bytes += kSampleBytes * static_cast<double>(medium.sound.samples.size());
    return static_cast<std::int64_t>(bytes);
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

CloudThread::CloudThread(Engine& target, Engine* draft, TraceClock clock, InProcessLink& link, EdgeInbox& inbox)
    : m_target(target),
      m_draft(draft),
      m_clock(clock),
      m_link(link),
      m_edge(inbox),
      m_answers(target, draft, {}, std::move(clock)),
      m_thread([this](std::stop_token stop) { work(std::move(stop)); }) {}

bool CloudThread::send(MessageToCloud message, std::stop_token stop) {
    const auto arrival = m_link.up(bytesOnLink(message));
    if (!arrival) return true;  // as a real link does, it takes what it will not deliver
    return m_inbox.push({std::move(message), m_clock()}, *arrival, std::move(stop));
}

/// Messages first, then one pass; without anything to compute it waits for a message.
void CloudThread::work(std::stop_token stop) {
    while (!stop.stop_requested()) {
        const SteadyTime until = m_answers.wantsPass() ? steadyNow() : steadyNow() + kLongWait;
        if (const auto up = m_inbox.take(until, stop)) {
            receive(*up, stop);
            continue;
        }
        if (stop.stop_requested()) return;
        for (CloudReply& done : m_answers.pass()) {
            const CloudTimes times{m_lastSent, m_lastReceived, done.began, done.ended};
            reply(std::move(done.message), times, stop);
        }
    }
}

void CloudThread::receive(const UpMessage& up, std::stop_token stop) {
    if (const auto* opening = std::get_if<AnswerOpening>(&up.message)) return open(*opening, std::move(stop));
    if (const auto* batch = std::get_if<DraftBatch>(&up.message)) {
        m_lastSent = up.sent;
        m_lastReceived = m_clock();
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
    if (const auto arrival = m_link.down(bytes))
        m_edge.push(FromCloud{std::move(message), {bytes, times}}, *arrival, std::move(stop));
}

}  // namespace msao::app
