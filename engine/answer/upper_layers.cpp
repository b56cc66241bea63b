// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/upper_layers.h"

#include "engine/answer/prefill_pieces.h"

#include <algorithm>
#include <string>
#include <utility>

namespace msao::engine {
namespace {

template <typename T>
std::vector<T> part(const std::vector<T>& whole, std::int64_t first, std::int64_t count) {
    const auto begin = whole.begin() + static_cast<std::ptrdiff_t>(first);
    return {begin, begin + static_cast<std::ptrdiff_t>(count)};
}

}  // namespace

UpperLayers::UpperLayers(Engine& model, std::int32_t cut, const SamplingOptions& sampling)
    : m_model(model), m_cut(cut), m_sampling(sampling), m_session(model.newSession()) {}

Status UpperLayers::begin(Prompt prompt, FeatureRows lower) {
    const std::size_t tokens = prompt.tokens.size();
    const bool fits = tokens > 0 && prompt.positions.size() == tokens && std::cmp_equal(lower.rows, tokens) &&
                      lower.width > 0 && std::cmp_equal(lower.values.size() / tokens, lower.width) &&
                      lower.values.size() % tokens == 0;
    if (!fits) {
        return Error{ErrorCode::ShapeMismatch, "expected a position and a hidden state for each of " +
                                                   std::to_string(tokens) + " tokens, at least one; found " +
                                                   std::to_string(prompt.positions.size()) + " and " +
                                                   std::to_string(lower.rows)};
    }
    m_prompt = std::move(prompt);
    m_lower = std::move(lower);
    m_readTokens = 0;
    return Done{};
}

Result<std::optional<TokenId>> UpperLayers::readOn(std::stop_token stop) {
    const std::int64_t count = std::min(unreadTokens(), kPrefillPieceTokens);
    Prompt piece;
    piece.tokens = part(m_prompt.tokens, m_readTokens, count);
    piece.positions = part(m_prompt.positions, m_readTokens, count);
    piece.nextPosition = m_prompt.nextPosition;
    const FeatureRows states{count, m_lower.width,
                             part(m_lower.values, m_readTokens * m_lower.width, count * m_lower.width)};
    MSAO_TRY(Logits logits, m_model.prefillUpper(m_session, piece, states, m_cut, std::move(stop)));
    m_readTokens += count;
    if (unreadTokens() > 0) return std::optional<TokenId>();
    m_history = std::exchange(m_prompt, {}).tokens;
    m_lower = {};
    m_readTokens = 0;
    return std::optional(draw(logits));
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
