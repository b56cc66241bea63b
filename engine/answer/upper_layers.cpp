// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/upper_layers.h"

#include <utility>

namespace msao::engine {

UpperLayers::UpperLayers(Engine& model, std::int32_t cut, const SamplingOptions& sampling)
    : m_model(model), m_cut(cut), m_sampling(sampling), m_session(model.newSession()) {}

Result<TokenId> UpperLayers::read(const Prompt& prompt, const FeatureRows& lower, std::stop_token stop) {
    MSAO_TRY(Logits logits, m_model.prefillUpper(m_session, prompt, lower, m_cut, std::move(stop)));
    m_history = prompt.tokens;
    return draw(logits);
}

Result<TokenId> UpperLayers::goOn(FeatureRows lower) {
    MSAO_TRY(Logits logits, m_model.decodeUpper(m_session, std::move(lower), m_cut));
    return draw(logits);
}

TokenId UpperLayers::draw(Logits& logits) {
    const TokenId token = sampleToken(logits.row(0), m_model.tokenEnd(), m_sampling, m_history, m_session.length());
    m_history.push_back(token);
    return token;
}

}  // namespace msao::engine
