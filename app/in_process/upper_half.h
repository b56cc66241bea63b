// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/in_process/hidden_states.h"
#include "app/in_process/in_process_link.h"
#include "app/in_process/paced_device.h"

#include "msao/engine/engine.h"
#include "msao/engine/sampling.h"

#include <optional>
#include <thread>

namespace msao::app {

/// What the edge's half made of a prompt or of one token.
struct HiddenUp {
    HiddenStates states;
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
    UpperHalf(engine::Engine& model, std::int32_t cut, const engine::SamplingOptions& sampling, InProcessLink& link,
              PacedDevice* device = nullptr);

    /// Called by the edge's thread, at that time: what went up, its size on the link; nothing when stopped, or on a
    /// dead link.
    std::optional<std::int64_t> send(HiddenUp up, SteadyTime at, std::stop_token stop);
    /// Waits for the answer to what was sent; nothing when stopped.
    std::optional<UpperReply> receive(std::stop_token stop);

private:
    struct Arrived {
        HiddenUp up;
        SteadyTime due{};
    };
    void work(std::stop_token stop);
    std::int64_t bytesOnLink(const HiddenUp& up) const;
    SteadyTime pace(UpperAnswer& answer, SteadyTime due, std::optional<PromptSize> prompt, std::stop_token stop);
    UpperAnswer next(HiddenUp up, std::stop_token stop);
    engine::Result<engine::Logits> computed(HiddenUp up, std::stop_token stop);

    engine::Engine& m_model;
    const std::int32_t m_cut;
    const engine::SamplingOptions m_sampling;
    InProcessLink& m_link;
    engine::Session m_session;
    std::vector<engine::TokenId> m_history;
    PacedDevice* m_device;
    TimedQueue<Arrived> m_up{1};
    TimedQueue<UpperReply> m_down{1};
    std::jthread m_thread;  // last: it ends before what it uses
};

}  // namespace msao::app
