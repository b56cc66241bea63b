// SPDX-License-Identifier: Apache-2.0
#include "tests/edge/recorded_run.h"

#include <algorithm>

namespace msao::edge {

using namespace engine;

namespace {

/// The answer as a screen would show it.
class ShownAnswer {
public:
    void take(const TraceFact& fact) {
        if (const auto* emitted = std::get_if<TokenEmitted>(&fact)) {
            if (std::cmp_not_equal(emitted->position, m_tokens.size()))
                fault("token emitted at " + std::to_string(emitted->position) + " behind " +
                      std::to_string(m_tokens.size()));
            m_tokens.push_back({emitted->token, emitted->provenance != Provenance::Unverified});
        } else if (const auto* rolledBack = std::get_if<RolledBack>(&fact)) {
            withdraw(static_cast<std::size_t>(rolledBack->position));
        } else if (const auto* revised = std::get_if<TokenRevised>(&fact)) {
            revise(*revised);
        }
    }

    std::string compare(const std::vector<TokenId>& expected) const {
        if (!m_fault.empty()) return m_fault;
        if (m_tokens.size() != expected.size())
            return std::to_string(m_tokens.size()) + " tokens instead of " + std::to_string(expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            if (!m_tokens[i].isVerified) return "token " + std::to_string(i) + " was never verified";
            if (m_tokens[i].token != expected[i]) return "token " + std::to_string(i) + " is another";
        }
        return {};
    }

private:
    struct Shown {
        TokenId token{};
        bool isVerified = false;
    };
    void fault(std::string what) {
        if (m_fault.empty()) m_fault = std::move(what);
    }
    void withdraw(std::size_t position) {
        for (std::size_t i = position; i < m_tokens.size(); ++i) {
            if (m_tokens[i].isVerified) fault("verified token " + std::to_string(i) + " was withdrawn");
        }
        m_tokens.resize(std::min(m_tokens.size(), position));
    }
    /// A withdrawn token's place may be filled by its correction.
    void revise(const TokenRevised& revised) {
        const auto position = static_cast<std::size_t>(revised.position);
        if (position > m_tokens.size()) return fault("token revised behind the end");
        if (position == m_tokens.size()) m_tokens.emplace_back();
        if (m_tokens[position].isVerified) fault("verified token " + std::to_string(position) + " was revised");
        m_tokens[position] = {revised.token, true};
    }

    std::vector<Shown> m_tokens;
    std::string m_fault;
};

}  // namespace

void RecordedRun::record(const TraceEvent& event) {
    const std::lock_guard lock(m_mutex);
    m_events.push_back(event);
}

std::vector<TraceEvent> RecordedRun::events() const {
    const std::lock_guard lock(m_mutex);
    return m_events;
}

std::size_t RecordedRun::unverifiedTokens() const {
    std::size_t found = 0;
    for (const TraceEvent& event : events()) {
        const auto* emitted = std::get_if<TokenEmitted>(&event.fact);
        if (emitted != nullptr && emitted->provenance == Provenance::Unverified) ++found;
    }
    return found;
}

std::string faultOf(const std::vector<TraceEvent>& events, RequestId request, const std::vector<TokenId>& expected) {
    ShownAnswer shown;
    TraceTime last{};
    for (const TraceEvent& event : events) {
        if (event.time < last) return "time went back";
        last = event.time;
        if (event.request == request) shown.take(event.fact);
    }
    return shown.compare(expected);
}

}  // namespace msao::edge
