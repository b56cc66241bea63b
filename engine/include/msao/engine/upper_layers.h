// SPDX-License-Identifier: Apache-2.0
// Mode perllm in the cloud: a model cut behind some of its layers, and the answer that its upper half gives.
#pragma once

#include "msao/engine/engine.h"
#include "msao/engine/sampling.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

namespace msao::engine {

/// Upper layers, output head and sampling of one answer. Used by the thread that uses the model, which outlives it.
class UpperLayers {
public:
    /// Behind the first `cut` layers.
    UpperLayers(Engine& model, std::int32_t cut, const SamplingOptions& sampling);

    /// Of the prompt tokens and positions are looked at; `lower` has a state for each.
    Status begin(Prompt prompt, FeatureRows lower);
    /// Its next piece of at most 1,024 tokens. Between two of them the model may be used for others; the bits are the
    /// same. With the last one comes the answer's first token.
    Result<std::optional<TokenId>> readOn(std::stop_token stop = {});
    /// Of the prompt. 0: there is none, or it has been read.
    std::int64_t unreadTokens() const { return m_lower.rows - m_readTokens; }
    /// The next one, from what the lower layers made of the one before.
    Result<TokenId> goOn(FeatureRows lower);

private:
    TokenId draw(Logits& logits);

    Engine& m_model;
    std::int32_t m_cut;
    SamplingOptions m_sampling;
    Session m_session;
    std::vector<TokenId> m_history;  // the prompt, then the answer
    Prompt m_prompt;                 // while it is read, and the states of its tokens
    FeatureRows m_lower;
    std::int64_t m_readTokens = 0;
};

}  // namespace msao::engine
