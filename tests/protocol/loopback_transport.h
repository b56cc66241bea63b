// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/transport/raw_transport.h"

#include <deque>

namespace msao::protocol::tests {

/// A line in memory: what one end sends, the other receives from the event loop. It can be made to take nothing.
class LoopbackTransport : public RawTransport {
    Q_OBJECT

public:
    using RawTransport::RawTransport;

    static void join(LoopbackTransport& a, LoopbackTransport& b);
    void hold() { m_isHeld = true; }
    void release();

    bool isOpen() const override { return m_peer != nullptr; }
    void send(const QByteArray& message) override;
    qint64 waitingBytes() const override { return m_waiting; }
    void close(CloseCode code) override;

private:
    void flush();

    LoopbackTransport* m_peer = nullptr;
    std::deque<QByteArray> m_messages;
    qint64 m_waiting = 0;
    bool m_isHeld = false;
};

}  // namespace msao::protocol::tests
