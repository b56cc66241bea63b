// SPDX-License-Identifier: Apache-2.0
#include "protocol/transport/emulated_transport.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace msao::protocol {
namespace {

// What the line takes so soon does not count as waiting: an event loop is no quicker, and a fast line must not run dry.
constexpr double kLineBufferMs = 10;

}  // namespace

EmulatedTransport::EmulatedTransport(std::unique_ptr<RawTransport> inner, LinkProfile profile, QObject* parent)
    : RawTransport(parent), m_inner(std::move(inner)), m_profile(profile), m_up(profile, 0), m_down(profile, 1) {
    m_clock.start();
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &EmulatedTransport::deliver);
    connect(m_inner.get(), &RawTransport::opened, this, &RawTransport::opened);
    connect(m_inner.get(), &RawTransport::received, this, &EmulatedTransport::receive);
    // The line was free before what it delivered was on its way.
    connect(m_inner.get(), &RawTransport::drained, this, &RawTransport::drained);
    connect(m_inner.get(), &RawTransport::closed, this, &EmulatedTransport::finish);
}

EmulatedTransport::~EmulatedTransport() {
    m_inner->disconnect(this);
}

bool EmulatedTransport::isOpen() const {
    return !m_isLeaving && m_inner->isOpen();
}

void EmulatedTransport::send(const QByteArray& message) {
    m_isDraining = true;
    // Down for good: the message is on its way for ever, as on a real line.
    if (const auto arrival = m_up.arrivalMs(nowMs(), message.size())) m_going.push_back({*arrival, message});
    schedule();
}

void EmulatedTransport::receive(const QByteArray& message) {
    if (const auto arrival = m_down.arrivalMs(nowMs(), message.size())) m_coming.push_back({*arrival, message});
    schedule();
}

qint64 EmulatedTransport::waitingBytes() const {
    return m_up.waitingBytes(nowMs() + kLineBufferMs) + m_inner->waitingBytes();
}

void EmulatedTransport::close(CloseCode code) {
    m_isLeaving = code == CloseCode::Normal && m_inner->isOpen() && !m_going.empty();
    if (!m_isLeaving) m_inner->close(code);
}

void EmulatedTransport::finish(CloseCode code) {
    m_timer.stop();
    // What came before the end is delivered before it.
    while (!m_coming.empty()) {
        const QByteArray message = std::exchange(m_coming.front().message, {});
        m_coming.pop_front();
        Q_EMIT received(message);
    }
    Q_EMIT closed(code);
}

void EmulatedTransport::deliver() {
    const double now = nowMs();
    deliverArrived(now);
    if (m_isDraining && m_up.lineFreeMs() - kLineBufferMs <= now) {
        m_isDraining = false;
        Q_EMIT drained();
    }
    if (m_isLeaving && m_going.empty()) return close(CloseCode::Normal);
    schedule();
}

void EmulatedTransport::deliverArrived(double nowMs) {
    for (; !m_going.empty() && m_going.front().arrivalMs <= nowMs; m_going.pop_front()) {
        m_inner->send(m_going.front().message);
    }
    while (!m_coming.empty() && m_coming.front().arrivalMs <= nowMs) {
        const QByteArray message = std::exchange(m_coming.front().message, {});
        m_coming.pop_front();
        Q_EMIT received(message);  // may send, and so come back here
    }
}

void EmulatedTransport::schedule() {
    double next = INFINITY;
    if (!m_going.empty()) next = std::min(next, m_going.front().arrivalMs);
    if (!m_coming.empty()) next = std::min(next, m_coming.front().arrivalMs);
    if (m_isDraining) next = std::min(next, m_up.lineFreeMs() - kLineBufferMs);
    if (std::isfinite(next)) m_timer.start(static_cast<int>(std::ceil(std::clamp(next - nowMs(), 0.0, 60e3))));
}

double EmulatedTransport::nowMs() const {
    return static_cast<double>(m_clock.nsecsElapsed()) / 1e6;
}

}  // namespace msao::protocol
