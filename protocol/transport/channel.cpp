// SPDX-License-Identifier: Apache-2.0
#include "protocol/transport/channel.h"

#include "protocol/codec/codec.h"

#include <algorithm>
#include <string>

namespace msao::protocol {
namespace {

// Media is handed over only while less than this waits in the transport, so control waits for one chunk at most.
constexpr qint64 kLowWaterBytes = 1024;

// More is asked for while some chunks still wait, so that the link is not at rest between them.
constexpr qint64 kWantedMediaBytes = 4 * qint64{kMaxChunkBytes};

}  // namespace

Channel::Channel(std::unique_ptr<RawTransport> transport, ChannelOptions options, QObject* parent)
    : QObject(parent), m_transport(std::move(transport)), m_options(options), m_queue(options.maxQueuedBytes) {
    m_stall.setSingleShot(true);
    m_stall.setInterval(options.maxStall);
    connect(&m_stall, &QTimer::timeout, this, [this] { close(CloseCode::Refused); });
    connect(m_transport.get(), &RawTransport::opened, this, &Channel::opened);
    connect(m_transport.get(), &RawTransport::opened, this, &Channel::pump);
    connect(m_transport.get(), &RawTransport::received, this, &Channel::receive);
    connect(m_transport.get(), &RawTransport::drained, this, &Channel::goOn);
    connect(m_transport.get(), &RawTransport::closed, this, [this](CloseCode code) {
        m_stall.stop();
        Q_EMIT closed(code);
    });
}

Channel::~Channel() {
    m_transport->disconnect(this);
}

void Channel::close(CloseCode code) {
    // What is urgent is on its way before the farewell: a refusal explains it.
    while (auto message = m_queue.pop(Urgency::Control)) hand(*std::move(message));
    m_transport->close(code);
}

engine::Status Channel::queue(Urgency urgency, engine::Result<QByteArray> message) {
    if (!message) return message.error();
    // The limit is on all that waits, wherever it does.
    const bool hasRoom = backlogBytes() + message->size() <= m_options.maxQueuedBytes;
    if (!hasRoom || !m_queue.push(urgency, *std::move(message))) {
        return engine::Error{engine::ErrorCode::LimitExceeded,
                             std::to_string(backlogBytes()) + " bytes wait for the peer already"};
    }
    pump();
    return engine::Done{};
}

void Channel::pump() {
    if (!isOpen()) return;
    while (auto message = m_queue.pop(Urgency::Control)) hand(*std::move(message));
    while (m_queue.hasMedia() && mayHandMedia()) {
        m_hasHandedMedia = true;
        hand(*m_queue.pop(Urgency::Media));
    }
    watchForStall();
}

bool Channel::mayHandMedia() const {
    if (m_transport->waitingBytes() >= kLowWaterBytes) return false;
    return m_options.maxUnacknowledgedBytes == 0 ||
           static_cast<qint64>(m_sentBytes - m_acknowledgedBytes) < m_options.maxUnacknowledgedBytes;
}

/// The line or the peer took something. Only here is more asked for: whoever sends would be called back from within.
void Channel::goOn() {
    m_stall.stop();
    pump();
    if (!m_hasHandedMedia || m_queue.mediaBytes() >= kWantedMediaBytes) return;
    m_hasHandedMedia = false;
    Q_EMIT mediaWanted();
}

void Channel::acknowledge(quint64 bytes) {
    m_acknowledgedBytes = std::max(m_acknowledgedBytes, std::min(bytes, m_sentBytes));
    goOn();
}

void Channel::hand(QByteArray message) {
    m_sentBytes += static_cast<quint64>(message.size());
    m_transport->send(message);
    Q_EMIT left(m_sentBytes, !m_queue.isEmpty());
}

void Channel::watchForStall() {
    const bool waits = backlogBytes() > 0;
    if (waits && !m_stall.isActive()) m_stall.start();
    if (!waits) m_stall.stop();
}

void Channel::receive(const QByteArray& message) {
    m_receivedBytes += static_cast<quint64>(message.size());
    decode(message);
}

engine::Status EdgeChannel::send(const EdgeMessage& message) {
    const bool isMedia = std::holds_alternative<ModalityChunk>(message);
    return queue(isMedia ? Urgency::Media : Urgency::Control, encode(message));
}

void EdgeChannel::decode(const QByteArray& message) {
    const auto decoded = decodeCloudMessage(message, maxMessageBytes());
    if (const auto* fault = std::get_if<DecodeFault>(&decoded)) {
        Q_EMIT faulted(*fault);
        return;
    }
    const auto& said = std::get<CloudMessage>(decoded);
    if (const auto* verdict = std::get_if<VerdictMessage>(&said)) acknowledge(verdict->acknowledgedBytes);
    if (const auto* beat = std::get_if<HeartbeatAck>(&said)) acknowledge(beat->acknowledgedBytes);
    Q_EMIT received(said);
}

engine::Status CloudChannel::send(const CloudMessage& message) {
    return queue(Urgency::Control, encode(message));
}

void CloudChannel::decode(const QByteArray& message) {
    const auto decoded = decodeEdgeMessage(message, maxMessageBytes());
    if (const auto* fault = std::get_if<DecodeFault>(&decoded)) {
        Q_EMIT faulted(*fault);
    } else {
        Q_EMIT received(std::get<EdgeMessage>(decoded));
    }
}

}  // namespace msao::protocol
