// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud_server/net/byte_stream.h"

#include <QSslSocket>

namespace msao::cloud {

/// A socket behind TLS.
class TlsStream final : public ByteStream {
    Q_OBJECT

public:
    /// Takes an accepted socket over; false from isOpen() if it could not. The handshake begins at once.
    TlsStream(qintptr descriptor, const QSslConfiguration& configuration);
    ~TlsStream() override;

    bool isOpen() const { return m_socket.isOpen(); }
    QHostAddress peer() const override { return m_socket.peerAddress(); }
    qint64 read(char* to, qint64 size) override { return m_socket.read(to, size); }
    /// Its buffer is bounded: when that is full, nothing more comes.
    void setListening(bool) override {}
    void write(const QByteArray& bytes) override;
    qint64 pendingBytes() const override { return m_socket.bytesToWrite() + m_socket.encryptedBytesToWrite(); }
    void finish() override { m_socket.disconnectFromHost(); }
    void abort() override;

private:
    void tell(void (ByteStream::*what)());
    void end();

    QSslSocket m_socket;
    bool m_isWriting = false;
};

}  // namespace msao::cloud
