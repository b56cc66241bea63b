// SPDX-License-Identifier: Apache-2.0
#include "protocol/transport/steady_retries.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace msao::protocol {
namespace {

constexpr int kRtoMaxMs = 44;  // TCP_RTO_MAX_MS, from Linux 6.15 on
constexpr int kLongestPauseMs = 1000;

}  // namespace

/// Linux takes the first hint for connections with little under way, and only six times; kernels that know the second
/// one keep to it. Both are hints: nothing depends on them.
void retrySteadily(qintptr descriptor) {
    const auto socket = static_cast<int>(descriptor);
    const int yes = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_THIN_LINEAR_TIMEOUTS, &yes, sizeof yes);
    ::setsockopt(socket, IPPROTO_TCP, kRtoMaxMs, &kLongestPauseMs, sizeof kLongestPauseMs);
}

}  // namespace msao::protocol
