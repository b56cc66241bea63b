// SPDX-License-Identifier: Apache-2.0
#include "protocol/transport/channel.h"

#include "protocol/codec/codec.h"

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
    connect(m_transport.get(), &RawTransport::drained, this, [this] {
        m_stall.stop();
        pump();
    });
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
    const qint64 media = m_queue.mediaBytes();
    while (m_queue.hasMedia() && m_transport->waitingBytes() < kLowWaterBytes) hand(*m_queue.pop(Urgency::Media));
    watchForStall();
    if (m_queue.mediaBytes() < media && m_queue.mediaBytes() < kWantedMediaBytes) Q_EMIT mediaWanted();
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
    } else {
        Q_EMIT received(std::get<CloudMessage>(decoded));
    }
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
