// SPDX-License-Identifier: Apache-2.0
// Mode perllm in the cloud: a model cut behind some of its layers, and the answer that its upper half gives.
#pragma once

#include "msao/engine/engine.h"
#include "msao/engine/sampling.h"

#include <cstdint>
#include <stop_token>
#include <vector>

namespace msao::engine {

/// Upper layers, output head and sampling of one answer. Used by the thread that uses the model, which outlives it.
class UpperLayers {
public:
    /// Behind the first `cut` layers.
    UpperLayers(Engine& model, std::int32_t cut, const SamplingOptions& sampling);

    /// The answer's first token. Of the prompt tokens and positions are looked at; `lower` has a state for each.
    Result<TokenId> read(const Prompt& prompt, const FeatureRows& lower, std::stop_token stop = {});
    /// The next one, from what the lower layers made of the one before.
    Result<TokenId> goOn(FeatureRows lower);

private:
    TokenId draw(Logits& logits);

    Engine& m_model;
    std::int32_t m_cut;
    SamplingOptions m_sampling;
    Session m_session;
    std::vector<TokenId> m_history;  // the prompt, then the answer
};

}  // namespace msao::engine
