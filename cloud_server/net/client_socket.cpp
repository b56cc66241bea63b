// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/net/client_socket.h"

#include <utility>

namespace msao::cloud {
namespace {

constexpr qint64 kReadBytes = 16 * 1024;

}  // namespace

ClientSocket::ClientSocket(std::unique_ptr<ByteStream> stream, const SocketLimits& limits, const Pages& pages,
                           bool takesClients)
    : m_stream(std::move(stream)),
      m_limits(limits),
      m_pages(pages),
      m_peer(m_stream->peer()),
      m_reader(limits.messageBytesBeforeLogin),
      m_takesClients(takesClients),
      m_began(Clock::now()),
      m_lastHeard(m_began),
      m_lastWritten(m_began) {
    connect(m_stream.get(), &ByteStream::readable, this, &ClientSocket::readAvailable);
    connect(m_stream.get(), &ByteStream::written, this, &ClientSocket::written);
    connect(m_stream.get(), &ByteStream::ended, this, &ClientSocket::ended);
}

ClientSocket::~ClientSocket() {
    m_stream->disconnect(this);
}

void ClientSocket::loggedIn() {
    m_isLoggedIn = true;
    m_reader.setMaxMessageBytes(m_limits.messageBytes);
}

void ClientSocket::send(const QByteArray& message) {
    if (m_state == State::Open) write(binaryFrame(message));
}

void ClientSocket::write(const QByteArray& bytes) {
    if (pendingBytes() == 0) m_lastWritten = Clock::now();
    m_stream->write(bytes);
    m_sentBytes += static_cast<std::uint64_t>(bytes.size());
    if (pendingBytes() > m_limits.pendingBytes) drop();
}

void ClientSocket::written() {
    m_lastWritten = Clock::now();
    if (m_state == State::Closing) m_stream->finish();
    if (m_isPaused && pendingBytes() <= m_limits.pausePendingBytes) readAvailable();
}

void ClientSocket::readAvailable() {
    char buffer[kReadBytes];
    m_isPaused = false;
    while (m_state != State::Closed) {
        // Who does not read its answers is not listened to either: nothing piles up for it.
        m_isPaused = pendingBytes() > m_limits.pausePendingBytes;
        m_stream->setListening(!m_isPaused);
        if (m_isPaused) return;
        const qint64 count = m_stream->read(buffer, kReadBytes);
        if (count < 0) return drop();
        if (count == 0) return;
        hear({buffer, count});
    }
}

void ClientSocket::hear(QByteArrayView bytes) {
    m_receivedBytes += static_cast<std::uint64_t>(bytes.size());
    m_lastHeard = Clock::now();
    m_hasPinged = false;
    if (m_state == State::AwaitsRequest) {
        m_request.append(bytes);
        readRequest();
    } else if (m_state == State::Open) {
        m_reader.append(bytes);
        readFrames();
    }
}

void ClientSocket::readRequest() {
    const qsizetype end = m_request.indexOf("\r\n\r\n");
    if (end < 0 || std::cmp_greater(end, m_limits.requestBytes)) {
        if (std::cmp_greater(m_request.size(), m_limits.requestBytes)) answerPage({431, {}, {}}, false);
        return;
    }
    const QByteArray request = std::exchange(m_request, {});
    const HttpRequest read = readHttpRequest(QByteArrayView(request).first(end + 4));
    m_reader.append(QByteArrayView(request).sliced(end + 4));
    answer(read);
}

void ClientSocket::answer(const HttpRequest& request) {
    if (const auto* page = std::get_if<PageRequest>(&request)) {
        const auto found = m_pages(page->path);
        return answerPage(found ? *found : HttpPage{404, "text/plain", {}}, page->isHead);
    }
    if (const auto* bad = std::get_if<BadRequest>(&request)) return answerPage({bad->status, "text/plain", {}}, false);
    if (!m_takesClients) return answerPage({404, "text/plain", {}}, false);
    m_state = State::Open;
    write(upgradeResponse(std::get<UpgradeRequest>(request)));
    Q_EMIT upgraded();
    readFrames();
}

void ClientSocket::answerPage(const HttpPage& page, bool isHead) {
    m_state = State::Closing;
    m_closingSince = Clock::now();
    write(pageResponse(page, isHead));
    if (m_state == State::Closing) m_stream->finish();
}

void ClientSocket::readFrames() {
    while (m_state == State::Open) {
        const auto event = m_reader.next();
        if (!event) break;
        obey(*event);
    }
    if (m_state == State::Open && m_reader.isInsideMessage()) {
        if (!m_partialSince) m_partialSince = Clock::now();
    } else {
        m_partialSince.reset();
    }
}

void ClientSocket::obey(const WebSocketEvent& event) {
    if (const auto* message = std::get_if<BinaryMessage>(&event)) {
        m_partialSince.reset();
        Q_EMIT received(message->bytes);
    } else if (const auto* ping = std::get_if<PingFrame>(&event)) {
        write(pongFrame(ping->payload));
    } else if (const auto* violation = std::get_if<FrameViolation>(&event)) {
        Q_EMIT violated(violation->code);
        close(violation->code);
    } else if (const auto* closing = std::get_if<CloseFrame>(&event)) {
        m_state = State::Closing;
        m_closingSince = Clock::now();
        write(closeFrame(closing->code));
        if (m_state == State::Closing) m_stream->finish();
    }
}

void ClientSocket::close(CloseCode code) {
    if (m_state == State::AwaitsRequest) return drop();
    if (m_state != State::Open) return;
    m_state = State::Closing;
    m_closingSince = Clock::now();
    write(closeFrame(static_cast<std::uint16_t>(code)));
    if (m_state == State::Closing) m_stream->finish();
}

void ClientSocket::checkDeadlines(Clock::time_point now) {
    if (m_state == State::Closed) return;
    if (m_state == State::Closing) {
        if (now - m_closingSince > m_limits.closing) drop();
        return;
    }
    if (!m_isLoggedIn && now - m_began > m_limits.login) {
        if (m_state == State::AwaitsRequest) return answerPage({408, "text/plain", {}}, false);
        Q_EMIT violated(CloseCode::PolicyViolation);
        return close(CloseCode::PolicyViolation);
    }
    if (pendingBytes() > 0 && now - m_lastWritten > m_limits.stalledWrite) return drop();
    if (m_partialSince && now - *m_partialSince > m_limits.partialMessage) {
        Q_EMIT violated(CloseCode::GoingAway);
        return close(CloseCode::GoingAway);
    }
    if (now - m_lastHeard > m_limits.silence) return drop();
    if (!m_hasPinged && m_state == State::Open && now - m_lastHeard > m_limits.pingAfter) {
        m_hasPinged = true;
        write(pingFrame());
    }
}

void ClientSocket::drop() {
    if (m_state == State::Closed) return;
    m_state = State::Closed;
    m_stream->abort();
    tellClosed();
}

void ClientSocket::ended() {
    if (std::exchange(m_state, State::Closed) != State::Closed) tellClosed();
}

/// Not at once: a write may have found out, in the middle of the work of whoever wrote.
void ClientSocket::tellClosed() {
    QMetaObject::invokeMethod(this, &ClientSocket::closed, Qt::QueuedConnection);
}

}  // namespace msao::cloud
