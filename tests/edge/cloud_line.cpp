// SPDX-License-Identifier: Apache-2.0
#include "tests/edge/cloud_line.h"

#include <QHostAddress>

#include <utility>

namespace msao::edge {

CloudLine::CloudLine(const QUrl& server) : m_server(server) {
    connect(&m_listener, &QTcpServer::newConnection, this, &CloudLine::carry);
    m_listener.listen(QHostAddress(QHostAddress::LocalHost));
}

QUrl CloudLine::url() const {
    QUrl url = m_server;
    url.setPort(m_listener.serverPort());
    return url;
}

void CloudLine::carry() {
    while (QTcpSocket* edge = m_listener.nextPendingConnection()) {
        auto* cloud = new QTcpSocket(this);
        cloud->connectToHost(m_server.host(), static_cast<quint16>(m_server.port()));
        join(edge, cloud, &m_bytesUp);
        join(cloud, edge, &m_bytesDown);
        m_sockets.emplace_back(edge);
        m_sockets.emplace_back(cloud);
    }
}

void CloudLine::join(QTcpSocket* from, QTcpSocket* to, qint64* bytes) {
    connect(from, &QTcpSocket::readyRead, to, [from, to, bytes] {
        const QByteArray all = from->readAll();
        *bytes += all.size();
        to->write(all);
    });
    QObject::connect(from, &QTcpSocket::disconnected, to, [to] { to->disconnectFromHost(); });
}

void CloudLine::cut() {
    for (const QPointer<QTcpSocket>& socket : std::exchange(m_sockets, {})) {
        if (socket) socket->abort();
    }
}

}  // namespace msao::edge
