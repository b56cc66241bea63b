// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/cloud_server/benchmarks/bench_tools.h"
#include "tests/cloud_server/benchmarks/server_thread.h"
#include "tests/cloud_server/test_edge.h"

#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace msao::cloud {

/// Sessions that are answered by the cloud alone, and when each heard of it.
class Crowd {
public:
    Crowd(const ServerThread& served, std::uint32_t sessions, std::int32_t answerTokens, std::uint32_t perSocket) {
        for (std::uint32_t i = 0; i < sessions; ++i) {
            if (i % perSocket == 0) {
                m_edges.push_back(std::make_unique<TestEdge>(served.url()));
                if (!m_edges.back()->logIn()) fail("a login was refused");
            }
            m_edges.back()->send(question(i, engine::Mode::CloudOnly, answerTokens, served.tokenEnd()));
        }
    }
    /// True while somebody waits.
    bool read() {
        for (std::size_t e = 0; e < m_edges.size(); ++e) {
            while (auto message = m_edges[e]->take<protocol::VerdictMessage>()) note(e, *message);
            if (m_edges[e]->take<protocol::Refused>()) fail("a question was refused");
        }
        return m_ended < m_lastHeard.size() || m_lastHeard.empty();
    }
    std::size_t answering() const { return m_lastHeard.size(); }
    std::size_t ended() const { return m_ended; }
    std::vector<double> stepMs;
    std::vector<double> waitMs;  // between two verdicts of one session

private:
    void note(std::size_t edge, const protocol::VerdictMessage& message) {
        const auto now = Timer::now();
        const auto key = std::pair(edge, message.id.session);
        const auto heard = m_lastHeard.find(key);
        if (heard != m_lastHeard.end()) {
            waitMs.push_back(std::chrono::duration<double, std::milli>(now - heard->second).count());
            stepMs.push_back(message.verdict.cloudStepMs);
        }
        m_lastHeard[key] = now;
        if (message.verdict.endsAnswer) ++m_ended;
    }
    std::vector<std::unique_ptr<TestEdge>> m_edges;
    std::map<std::pair<std::size_t, protocol::SessionId>, Timer::time_point> m_lastHeard;
    std::size_t m_ended = 0;
};

}  // namespace msao::cloud
