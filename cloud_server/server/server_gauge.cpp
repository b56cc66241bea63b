// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/server/server_gauge.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace msao::cloud {
namespace {

std::int32_t small(std::size_t count) {
    return static_cast<std::int32_t>(std::min<std::size_t>(count, std::numeric_limits<std::int32_t>::max()));
}

}  // namespace

protocol::CloudFigures ServerGauge::read(const Metrics& metrics) {
    protocol::CloudFigures figures;
    figures.machine = m_machine.sample(engine::Side::Cloud);
    engine::ServerFigures& server = figures.server;
    server.connections = small(metrics.connections);
    server.sessions = small(metrics.sessions);
    server.openAnswers = small(metrics.workingAnswers);
    server.waitingAnswers = small(metrics.waitingAnswers);
    server.parkedAnswers = small(metrics.parkedAnswers);
    server.kvPages = metrics.kv.pages;
    server.kvPagesInUse = metrics.kv.pagesInUse;
    const std::uint64_t passes = metrics.stepSeconds.count();
    server.passes = static_cast<std::int64_t>(passes - std::exchange(m_passes, passes));
    const auto mean = [&server](double sum, double& before) {
        const double since = sum - std::exchange(before, sum);
        return server.passes > 0 ? std::max(0.0, since / static_cast<double>(server.passes)) : 0.0;
    };
    server.passSessions = mean(metrics.batchSessions.sum(), m_sessions);
    server.passRows = mean(metrics.batchRows.sum(), m_rows);
    server.passMs = mean(metrics.stepSeconds.sum(), m_seconds) * 1000;
    return figures;
}

}  // namespace msao::cloud
