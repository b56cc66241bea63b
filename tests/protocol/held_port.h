// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <stdexcept>

namespace msao::protocol::tests {

/// A port of this machine that no other program gets meanwhile. Whoever calls is refused, but where a server of the
/// test's own listens there: it may, as often as it likes.
class HeldPort {
public:
    HeldPort() : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in place{};
        place.sin_family = AF_INET;
        place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof place;
        auto* const any = reinterpret_cast<sockaddr*>(&place);
        const int isShared = 1;  // as QTcpServer has it too
        if (m_socket < 0 || ::setsockopt(m_socket, SOL_SOCKET, SO_REUSEADDR, &isShared, sizeof isShared) != 0 ||
            ::bind(m_socket, any, size) != 0 || ::getsockname(m_socket, any, &size) != 0)
            throw std::runtime_error("no port of this machine is to be had");
        m_port = ntohs(place.sin_port);
    }
    ~HeldPort() { ::close(m_socket); }
    HeldPort(const HeldPort&) = delete;
    HeldPort& operator=(const HeldPort&) = delete;

    std::uint16_t port() const { return m_port; }

private:
    int m_socket;
    std::uint16_t m_port = 0;
};

}  // namespace msao::protocol::tests
