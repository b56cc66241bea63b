// SPDX-License-Identifier: Apache-2.0
// The pages of a server in this process, as a monitor reads them.
#pragma once

#include "cloud_server/server/cloud_server.h"

#include <QTcpSocket>
#include <QTest>

namespace msao::cloud {

inline constexpr char kReady[] = "HTTP/1.1 200";
inline constexpr char kNotReady[] = "HTTP/1.1 503";
inline constexpr char kNoReply[] = "no reply came in time, or it was an error of the server's";

/// With its status; empty: it did not come.
inline QByteArray pageOf(const CloudServer& server, const QByteArray& path) {
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), server.pagesPort());
    socket.write("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
    QByteArray said;
    const auto isWhole = [&] {
        said += socket.readAll();
        return socket.state() == QAbstractSocket::UnconnectedState;
    };
    return QTest::qWaitFor(isWhole, 60'000) ? said : QByteArray();
}

inline bool waitForReadiness(const CloudServer& server, const char* status, const QByteArray& words) {
    const auto isSaid = [&] {
        const QByteArray said = pageOf(server, "/readyz");
        return said.startsWith(status) && said.endsWith("\r\n\r\n" + words + '\n');
    };
    return QTest::qWaitFor(isSaid, 60'000);
}

}  // namespace msao::cloud
