// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/net/tls_settings.h"

#include <QFile>
#include <QList>
#include <QSslCertificate>
#include <QSslCipher>
#include <QSslKey>

#include <string>

namespace msao::cloud {
namespace {

using engine::Error;
using engine::ErrorCode;
using engine::Result;

constexpr qint64 kMaxPemBytes = 1 << 20;

Error fileError(const QString& file, const std::string& why) {
    return {ErrorCode::FileUnreadable, file.toStdString() + ": " + why};
}

Result<QByteArray> readPem(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return fileError(path, "cannot be read");
    if (file.size() > kMaxPemBytes) return fileError(path, "is too large for a PEM file");
    return file.readAll();
}

Result<QList<QSslCertificate>> readCertificates(const QString& path) {
    MSAO_TRY(const QByteArray pem, readPem(path));
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(pem, QSsl::Pem);
    if (certificates.isEmpty()) return fileError(path, "expected certificates in PEM, found none");
    return certificates;
}

Result<QSslKey> readKey(const QString& path) {
    MSAO_TRY(const QByteArray pem, readPem(path));
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Ec, QSsl::Rsa}) {
        const QSslKey key(pem, algorithm);
        if (!key.isNull()) return key;
    }
    return fileError(path, "expected an EC or RSA key in PEM without a passphrase");
}

bool isStrong(const QSslCipher& cipher) {
    const QString name = cipher.name();
    if (cipher.protocol() == QSsl::TlsV1_3 || name.startsWith(u"TLS_")) return true;
    const bool isAuthenticated = name.contains(u"GCM") || name.contains(u"CHACHA20");
    return name.startsWith(u"ECDHE-") && isAuthenticated;
}

}  // namespace

Result<QSslConfiguration> tlsConfiguration(const TlsFiles& files) {
    MSAO_TRY(const QList<QSslCertificate> chain, readCertificates(files.certificate));
    MSAO_TRY(const QSslKey key, readKey(files.key));
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    QList<QSslCipher> ciphers;
    for (const QSslCipher& cipher : QSslConfiguration::supportedCiphers()) {
        if (isStrong(cipher)) ciphers.push_back(cipher);
    }
    configuration.setCiphers(ciphers);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    if (!files.clientAuthorities.isEmpty()) {
        MSAO_TRY(const QList<QSslCertificate> authorities, readCertificates(files.clientAuthorities));
        configuration.setCaCertificates(authorities);
        configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    }
    return configuration;
}

}  // namespace msao::cloud
