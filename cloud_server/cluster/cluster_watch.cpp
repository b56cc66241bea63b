// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/cluster/cluster_watch.h"

#include "cloud_server/cluster/cluster_answer.h"
#include "cloud_server/server/log.h"

#include <QTimer>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <variant>

namespace msao::cloud {

ClusterWatch::ClusterWatch(const ClusterOptions& options, const ClusterFacts& facts, VerifyWay way,
                           const std::vector<engine::TokenId>& prompt, Changed changed)
    : m_facts(facts), m_way(way), m_prompt(prompt), m_changed(std::move(changed)) {
    ClusterOptions alone = options;
    alone.tries = 1;
    for (const QUrl& replica : options.replicas) {
        alone.replicas = {replica};
        m_servers.push_back({alone, newClusterSession(), {}, {}});
    }
    for (Server& server : m_servers) askLater(server);
}

void ClusterWatch::askLater(Server& server) {
    QTimer::singleShot(server.options.watchPause, this, [this, &server] { ask(server); });
}

void ClusterWatch::ask(Server& server) {
    const StepQuestion question{m_prompt, static_cast<std::int64_t>(m_prompt.size()), {}, 1};
    server.step = std::make_unique<ClusterStep>(server.options, m_facts, m_way, m_calls, server.session, question);
    connect(server.step.get(), &ClusterStep::finished, this, [this, &server] { take(server); });
    server.step->ask();
}

void ClusterWatch::take(Server& server) {
    const auto* fault = std::get_if<ReplyFault>(&server.step->outcome().result);
    std::string trouble = fault == nullptr ? std::string() : wordsOf(*fault).toStdString();
    server.step.release()->deleteLater();  // it is the step that speaks
    if (server.trouble != trouble) {
        server.trouble = std::move(trouble);
        tell();
    }
    askLater(server);
}

void ClusterWatch::tell() const {
    ClusterHealth health;
    for (const Server& server : m_servers) health.troubles.push_back(server.trouble);
    const auto answering = std::ranges::count(health.troubles, std::string());
    logEvent("cluster", {{"servers", static_cast<std::int64_t>(m_servers.size())},
                         {"answering", static_cast<std::int64_t>(answering)}});
    m_changed(std::move(health));
}

}  // namespace msao::cloud
