// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud_server/model/model_orders.h"

#include "msao/engine/engine.h"
#include "msao/engine/upper_layers.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <stop_token>
#include <utility>

namespace msao::cloud {

/// The upper halves of answers in mode perllm. A token is computed at once, in a pass of its own: of an answer there is
/// never more than one. Prompts are read in pieces, and take turns.
class SplitAnswers {
public:
    explicit SplitAnswers(engine::Engine& engine) : m_engine(engine) {}

    /// `order.lower` is present.
    void begin(BeginAnswer& order, ModelReport& report);
    void readOn(ReadState& order, ModelReport& report);
    void end(engine::CloudAnswerId id);
    /// A prompt is to be read on.
    bool wantsPass() const { return !m_reading.empty(); }
    /// The next piece of the prompt that waits longest.
    void pass(ModelReport& report);
    std::size_t count() const { return m_answers.size(); }

private:
    struct Answer {
        Answer(engine::Engine& engine, std::int32_t cut, const engine::AnswerOpening& opening, std::stop_token stopped)
            : layers(engine, cut, opening.sampling), stop(std::move(stopped)), maxNewTokens(opening.maxNewTokens) {}
        engine::UpperLayers layers;
        std::stop_token stop;  // of its prompt
        std::int32_t maxNewTokens;
        std::int64_t drawn = 0;
    };
    static engine::Result<std::optional<engine::TokenId>> readOn(Answer& answer);
    void tell(engine::CloudAnswerId id, engine::Result<engine::TokenId> drawn, engine::TraceTime began,
              ModelReport& report);

    engine::Engine& m_engine;
    std::map<engine::CloudAnswerId, Answer> m_answers;
    std::deque<engine::CloudAnswerId> m_reading;  // those that read their prompts, in turn
};

}  // namespace msao::cloud
