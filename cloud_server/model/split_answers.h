// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud_server/model/model_orders.h"

#include "msao/engine/engine.h"
#include "msao/engine/upper_layers.h"

#include <cstddef>
#include <cstdint>
#include <map>

namespace msao::cloud {

/// The upper halves of answers in mode perllm. What arrives is computed at once, a token in a pass of its own: of an
/// answer there is never more than one. A prompt is read in one go.
class SplitAnswers {
public:
    explicit SplitAnswers(engine::Engine& engine) : m_engine(engine) {}

    /// `order.lower` is present.
    void begin(BeginAnswer& order, ModelReport& report);
    void readOn(ReadState& order, ModelReport& report);
    void end(engine::CloudAnswerId id) { m_answers.erase(id); }
    std::size_t count() const { return m_answers.size(); }

private:
    struct Answer {
        Answer(engine::Engine& engine, std::int32_t cut, const engine::AnswerOpening& opening)
            : layers(engine, cut, opening.sampling), maxNewTokens(opening.maxNewTokens) {}
        engine::UpperLayers layers;
        std::int32_t maxNewTokens;
        std::int64_t drawn = 0;
    };
    void tell(engine::CloudAnswerId id, engine::Result<engine::TokenId> drawn, engine::TraceTime began,
              ModelReport& report);

    engine::Engine& m_engine;
    std::map<engine::CloudAnswerId, Answer> m_answers;
};

}  // namespace msao::cloud
