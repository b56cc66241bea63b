// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud_server/net/client_socket.h"
#include "cloud_server/net/limits.h"

#include <QHash>
#include <QList>
#include <QSslConfiguration>
#include <QTcpServer>

#include <optional>

namespace msao::cloud {

struct ListenerOptions {
    std::optional<QSslConfiguration> tls;  // absent: plain, for loopback only
    bool takesClients = true;              // otherwise pages only
};

/// Accepts connections within the limits. Lives in the network thread, as its sockets do.
class Listener : public QTcpServer {
    Q_OBJECT

public:
    Listener(ListenerOptions options, const SocketLimits& limits, Pages pages);
    ~Listener() override;

    const QList<ClientSocket*>& sockets() const { return m_sockets; }
    void checkDeadlines(Clock::time_point now);
    std::uint64_t refusedSockets() const { return m_refused; }

Q_SIGNALS:
    /// It has not sent anything yet. It lives until it has said that it is closed, and the event loop has turned.
    void accepted(ClientSocket* socket);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    bool hasRoomFor(const QHostAddress& peer) const;
    std::unique_ptr<ByteStream> adopt(qintptr descriptor) const;
    void forget(ClientSocket* socket);

    ListenerOptions m_options;
    const SocketLimits& m_limits;
    const Pages m_pages;
    QList<ClientSocket*> m_sockets;
    std::uint64_t m_refused = 0;
};

}  // namespace msao::cloud
