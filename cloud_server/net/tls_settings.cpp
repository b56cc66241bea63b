// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/net/tls_settings.h"

#include "protocol/transport/tls.h"

#include <QList>

namespace msao::cloud {

engine::Result<QSslConfiguration> tlsConfiguration(const TlsFiles& files) {
    MSAO_TRY(const QList<QSslCertificate> chain, protocol::readCertificates(files.certificate));
    MSAO_TRY(const QSslKey key, protocol::readPrivateKey(files.key));
    QSslConfiguration configuration = protocol::strictTls();
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    if (!files.clientAuthorities.isEmpty()) {
        MSAO_TRY(const QList<QSslCertificate> authorities, protocol::readCertificates(files.clientAuthorities));
        configuration.setCaCertificates(authorities);
        configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    }
    return configuration;
}

}  // namespace msao::cloud
