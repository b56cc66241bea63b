// SPDX-License-Identifier: Apache-2.0
// What both sides speak over TLS, and the PEM files that they are given.
#pragma once

#include "msao/engine/result.h"

#include <QList>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QString>

namespace msao::protocol {

/// TLS 1.3, or 1.2 with forward secrecy and authenticated encryption; nothing older, no CBC, no RSA key exchange. Keys
/// of less than 112 bits of security and signatures by SHA-1 or MD5 count as none, whatever the machine's own policy.
QSslConfiguration strictTls();

engine::Result<QList<QSslCertificate>> readCertificates(const QString& path);
/// EC or RSA, without a passphrase.
engine::Result<QSslKey> readPrivateKey(const QString& path);

}  // namespace msao::protocol
