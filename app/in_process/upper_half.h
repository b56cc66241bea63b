// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/in_process/in_process_link.h"
#include "app/in_process/paced_device.h"

#include "protocol/media/hidden_states.h"

#include "msao/engine/engine.h"
#include "msao/engine/sampling.h"
#include "msao/engine/upper_layers.h"

#include <optional>
#include <thread>

namespace msao::app {

/// What the edge's half made of a prompt or of one token.
struct HiddenUp {
    QByteArray states;  // protocol/media/hidden_states.h
    std::int64_t rows = 0;
    std::optional<engine::Prompt> prompt;  // of the first message: tokens and positions, without what they show
};

/// The cloud's next token.
struct TokenDown {
    engine::TokenId token{};
    double stepMs = 0;
    std::int64_t bytes = 0;
};
using UpperAnswer = engine::Result<TokenDown>;
struct UpperReply {
    UpperAnswer answer;
    SteadyTime due{};  // at the edge
};

/// The cloud of one answer in mode perllm, on a thread of its own: upper layers, output head, sampling.
class UpperHalf {
public:
    /// All that is named outlives it. `device`: null where steps take as long as they take.
    UpperHalf(engine::Engine& model, std::int32_t cut, const engine::SamplingOptions& sampling,
              protocol::HiddenFormat format, InProcessLink& link, PacedDevice* device = nullptr);

    /// Called by the edge's thread, at that time: what went up, its size on the link; nothing when stopped, or on a
    /// dead link.
    std::optional<std::int64_t> send(HiddenUp up, SteadyTime at, std::stop_token stop);
    /// Waits for the answer to what was sent; nothing when stopped. On a line that is dead downwards it comes to know
    /// that as it would over a network.
    std::optional<UpperReply> receive(std::stop_token stop);

private:
    struct Arrived {
        HiddenUp up;
        SteadyTime due{};
    };
    void work(std::stop_token stop);
    std::int64_t bytesOnLink(const HiddenUp& up) const;
    SteadyTime pace(UpperAnswer& answer, SteadyTime due, std::optional<PromptSize> prompt, std::stop_token stop);
    UpperAnswer next(HiddenUp up, const std::stop_token& stop);
    engine::Result<engine::TokenId> drawn(HiddenUp up, const std::stop_token& stop);

    engine::Engine& m_model;
    engine::UpperLayers m_layers;
    const protocol::HiddenFormat m_format;
    InProcessLink& m_link;
    PacedDevice* m_device;
    TimedQueue<Arrived> m_up{1};
    TimedQueue<UpperReply> m_down{1};
    std::jthread m_thread;  // last: it ends before what it uses
};

}  // namespace msao::app
