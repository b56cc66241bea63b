// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/net/tls_stream.h"

#include "protocol/transport/steady_retries.h"

#include <QSslConfiguration>

namespace msao::cloud {
namespace {

constexpr qint64 kReadBufferBytes = 16 * 1024;

}  // namespace

TlsStream::TlsStream(qintptr descriptor, const QSslConfiguration& configuration) {
    m_socket.setSslConfiguration(configuration);
    if (!m_socket.setSocketDescriptor(descriptor)) return;
    m_socket.setReadBufferSize(kReadBufferBytes);  // the rest waits with the peer
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    protocol::retrySteadily(descriptor);
    connect(&m_socket, &QSslSocket::readyRead, this, [this] { tell(&ByteStream::readable); });
    connect(&m_socket, &QSslSocket::bytesWritten, this, [this] { tell(&ByteStream::written); });
    connect(&m_socket, &QSslSocket::disconnected, this, &TlsStream::end);
    connect(&m_socket, &QSslSocket::errorOccurred, this, &TlsStream::end);
    m_socket.startServerEncryption();
}

TlsStream::~TlsStream() {
    m_socket.disconnect(this);
}

void TlsStream::write(const QByteArray& bytes) {
    m_isWriting = true;
    m_socket.write(bytes);
    m_socket.flush();  // Qt would wait for the next turn of its loop
    m_isWriting = false;
}

/// To write, TLS reads what has come, and says so.
void TlsStream::tell(void (ByteStream::*what)()) {
    if (!m_isWriting) return Q_EMIT(this->*what)();
    QMetaObject::invokeMethod(this, what, Qt::QueuedConnection);
}

void TlsStream::abort() {
    m_socket.disconnect(this);
    m_socket.abort();
}

void TlsStream::end() {
    abort();
    Q_EMIT ended();
}

}  // namespace msao::cloud
