// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud_server/net/byte_stream.h"
#include "cloud_server/net/http_request.h"
#include "cloud_server/net/limits.h"
#include "cloud_server/net/websocket_reader.h"

#include <QHostAddress>
#include <QObject>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace msao::cloud {

using Clock = std::chrono::steady_clock;

/// Answers requests for pages; nothing: there is no such page here.
using Pages = std::function<std::optional<HttpPage>(const QByteArray& path)>;

/// One accepted connection, from its HTTP request to its last frame, within the limits. Its deadlines are looked at
/// when its owner says what time it is: a thousand idle sockets have no timers. Lives in the network thread.
class ClientSocket : public QObject {
    Q_OBJECT

public:
    /// `takesClients` false: pages only.
    ClientSocket(std::unique_ptr<ByteStream> stream, const SocketLimits& limits, const Pages& pages, bool takesClients);
    ~ClientSocket() override;

    const QHostAddress& peer() const { return m_peer; }
    /// Larger messages, and no deadline for the login any more.
    void loggedIn();
    bool isLoggedIn() const { return m_isLoggedIn; }

    void send(const QByteArray& message);
    /// What was sent before still leaves; what comes is not read.
    void close(CloseCode code);
    void checkDeadlines(Clock::time_point now);

    std::uint64_t receivedBytes() const { return m_receivedBytes; }
    std::uint64_t sentBytes() const { return m_sentBytes; }
    std::int64_t pendingBytes() const { return m_stream->pendingBytes(); }

Q_SIGNALS:
    void upgraded();
    void received(const QByteArray& message);
    /// The peer broke the framing or a limit of the socket, that of a login's or a message's time among them.
    void violated(CloseCode code);
    /// The last signal, never from within a call.
    void closed();

private:
    enum class State { AwaitsRequest, Open, Closing, Closed };

    void readAvailable();
    void hear(QByteArrayView bytes);
    void readRequest();
    void answer(const HttpRequest& request);
    void answerPage(const HttpPage& page, bool isHead);
    void readFrames();
    void obey(const WebSocketEvent& event);
    void write(const QByteArray& bytes);
    void drop();
    void written();
    void ended();
    void tellClosed();

    std::unique_ptr<ByteStream> m_stream;
    const SocketLimits& m_limits;
    const Pages& m_pages;
    QHostAddress m_peer;
    QByteArray m_request;
    WebSocketReader m_reader;
    State m_state = State::AwaitsRequest;
    bool m_takesClients;
    bool m_isLoggedIn = false;
    bool m_hasPinged = false;
    bool m_isPaused = false;
    std::uint64_t m_receivedBytes = 0;
    std::uint64_t m_sentBytes = 0;
    Clock::time_point m_began;
    Clock::time_point m_lastHeard;
    Clock::time_point m_lastWritten;
    std::optional<Clock::time_point> m_partialSince;
    Clock::time_point m_closingSince;
};

}  // namespace msao::cloud
