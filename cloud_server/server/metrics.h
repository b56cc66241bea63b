// SPDX-License-Identifier: Apache-2.0
// What the server counts, and how Prometheus reads it. Numbers only: no name, no token, no path, no content.
#pragma once

#include "cloud_server/model/model_orders.h"
#include "protocol/messages/link.h"
#include "protocol/messages/refusal.h"

#include "msao/engine/cloud_answers.h"
#include "msao/engine/engine.h"

#include <QByteArray>

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>

namespace msao::cloud {

/// Counts by upper bounds, which the exposition format accumulates.
template <std::size_t Count>
class Histogram {
public:
    explicit constexpr Histogram(const std::array<double, Count>& bounds) : m_bounds(bounds) {}

    void note(double value) {
        std::size_t bin = 0;
        while (bin < Count && value > m_bounds[bin]) ++bin;
        ++m_counts[bin];
        m_sum += value;
    }
    const std::array<double, Count>& bounds() const { return m_bounds; }
    std::uint64_t count(std::size_t bin) const { return m_counts[bin]; }
    double sum() const { return m_sum; }
    std::uint64_t count() const { return std::accumulate(m_counts.begin(), m_counts.end(), std::uint64_t{0}); }

private:
    std::array<double, Count> m_bounds;
    std::array<std::uint64_t, Count + 1> m_counts{};
    double m_sum = 0;
};

/// Lives in the network thread.
struct Metrics {
    // Of now
    std::size_t connections = 0;
    std::size_t sessions = 0;
    std::size_t openAnswers = 0;     // that the model holds
    std::size_t workingAnswers = 0;  // of them, that somebody waits for
    std::size_t waitingAnswers = 0;  // asked for, and not in the model yet
    std::size_t parkedAnswers = 0;
    std::int64_t promisedPages = 0;
    engine::KvUsage kv;
    ClusterHealth cluster;  // of no servers where the model is in this process
    bool isReady = false;
    protocol::CloudFigures figures;  // of the last seconds, for edges

    // Since the start
    std::uint64_t connectionsAccepted = 0;
    std::uint64_t connectionsRefused = 0;
    std::uint64_t logins = 0;
    std::uint64_t answersAsked = 0;
    std::uint64_t answersEnded = 0;
    std::uint64_t resumes = 0;
    std::uint64_t rebuilds = 0;
    std::uint64_t modelRestarts = 0;
    AskedAgain askedAgain;        // of a cluster
    std::uint64_t takenOver = 0;  // from it, by the model that stands by
    std::uint64_t messages = 0;
    std::uint64_t draftedTokens = 0;
    std::uint64_t acceptedTokens = 0;
    std::uint64_t rejectedTokens = 0;
    std::uint64_t verifiedTokens = 0;
    std::uint64_t prefilledTokens = 0;
    std::uint64_t reusedTokens = 0;
    std::uint64_t receivedBytes = 0;  // over sockets that have closed
    std::uint64_t sentBytes = 0;
    std::uint64_t receivedBytesOfOpen = 0;  // over those that are open
    std::uint64_t sentBytesOfOpen = 0;
    std::map<protocol::RefusalCode, std::uint64_t> refusals;
    Histogram<10> stepSeconds{{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1}};
    Histogram<8> batchSessions{{1, 2, 4, 8, 16, 32, 64, 128}};
    Histogram<8> batchRows{{1, 4, 8, 16, 32, 64, 256, 1024}};

    void notePass(const engine::PassFigures& pass);
    void note(const AskedAgain& asked);
};

/// The text format of Prometheus, version 0.0.4.
QByteArray metricsText(const Metrics& metrics);

}  // namespace msao::cloud
