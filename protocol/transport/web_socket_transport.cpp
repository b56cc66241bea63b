// SPDX-License-Identifier: Apache-2.0
#include "protocol/transport/web_socket_transport.h"

#include "protocol/messages/limits.h"
#include "protocol/transport/steady_retries.h"

#include <QNetworkRequest>
#include <QTcpSocket>
#include <QWebSocketHandshakeOptions>

#include <utility>

namespace msao::protocol {

WebSocketTransport::WebSocketTransport(std::unique_ptr<QWebSocket> socket, QObject* parent)
    : RawTransport(parent),
      m_socket(std::move(socket)),
      m_wasOpen(m_socket->state() == QAbstractSocket::ConnectedState) {
    setMaxMessageBytes(kMaxMessageBytes);
    m_socket->setOutgoingFrameSize(kMaxMessageBytes);  // a message is one frame
    connect(m_socket.get(), &QWebSocket::connected, this, [this] {
        m_wasOpen = true;
        if (const auto* tcp = m_socket->findChild<QTcpSocket*>()) retrySteadily(tcp->socketDescriptor());
        Q_EMIT opened();
    });
    connect(m_socket.get(), &QWebSocket::disconnected, this, &WebSocketTransport::onDisconnected);
    connect(m_socket.get(), &QWebSocket::binaryMessageReceived, this, &RawTransport::received);
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this, [this] { close(CloseCode::ProtocolError); });
    connect(m_socket.get(), &QWebSocket::bytesWritten, this, &RawTransport::drained);
    // An attempt that fails ends without `disconnected`, or over TLS with it, before there is a reason.
    connect(m_socket.get(), qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, [this] {
        if (m_socket->state() == QAbstractSocket::UnconnectedState) finish(CloseCode::Lost);
    });
}

WebSocketTransport::~WebSocketTransport() {
    m_socket->disconnect(this);
    m_socket->abort();
}

void WebSocketTransport::open(const QUrl& url, const QByteArray& edge) {
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({QString::fromLatin1(kSubprotocol)});
    QNetworkRequest request(url);
    if (!edge.isEmpty()) request.setRawHeader(kEdgeField, edge);
    m_socket->open(request, options);
}

void WebSocketTransport::setMaxMessageBytes(quint64 bytes) {
    m_socket->setMaxAllowedIncomingFrameSize(bytes);
    m_socket->setMaxAllowedIncomingMessageSize(bytes);
}

bool WebSocketTransport::isOpen() const {
    return !m_isFinished && m_socket->state() == QAbstractSocket::ConnectedState;
}

void WebSocketTransport::send(const QByteArray& message) {
    if (isOpen()) m_socket->sendBinaryMessage(message);
}

qint64 WebSocketTransport::waitingBytes() const {
    return m_socket->bytesToWrite();
}

void WebSocketTransport::close(CloseCode code) {
    if (m_isFinished) return;
    if (m_socket->state() == QAbstractSocket::ConnectedState) {
        m_socket->close(static_cast<QWebSocketProtocol::CloseCode>(code), QStringLiteral("closed"));
    } else {
        m_socket->abort();
        finish(code);
    }
}

// Every farewell of ours has a reason, and so have Qt's own; a line that just broke has none.
void WebSocketTransport::onDisconnected() {
    if (!m_wasOpen) {  // the error that says why follows in this very turn
        QMetaObject::invokeMethod(
            this, [this] { finish(CloseCode::Lost); }, Qt::QueuedConnection);
        return;
    }
    finish(m_socket->closeReason().isEmpty() ? CloseCode::Lost : static_cast<CloseCode>(m_socket->closeCode()));
}

void WebSocketTransport::finish(CloseCode code) {
    if (std::exchange(m_isFinished, true)) return;
    Q_EMIT closed(code);
}

}  // namespace msao::protocol
