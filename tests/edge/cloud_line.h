// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <vector>

namespace msao::edge {

/// A line to a server that a test can cut while both ends live on.
class CloudLine : public QObject {
public:
    explicit CloudLine(const QUrl& server);

    QUrl url() const;
    void cut();

private:
    void carry();
    static void join(QTcpSocket* from, QTcpSocket* to);

    QUrl m_server;
    QTcpServer m_listener;
    std::vector<QPointer<QTcpSocket>> m_sockets;
};

}  // namespace msao::edge
