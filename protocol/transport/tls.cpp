// SPDX-License-Identifier: Apache-2.0
#include "protocol/transport/tls.h"

#include <QFile>

#include <string>

namespace msao::protocol {
namespace {

using engine::Error;
using engine::ErrorCode;
using engine::Result;

constexpr qint64 kMaxPemBytes = 1 << 20;

/// As OpenSSL reads it, for TLS 1.2; what 1.3 has is all good. The level is what a machine's own settings may not
/// lower.
const QByteArray kCiphers = "ECDHE+AESGCM:ECDHE+CHACHA20:@SECLEVEL=2";

Error fileError(const QString& file, const std::string& why) {
    return {ErrorCode::FileUnreadable, file.toStdString() + ": " + why};
}

Result<QByteArray> readPem(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return fileError(path, "cannot be read");
    if (file.size() > kMaxPemBytes) return fileError(path, "is too large for a PEM file");
    return file.readAll();
}

}  // namespace

QSslConfiguration strictTls() {
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setBackendConfigurationOption("CipherString", kCiphers);
    return configuration;
}

Result<QList<QSslCertificate>> readCertificates(const QString& path) {
    MSAO_TRY(const QByteArray pem, readPem(path));
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(pem, QSsl::Pem);
    if (certificates.isEmpty()) return fileError(path, "expected certificates in PEM, found none");
    return certificates;
}

Result<QSslKey> readPrivateKey(const QString& path) {
    MSAO_TRY(const QByteArray pem, readPem(path));
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Ec, QSsl::Rsa}) {
        const QSslKey key(pem, algorithm);
        if (!key.isNull()) return key;
    }
    return fileError(path, "expected an EC or RSA key in PEM without a passphrase");
}

}  // namespace msao::protocol
