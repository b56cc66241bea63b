// SPDX-License-Identifier: Apache-2.0
// Whole binary messages to a peer and from it; what carries them is the matter of whoever implements this.
#pragma once

#include <QByteArray>
#include <QObject>

namespace msao::protocol {

/// Why a transport closed, with the numbers of RFC 6455 (section 7.4) where they fit.
enum class CloseCode : quint16 {
    Normal = 1000,
    GoingAway = 1001,
    ProtocolError = 1002,
    Lost = 1006,  // no farewell came; never sent
    Refused = 1008,
    TooLarge = 1009,
};

/// Lives and is used in one thread.
class RawTransport : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    virtual bool isOpen() const = 0;
    /// Hands a message over; it may wait here.
    virtual void send(const QByteArray& message) = 0;
    /// Handed over and not yet taken by the network.
    virtual qint64 waitingBytes() const = 0;
    /// Says farewell where there is still a line; `closed` follows.
    virtual void close(CloseCode code) = 0;

Q_SIGNALS:
    void opened();
    void received(const QByteArray& message);
    /// waitingBytes() fell.
    void drained();
    /// Once, after opened() or instead of it. Nothing follows.
    void closed(msao::protocol::CloseCode code);
};

}  // namespace msao::protocol
