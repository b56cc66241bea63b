// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/in_process/upper_half.h"

#include "protocol/messages/hello.h"

#include <chrono>
#include <string>
#include <utility>
#include <variant>

namespace msao::app {

using namespace engine;

namespace {

constexpr std::int64_t kPositionBytes = 6;  // three differences to the token before
// As an edge takes a line for lost over the network: three of its heartbeats were not answered.
constexpr std::chrono::milliseconds kSilence{3 * protocol::CloudLimits{}.heartbeatMs};

Error lineIsLost() {
    return {ErrorCode::Internal, "nothing comes down the line any more: it is lost, and half a model answers nothing"};
}

}  // namespace

UpperHalf::UpperHalf(Engine& model, std::int32_t cut, const SamplingOptions& sampling, protocol::HiddenFormat format,
                     InProcessLink& link, PacedDevice* device)
    : m_model(model),
      m_layers(model, cut, sampling),
      m_format(format),
      m_link(link),
      m_device(device),
      m_thread([this](std::stop_token stop) { work(std::move(stop)); }) {}

/// In paced time hidden states are as large as the devices' models have them.
std::int64_t UpperHalf::bytesOnLink(const HiddenUp& up) const {
    const auto tokens = up.prompt ? static_cast<std::int64_t>(up.prompt->tokens.size()) : 0;
    std::int64_t states = up.states.size();
    if (m_device != nullptr) {
        const Pace& pace = m_device->pace();
        const double rows = up.prompt ? pace.tokens(sizeOf(*up.prompt, m_model.config().special)) : 1;
        states = static_cast<std::int64_t>(rows * static_cast<double>(pace.hiddenRowBytes));
    }
    return kFrameBytes + states + tokens * (kTokenBytes + kPositionBytes);
}

std::optional<std::int64_t> UpperHalf::send(HiddenUp up, SteadyTime at, std::stop_token stop) {
    const std::int64_t bytes = bytesOnLink(up);
    const auto arrival = m_link.up(bytes, at);
    if (!arrival || !m_up.push({std::move(up), *arrival}, *arrival, std::move(stop))) return std::nullopt;
    return bytes;
}

std::optional<UpperReply> UpperHalf::receive(std::stop_token stop) {
    return m_down.take(steadyNow() + kLongWait, std::move(stop));
}

void UpperHalf::work(std::stop_token stop) {
    while (!stop.stop_requested()) {
        auto arrived = m_up.take(steadyNow() + kLongWait, stop);
        if (!arrived) continue;
        std::optional<PromptSize> prompt;
        if (arrived->up.prompt) prompt = sizeOf(*arrived->up.prompt, m_model.config().special);
        UpperAnswer answer = next(std::move(arrived->up), stop);
        const SteadyTime ended = m_device != nullptr ? pace(answer, arrived->due, prompt, stop) : steadyNow();
        const std::int64_t bytes = kFrameBytes + kTokenBytes;
        if (answer) answer->bytes = bytes;
        const auto arrival = m_link.down(bytes, ended);
        if (!arrival) answer = lineIsLost();
        const SteadyTime heard = arrival.value_or(ended + kSilence);
        m_down.push({std::move(answer), heard}, heard, stop);
    }
}

/// When the device has it.
SteadyTime UpperHalf::pace(UpperAnswer& answer, SteadyTime due, std::optional<PromptSize> prompt,
                           std::stop_token stop) {
    const Pace& pace = m_device->pace();
    const double deviceMs = prompt ? pace.readingMs(pace.upper, *prompt) : pace.upper.passMs(1);
    if (answer) answer->stepMs = deviceMs;
    return m_device->finish(prompt ? &PacingReport::reading : &PacingReport::verifying, due, deviceMs, std::move(stop));
}

UpperAnswer UpperHalf::next(HiddenUp up, const std::stop_token& stop) {
    const SteadyTime began = steadyNow();
    MSAO_TRY(const TokenId token, drawn(std::move(up), stop));
    return TokenDown{token, std::chrono::duration<double, std::milli>(steadyNow() - began).count(), 0};
}

Result<TokenId> UpperHalf::drawn(HiddenUp up, const std::stop_token& stop) {
    auto lower = protocol::unpackHidden(up.states, up.rows, m_model.config().text.hiddenSize, m_format);
    if (const auto* fault = std::get_if<protocol::DecodeFault>(&lower))
        return Error{ErrorCode::ShapeMismatch, std::string(fault->reason)};
    auto& states = std::get<FeatureRows>(lower);
    if (!up.prompt) return m_layers.goOn(std::move(states));
    MSAO_CHECK(m_layers.begin(*std::move(up.prompt), std::move(states)));
    while (true) {
        MSAO_TRY(const std::optional<TokenId> first, m_layers.readOn(stop));
        if (first) return *first;
    }
}

}  // namespace msao::app
