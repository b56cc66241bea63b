// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/net/plain_stream.h"

#include "protocol/transport/steady_retries.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

namespace msao::cloud {
namespace {

QHostAddress peerOf(int descriptor) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (::getpeername(descriptor, reinterpret_cast<sockaddr*>(&address), &size) != 0) return {};
    return QHostAddress(reinterpret_cast<const sockaddr*>(&address));
}

bool isForLater(int error) {
    return error == EAGAIN || error == EWOULDBLOCK;
}

}  // namespace

PlainStream::PlainStream(int descriptor)
    : m_descriptor(descriptor), m_peer(peerOf(descriptor)), m_reading(descriptor, QSocketNotifier::Read) {
    ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
    const int noDelay = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &noDelay, sizeof noDelay);
    protocol::retrySteadily(descriptor);
    connect(&m_reading, &QSocketNotifier::activated, this, &ByteStream::readable);
}

PlainStream::~PlainStream() {
    PlainStream::abort();
}

void PlainStream::setListening(bool isListening) {
    if (m_descriptor >= 0) m_reading.setEnabled(isListening);
}

qint64 PlainStream::read(char* to, qint64 size) {
    if (m_descriptor < 0) return 0;
    ssize_t count = -1;
    do {
        count = ::recv(m_descriptor, to, static_cast<std::size_t>(size), 0);
    } while (count < 0 && errno == EINTR);
    if (count > 0) return count;
    if (count < 0) return isForLater(errno) ? 0 : -1;
    end();
    return 0;
}

/// How much the network took; negative: it broke.
qint64 PlainStream::sendNow(const char* from, qint64 size) {
    qint64 sent = 0;
    while (sent < size) {
        const ssize_t count = ::send(m_descriptor, from + sent, static_cast<std::size_t>(size - sent), MSG_NOSIGNAL);
        if (count >= 0) {
            sent += count;
        } else if (isForLater(errno)) {
            return sent;
        } else if (errno != EINTR) {
            return -1;
        }
    }
    return sent;
}

void PlainStream::write(const QByteArray& bytes) {
    if (m_descriptor < 0 || m_isBroken) return;
    qint64 sent = 0;
    if (m_pending.isEmpty()) sent = sendNow(bytes.constData(), bytes.size());
    if (sent < 0) return breakOff();
    if (sent == bytes.size()) return;
    m_pending.append(bytes.constData() + sent, bytes.size() - sent);
    if (!m_writing) {
        m_writing = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Write);
        connect(m_writing.get(), &QSocketNotifier::activated, this, &PlainStream::sendPending);
    }
    m_writing->setEnabled(true);
}

void PlainStream::sendPending() {
    const qint64 sent = sendNow(m_pending.constData(), m_pending.size());
    if (sent < 0) return breakOff();
    m_pending.remove(0, sent);
    if (m_pending.isEmpty()) {
        m_pending = {};
        m_writing->setEnabled(false);
    }
    if (sent > 0) Q_EMIT written();
}

/// What the peer said last may still lie here: it is read before the reader finds the end. One that leaves in the middle
/// of an answer says so, and resets the line on what it has not read.
void PlainStream::breakOff() {
    m_isBroken = true;
    m_pending = {};
    if (m_writing) m_writing->setEnabled(false);
    // A reader that waits until more is taken waits no longer; a write calls nobody back from within.
    QMetaObject::invokeMethod(this, &ByteStream::written, Qt::QueuedConnection);
}

/// Closes the own half, and reads on until the peer closes too: whoever closes on bytes that it has not read resets the
/// connection, and the peer may lose what it was told last.
void PlainStream::finish() {
    if (m_descriptor >= 0 && m_pending.isEmpty()) ::shutdown(m_descriptor, SHUT_WR);
}

void PlainStream::abort() {
    if (m_descriptor < 0) return;
    m_reading.setEnabled(false);
    if (m_writing) m_writing->setEnabled(false);
    // A peer that has left bytes lying would leave the kernel holding them, too.
    const linger atOnce{.l_onoff = 1, .l_linger = 0};
    if (!m_pending.isEmpty()) ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    m_pending = {};
    ::close(m_descriptor);
    m_descriptor = -1;
}

void PlainStream::end() {
    abort();
    Q_EMIT ended();
}

}  // namespace msao::cloud
