// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <vector>

namespace msao::edge {

/// A line to a server that a test can cut while both ends live on, and whose next connections it can lead elsewhere, as
/// a balancer does.
class CloudLine : public QObject {
public:
    explicit CloudLine(const QUrl& server);

    QUrl url() const;
    void cut();
    void leadTo(const QUrl& server) { m_server = server; }
    /// That the edge has sent so far.
    qint64 bytesUp() const { return m_bytesUp; }

private:
    void carry();
    void join(QTcpSocket* from, QTcpSocket* to, qint64* bytes);

    QUrl m_server;
    QTcpServer m_listener;
    qint64 m_bytesUp = 0;
    qint64 m_bytesDown = 0;
    std::vector<QPointer<QTcpSocket>> m_sockets;
};

}  // namespace msao::edge
