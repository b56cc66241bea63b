// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/net/listener.h"

#include "cloud_server/net/plain_stream.h"
#include "cloud_server/net/tls_stream.h"

#include <algorithm>
#include <utility>

namespace msao::cloud {

Listener::Listener(ListenerOptions options, const SocketLimits& limits, Pages pages)
    : m_options(std::move(options)), m_limits(limits), m_pages(std::move(pages)) {
    setListenBacklogSize(1024);  // all come back at once after a restart
}

Listener::~Listener() {
    for (ClientSocket* socket : std::exchange(m_sockets, {})) {
        socket->disconnect();
        delete socket;
    }
}

std::unique_ptr<ByteStream> Listener::adopt(qintptr descriptor) const {
    if (!m_options.tls) return std::make_unique<PlainStream>(static_cast<int>(descriptor));
    auto stream = std::make_unique<TlsStream>(descriptor, *m_options.tls);
    return stream->isOpen() ? std::move(stream) : nullptr;
}

/// Who is logged in does not count: many users may share an address.
bool Listener::hasRoomFor(const QHostAddress& peer) const {
    if (std::cmp_greater_equal(m_sockets.size(), m_limits.sockets)) return false;
    const auto strangers = std::count_if(m_sockets.begin(), m_sockets.end(), [&](const ClientSocket* socket) {
        return !socket->isLoggedIn() && socket->peer() == peer;
    });
    return strangers < m_limits.socketsNotLoggedIn;
}

void Listener::incomingConnection(qintptr descriptor) {
    std::unique_ptr<ByteStream> stream = adopt(descriptor);
    if (!stream || !hasRoomFor(stream->peer())) {
        ++m_refused;
        if (stream) stream->abort();
        return;
    }
    auto* client = new ClientSocket(std::move(stream), m_limits, m_pages, m_options.takesClients);
    client->setParent(this);
    m_sockets.push_back(client);
    connect(client, &ClientSocket::closed, this, [this, client] { forget(client); });
    Q_EMIT accepted(client);
}

void Listener::forget(ClientSocket* socket) {
    m_sockets.removeOne(socket);
    socket->deleteLater();
}

void Listener::checkDeadlines(Clock::time_point now) {
    // A socket that is cut leaves the list.
    const QList<ClientSocket*> sockets = m_sockets;
    for (ClientSocket* socket : sockets) socket->checkDeadlines(now);
}

}  // namespace msao::cloud
