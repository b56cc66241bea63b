// SPDX-License-Identifier: Apache-2.0
// Why a connection to the cloud did not come about, said to whoever can do something about it: what is wrong, and what
// to do.
#pragma once

#include <QAbstractSocket>
#include <QSslError>
#include <QString>
#include <QUrl>

namespace msao::edge {

/// As the socket has it.
struct FailedConnection {
    QUrl url;
    QAbstractSocket::SocketError error = QAbstractSocket::UnknownSocketError;
    QString systemsWords = {};
};
QString wordsOf(const FailedConnection& failed);

/// Of a cloud that showed a certificate for `host` with these faults; not empty.
QString wordsOf(const QList<QSslError>& faults, const QString& host);

}  // namespace msao::edge
