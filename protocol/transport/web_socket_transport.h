// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/transport/raw_transport.h"

#include <QByteArray>
#include <QUrl>
#include <QWebSocket>

#include <memory>

namespace msao::protocol {

inline constexpr auto kSubprotocol = "msao.v1";
/// Of the request: who asks, for whoever stands between an edge and several clouds.
inline constexpr auto kEdgeField = "MSAO-Edge";

/// Over a WebSocket, plain or with TLS, of either side. Text frames are a fault of the peer.
class WebSocketTransport : public RawTransport {
    Q_OBJECT

public:
    /// Of a connection that a server accepted, or of one that is about to be opened.
    explicit WebSocketTransport(std::unique_ptr<QWebSocket> socket, QObject* parent = nullptr);
    ~WebSocketTransport() override;

    /// Of a client: asks for the subprotocol. `edge`: what stands in kEdgeField; empty: the field is left out.
    void open(const QUrl& url, const QByteArray& edge = {});
    /// That come in; a larger one ends the connection.
    void setMaxMessageBytes(quint64 bytes);
    QWebSocket& socket() { return *m_socket; }

    bool isOpen() const override;
    void send(const QByteArray& message) override;
    qint64 waitingBytes() const override;
    void close(CloseCode code) override;

private:
    void onDisconnected();
    void finish(CloseCode code);

    std::unique_ptr<QWebSocket> m_socket;
    bool m_wasOpen = false;
    bool m_isFinished = false;
};

}  // namespace msao::protocol
