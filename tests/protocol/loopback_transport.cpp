// SPDX-License-Identifier: Apache-2.0
#include "tests/protocol/loopback_transport.h"

#include <utility>

namespace msao::protocol::tests {

void LoopbackTransport::join(LoopbackTransport& a, LoopbackTransport& b) {
    a.m_peer = &b;
    b.m_peer = &a;
}

void LoopbackTransport::release() {
    m_isHeld = false;
    flush();
}

void LoopbackTransport::send(const QByteArray& message) {
    m_messages.push_back(message);
    m_waiting += message.size();
    QMetaObject::invokeMethod(this, &LoopbackTransport::flush, Qt::QueuedConnection);
}

void LoopbackTransport::flush() {
    if (m_isHeld || m_messages.empty()) return;
    while (m_peer && !m_messages.empty()) {
        const QByteArray message = std::move(m_messages.front());
        m_messages.pop_front();
        m_waiting -= message.size();
        Q_EMIT m_peer->received(message);
    }
    Q_EMIT drained();
}

void LoopbackTransport::close(CloseCode code) {
    m_isHeld = false;
    flush();
    if (auto* peer = std::exchange(m_peer, nullptr)) {
        peer->m_peer = nullptr;
        Q_EMIT peer->closed(code);
        Q_EMIT closed(code);
    }
}

}  // namespace msao::protocol::tests
