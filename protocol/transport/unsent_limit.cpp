// SPDX-License-Identifier: Apache-2.0
#include "protocol/transport/unsent_limit.h"

#include "protocol/messages/limits.h"

#include <QTcpSocket>
#include <QWebSocket>

#ifdef __linux__
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#endif

namespace msao::protocol {

void limitUnsentBytes(QWebSocket& socket) {
    // QWebSocket does not tell its socket; it is its child.
    const auto* tcp = socket.findChild<QTcpSocket*>();
    if (!tcp || tcp->socketDescriptor() < 0) return;
#if defined(__linux__) && defined(TCP_NOTSENT_LOWAT)
    const int bytes = static_cast<int>(kMaxChunkBytes);
    ::setsockopt(static_cast<int>(tcp->socketDescriptor()), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &bytes, sizeof bytes);
#endif
}

}  // namespace msao::protocol
