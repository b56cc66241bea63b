// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud_server/cluster/cluster_options.h"
#include "cloud_server/cluster/cluster_step.h"
#include "cloud_server/cluster/http_calls.h"
#include "cloud_server/cluster/step_question.h"
#include "cloud_server/model/model_orders.h"

#include "msao/engine/ids.h"

#include <QObject>

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace msao::cloud {

/// Which servers answer: each draws one token, as in an answer, after a pause behind the one before. They are taken to
/// answer until one of them does not. Lives in one thread, which runs an event loop.
class ClusterWatch : public QObject {
    Q_OBJECT

public:
    /// Called where it is another than before.
    using Changed = std::function<void(ClusterHealth)>;

    /// What is referred to outlives it.
    ClusterWatch(const ClusterOptions& options, const ClusterFacts& facts, VerifyWay way,
                 const std::vector<engine::TokenId>& prompt, Changed changed);

private:
    struct Server {
        ClusterOptions options;  // of it alone
        ClusterSession session;
        std::unique_ptr<ClusterStep> step;  // under way
        std::string trouble;
    };
    void askLater(Server& server);
    void ask(Server& server);
    void take(Server& server);
    void tell() const;

    const ClusterFacts& m_facts;
    const VerifyWay m_way;
    const std::vector<engine::TokenId>& m_prompt;
    const Changed m_changed;
    HttpCalls m_calls;              // its own: that many answers are asked for does not delay it
    std::vector<Server> m_servers;  // referred to
};

}  // namespace msao::cloud
