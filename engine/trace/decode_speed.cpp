// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/decode_speed.h"

#include <chrono>
#include <variant>

namespace msao::engine {

void DecodeSpeed::apply(TraceTime time, const TraceFact& fact) {
    const bool isEmitted = std::holds_alternative<TokenEmitted>(fact);
    if (!isEmitted && !std::holds_alternative<TokenRevised>(fact)) return;
    if (!m_first) m_first = time;
    if (isEmitted && time == *m_first) ++m_firstTokens;
    m_last = time;
}

std::optional<double> DecodeSpeed::tokensPerSecond(std::int64_t tokens) const {
    if (!m_first || tokens <= m_firstTokens || m_last <= *m_first) return std::nullopt;
    const double seconds = std::chrono::duration<double>(m_last - *m_first).count();
    return static_cast<double>(tokens - m_firstTokens) / seconds;
}

}  // namespace msao::engine
