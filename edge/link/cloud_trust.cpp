// SPDX-License-Identifier: Apache-2.0
#include "edge/link/cloud_trust.h"

#include "protocol/transport/tls.h"

#include <QList>

namespace msao::edge {

using namespace engine;

Result<QSslConfiguration> cloudTrust(const TrustFiles& files) {
    QSslConfiguration trust = protocol::strictTls();
    trust.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!files.authorities.isEmpty()) {
        MSAO_TRY(const QList<QSslCertificate> authorities, protocol::readCertificates(files.authorities));
        trust.setCaCertificates(authorities);
    }
    if (files.certificate.isEmpty() != files.key.isEmpty())
        return Error{ErrorCode::InvalidArgument, "a certificate of the edge's own and its key belong together"};
    if (files.certificate.isEmpty()) return trust;
    MSAO_TRY(const QList<QSslCertificate> chain, protocol::readCertificates(files.certificate));
    MSAO_TRY(const QSslKey key, protocol::readPrivateKey(files.key));
    trust.setLocalCertificateChain(chain);
    trust.setPrivateKey(key);
    return trust;
}

}  // namespace msao::edge
