// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/link/emulated_link.h"
#include "protocol/transport/raw_transport.h"

#include <QElapsedTimer>
#include <QTimer>

#include <deque>
#include <memory>

namespace msao::protocol {

/// Another transport as if its link were the profile's, in both directions; one end of a connection has it. Whoever
/// shows anything shows the profile with it.
class EmulatedTransport : public RawTransport {
    Q_OBJECT

public:
    EmulatedTransport(std::unique_ptr<RawTransport> inner, LinkProfile profile, QObject* parent = nullptr);
    ~EmulatedTransport() override;

    const LinkProfile& profile() const { return m_profile; }

    bool isOpen() const override;
    void send(const QByteArray& message) override;
    qint64 waitingBytes() const override;
    /// Whoever leaves in peace waits until what was sent is through; what comes meanwhile is still received.
    void close(CloseCode code) override;

private:
    struct Underway {
        double arrivalMs = 0;
        QByteArray message;
    };

    void receive(const QByteArray& message);
    void finish(CloseCode code);
    void deliver();
    void deliverArrived(double nowMs);
    void schedule();
    double nowMs() const;

    std::unique_ptr<RawTransport> m_inner;
    LinkProfile m_profile;
    EmulatedLink m_up;
    EmulatedLink m_down;
    QElapsedTimer m_clock;
    QTimer m_timer;
    std::deque<Underway> m_going;   // in order of arrival
    std::deque<Underway> m_coming;  // likewise
    bool m_isDraining = false;      // drained() is owed when the line is free again
    bool m_isLeaving = false;       // the farewell is behind m_going
};

}  // namespace msao::protocol
