// SPDX-License-Identifier: Apache-2.0
// What one socket may cost, in one place. Limits of the messages themselves are the protocol's.
#pragma once

#include "protocol/messages/limits.h"

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace msao::cloud {

using Milliseconds = std::chrono::milliseconds;

struct SocketLimits {
    std::size_t requestBytes = 8 * 1024;  // of the HTTP request that a connection begins with
    std::size_t messageBytesBeforeLogin = protocol::kMaxMessageBytesBeforeLogin;
    std::size_t messageBytes = protocol::kMaxMessageBytes;
    std::int64_t pendingBytes = std::int64_t{1} << 20;  // unsent, of one client; beyond it is cut
    std::int64_t pausePendingBytes = 64 * 1024;         // unsent: until they are gone, nothing more is read from it
    Milliseconds login{5000};                           // from accept: TLS, HTTP request and login together
    Milliseconds partialMessage{10'000};                // from a message's first byte to its last
    Milliseconds stalledWrite{10'000};                  // unsent bytes and no progress
    Milliseconds pingAfter{5000};                       // of silence
    Milliseconds silence{12'000};                       // not even a pong: the peer is gone
    Milliseconds closing{2000};                         // for the peer's half of the closing handshake
    int socketsNotLoggedIn = 20;                        // of one address
    int sockets = 4096;                                 // of all
};

}  // namespace msao::cloud
