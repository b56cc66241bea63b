// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/in_process/upper_half.h"

#include <chrono>
#include <utility>

namespace msao::app {

using namespace engine;

namespace {

constexpr std::int64_t kPositionBytes = 6;  // three differences to the token before

std::int64_t bytesOnLink(const HiddenUp& up) {
    const auto tokens = up.prompt ? static_cast<std::int64_t>(up.prompt->tokens.size()) : 0;
    return kFrameBytes + bytesOf(up.states) + tokens * (kTokenBytes + kPositionBytes);
}

}  // namespace

UpperHalf::UpperHalf(Engine& model, std::int32_t cut, const SamplingOptions& sampling, InProcessLink& link)
    : m_model(model),
      m_cut(cut),
      m_sampling(sampling),
      m_link(link),
      m_session(model.newSession()),
      m_thread([this](std::stop_token stop) { work(std::move(stop)); }) {}

std::optional<std::int64_t> UpperHalf::send(HiddenUp up, std::stop_token stop) {
    const std::int64_t bytes = bytesOnLink(up);
    const auto arrival = m_link.up(bytes);
    if (!arrival || !m_up.push(std::move(up), *arrival, std::move(stop))) return std::nullopt;
    return bytes;
}

std::optional<UpperAnswer> UpperHalf::receive(std::stop_token stop) {
    return m_down.take(steadyNow() + kLongWait, std::move(stop));
}

void UpperHalf::work(std::stop_token stop) {
    while (!stop.stop_requested()) {
        auto up = m_up.take(steadyNow() + kLongWait, stop);
        if (!up) continue;
        UpperAnswer answer = next(*std::move(up), stop);
        const std::int64_t bytes = kFrameBytes + kTokenBytes;
        if (answer) answer->bytes = bytes;
        if (const auto arrival = m_link.down(bytes)) m_down.push(std::move(answer), *arrival, stop);
    }
}

UpperAnswer UpperHalf::next(HiddenUp up, std::stop_token stop) {
    const SteadyTime began = steadyNow();
    MSAO_TRY(Logits logits, computed(std::move(up), std::move(stop)));
    const TokenId token = sampleToken(logits.row(0), m_model.tokenEnd(), m_sampling, m_history, m_session.length());
    m_history.push_back(token);
    return TokenDown{token, std::chrono::duration<double, std::milli>(steadyNow() - began).count(), 0};
}

Result<Logits> UpperHalf::computed(HiddenUp up, std::stop_token stop) {
    FeatureRows lower = unpackHidden(std::move(up.states));
    if (!up.prompt) return m_model.decodeUpper(m_session, std::move(lower), m_cut);
    m_history = up.prompt->tokens;
    return m_model.prefillUpper(m_session, *up.prompt, lower, m_cut, std::move(stop));
}

}  // namespace msao::app
