// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud_server/cluster/cluster_answers.h"
#include "cloud_server/model/answer_model.h"

#include <QThread>

#include <mutex>
#include <vector>

namespace msao::cloud {

/// The thread that speaks with a cluster: replies are read there, so that no client waits for them.
class ClusterModel final : public AnswerModel {
public:
    ClusterModel(const ClusterOptions& options, const ClusterCard& card, std::int32_t maxDrafts, Listener listener);
    ~ClusterModel() override;

    bool order(ModelOrder order) override;

private:
    void carryOut();

    std::mutex m_mutex;
    std::vector<ModelOrder> m_orders;  // guarded by m_mutex
    ClusterAnswers* m_answers;         // lives in m_thread
    QThread m_thread;
};

}  // namespace msao::cloud
