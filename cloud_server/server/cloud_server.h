// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud_server/net/listener.h"
#include "cloud_server/server/loaded_model.h"
#include "cloud_server/server/metrics.h"
#include "cloud_server/server/server_gauge.h"
#include "cloud_server/server/server_options.h"
#include "cloud_server/session/answer_desk.h"
#include "cloud_server/session/client.h"

#include "msao/engine/result.h"

#include <QList>
#include <QObject>
#include <QTimer>
#include <QUrl>

#include <memory>
#include <optional>

namespace msao::cloud {

/// The whole server: sockets, clients, answers, pages, and how it goes away. Lives in the thread that makes it, which
/// runs an event loop.
class CloudServer : public QObject {
    Q_OBJECT

public:
    static engine::Result<std::unique_ptr<CloudServer>> create(ServerOptions options, LoadedModel model);
    ~CloudServer() override;

    engine::Status listen();
    QUrl url() const;
    std::uint16_t pagesPort() const;

    /// No new answers, and clients are let go once they have none; `drained` when the running ones have ended, or the
    /// grace is over.
    void drain();
    const Metrics& metrics() const { return m_metrics; }

Q_SIGNALS:
    void drained();

private:
    CloudServer(ServerOptions options, LoadedModel model, std::optional<Tenants> tenants,
                std::optional<QSslConfiguration> tls);
    protocol::HelloReply helloReply() const;
    void welcome(ClientSocket* socket);
    void tick();
    void dismissIdle(Clock::time_point now);
    void finishDrain(Clock::time_point now);
    void updateMetrics();
    QByteArray whyNotReady() const;
    HttpPage readiness() const;
    std::optional<HttpPage> page(const QByteArray& path);

    const ServerOptions m_options;
    LoadedModel m_model;
    ServedModel m_served;
    Metrics m_metrics;
    ServerGauge m_gauge;
    Clock::time_point m_gauged{};
    Welcome m_welcome;
    AnswerDesk m_desk;
    std::unique_ptr<Listener> m_listener;
    std::unique_ptr<Listener> m_pagesListener;
    QList<Client*> m_clients;
    QTimer m_ticks;
    std::optional<Clock::time_point> m_drainBegan;
};

}  // namespace msao::cloud
