// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/cluster/cluster_model.h"

#include <utility>

namespace msao::cloud {

ClusterModel::ClusterModel(const ClusterOptions& options, const ClusterCard& card, std::int32_t maxDrafts,
                           Listener listener)
    : m_answers(new ClusterAnswers(options, card, maxDrafts, std::move(listener))) {
    m_answers->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::started, m_answers, &ClusterAnswers::watch);
    QObject::connect(&m_thread, &QThread::finished, m_answers, &QObject::deleteLater);
    m_thread.start();
}

ClusterModel::~ClusterModel() {
    m_thread.quit();
    m_thread.wait();
}

bool ClusterModel::order(ModelOrder order) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_orders.size() >= kMaxWaitingOrders && !givesBack(order)) return false;
        m_orders.push_back(std::move(order));
        if (m_orders.size() > 1) return true;  // they are fetched together
    }
    QMetaObject::invokeMethod(
        m_answers, [this] { carryOut(); }, Qt::QueuedConnection);
    return true;
}

void ClusterModel::carryOut() {
    std::vector<ModelOrder> orders;
    {
        const std::lock_guard lock(m_mutex);
        orders.swap(m_orders);
    }
    m_answers->carryOut(std::move(orders));
}

}  // namespace msao::cloud
