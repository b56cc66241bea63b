// SPDX-License-Identifier: Apache-2.0
// A connection as each side sees it: messages go in by urgency and come out decoded.
#pragma once

#include "protocol/codec/decode_fault.h"
#include "protocol/messages/limits.h"
#include "protocol/messages/message.h"
#include "protocol/transport/outgoing_queue.h"
#include "protocol/transport/raw_transport.h"

#include "msao/engine/result.h"

#include <QTimer>

#include <chrono>
#include <memory>

namespace msao::protocol {

struct ChannelOptions {
    std::int64_t maxQueuedBytes = 1 << 20;           // a sender that fills it is told so; nothing is dropped silently
    std::chrono::milliseconds maxStall{10'000};      // a peer that takes nothing for so long is cut off
    std::size_t maxMessageBytes = kMaxMessageBytes;  // that come in
    /// Media waits while so much of what was sent is not acknowledged, so that it cannot fill the buffers of kernel and
    /// network in front of control. 0: no limit. An edge that sets it sends heartbeats while it uploads.
    std::int64_t maxUnacknowledgedBytes = 0;
};

/// Bytes, as both kinds of channel have them. Lives and is used in one thread, on which it never waits.
class Channel : public QObject {
    Q_OBJECT

public:
    Channel(std::unique_ptr<RawTransport> transport, ChannelOptions options, QObject* parent = nullptr);
    ~Channel() override;

    bool isOpen() const { return m_transport->isOpen(); }
    RawTransport& transport() { return *m_transport; }
    void close(CloseCode code = CloseCode::Normal);
    void setMaxUnacknowledgedBytes(std::int64_t bytes) { m_options.maxUnacknowledgedBytes = bytes; }
    void setMaxMessageBytes(std::size_t bytes) { m_options.maxMessageBytes = bytes; }

    /// Of messages, without what carries them; these numbers are the wire's acknowledgedBytes.
    quint64 sentBytes() const { return m_sentBytes; }
    quint64 receivedBytes() const { return m_receivedBytes; }
    /// Waiting here and in the transport.
    qint64 backlogBytes() const { return m_queue.bytes() + m_transport->waitingBytes(); }

Q_SIGNALS:
    void opened();
    /// Media has left the queue, and little of it waits: the next chunks are wanted.
    void mediaWanted();
    /// A message left, and whether more waited behind it; for a LinkEstimator.
    void left(quint64 sentBytes, bool moreWaits);
    /// The peer sent what is no message; it is for the receiver to say so, or to close.
    void faulted(const msao::protocol::DecodeFault& fault);
    void closed(msao::protocol::CloseCode code);

protected:
    engine::Status queue(Urgency urgency, engine::Result<QByteArray> message);
    virtual void decode(const QByteArray& message) = 0;
    /// The peer has received so much.
    void acknowledge(quint64 bytes);
    std::size_t maxMessageBytes() const { return m_options.maxMessageBytes; }

private:
    void receive(const QByteArray& message);
    void pump();
    void goOn();
    bool mayHandMedia() const;
    void hand(QByteArray message);
    void watchForStall();

    std::unique_ptr<RawTransport> m_transport;
    ChannelOptions m_options;
    OutgoingQueue m_queue;
    QTimer m_stall;
    quint64 m_sentBytes = 0;
    quint64 m_receivedBytes = 0;
    quint64 m_acknowledgedBytes = 0;
    bool m_hasHandedMedia = false;  // since mediaWanted
};

/// The edge's end.
class EdgeChannel : public Channel {
    Q_OBJECT

public:
    using Channel::Channel;
    /// An Error leaves the queue as it was: it is full (LimitExceeded), or the message is one that no peer takes.
    engine::Status send(const EdgeMessage& message);

Q_SIGNALS:
    void received(const msao::protocol::CloudMessage& message);

protected:
    void decode(const QByteArray& message) override;
};

/// The cloud's end.
class CloudChannel : public Channel {
    Q_OBJECT

public:
    using Channel::Channel;
    engine::Status send(const CloudMessage& message);

Q_SIGNALS:
    void received(const msao::protocol::EdgeMessage& message);

protected:
    void decode(const QByteArray& message) override;
};

}  // namespace msao::protocol
