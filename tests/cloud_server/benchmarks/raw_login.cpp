// SPDX-License-Identifier: Apache-2.0
#include "tests/cloud_server/benchmarks/raw_login.h"

#include "protocol/codec/codec.h"
#include "protocol/identity/login.h"

#include <QByteArray>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <utility>

namespace msao::cloud {
namespace {

void sendAll(int socket, const QByteArray& bytes) {
    if (::send(socket, bytes.constData(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL) != bytes.size())
        throw std::runtime_error("a client cannot send");
}

QByteArray receive(int socket, qsizetype count) {
    QByteArray bytes(count, '\0');
    const ssize_t got = ::recv(socket, bytes.data(), static_cast<std::size_t>(count), MSG_WAITALL);
    if (got != count) throw std::runtime_error("the server has closed");
    return bytes;
}

void upgrade(int socket) {
    sendAll(socket,
            "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Protocol: msao.v1\r\n\r\n");
    QByteArray answer;
    while (!answer.endsWith("\r\n\r\n")) answer += receive(socket, 1);
}

/// One unmasked frame of less than 64 KiB.
QByteArray frame(int socket) {
    const QByteArray head = receive(socket, 2);
    const int length = head[1] & 0x7F;
    if (length < 126) return receive(socket, length);
    const QByteArray extended = receive(socket, 2);
    return receive(socket, (static_cast<std::uint8_t>(extended[0]) << 8) + static_cast<std::uint8_t>(extended[1]));
}

/// Masked with zeros.
QByteArray masked(const QByteArray& message) {
    QByteArray bytes("\x82");
    if (message.size() < 126) {
        bytes += static_cast<char>(0x80 | message.size());
    } else {
        bytes += static_cast<char>(0x80 | 126);
        bytes += static_cast<char>(message.size() >> 8);
        bytes += static_cast<char>(message.size() & 0xFF);
    }
    return bytes + QByteArray(4, '\0') + message;
}

}  // namespace

RawLogin::RawLogin(const QUrl& url) : m_socket(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(url.port()));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("a client cannot connect");
    const int noDelay = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &noDelay, sizeof noDelay);
    upgrade(m_socket);
    frame(m_socket);  // the challenge
    protocol::Hello hello;
    hello.features = ~protocol::Features{0};
    hello.nonce = protocol::drawSecret();
    sendAll(m_socket, masked(*protocol::encode(protocol::EdgeMessage(hello))));
    const QByteArray reply = frame(m_socket);
    const auto decoded = protocol::decodeCloudMessage(reply);
    const auto* message = std::get_if<protocol::CloudMessage>(&decoded);
    if (message == nullptr || !std::holds_alternative<protocol::HelloReply>(*message))
        throw std::runtime_error("a login was refused");
}

RawLogin::RawLogin(RawLogin&& other) noexcept : m_socket(std::exchange(other.m_socket, -1)) {}

RawLogin::~RawLogin() {
    if (m_socket >= 0) ::close(m_socket);
}

}  // namespace msao::cloud
