// SPDX-License-Identifier: Apache-2.0
#include "edge/runtime/cloud_address.h"

#include <QFile>

#include <utility>

namespace msao::edge {

using namespace engine;

namespace {

constexpr qint64 kMostSecretBytes = 4096;

Result<QByteArray> readSecret(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::FileUnreadable, path.toStdString() + ": the token's secret cannot be read"};
    return file.read(kMostSecretBytes).trimmed();
}

}  // namespace

Result<CloudAddress> cloudAddress(const CloudWords& words) {
    CloudAddress cloud{QUrl(QString::fromStdString(words.server), QUrl::StrictMode), {}, {}};
    const bool isWebSocket = cloud.url.scheme() == u"ws" || cloud.url.scheme() == u"wss";
    if (!cloud.url.isValid() || !isWebSocket || cloud.url.host().isEmpty()) {
        return Error{ErrorCode::InvalidArgument,
                     "server: expected ws://host:port or wss://host:port, found `" + words.server + "`"};
    }
    if (!words.token.empty()) {
        MSAO_TRY(QByteArray secret, readSecret(words.secretFile));
        cloud.token = CloudToken{words.token, std::move(secret)};
    }
    if (!words.link.empty()) {
        MSAO_TRY(cloud.emulated, protocol::parseLinkProfile(words.link));
    }
    if (cloud.url.scheme() == u"wss") {
        MSAO_TRY(cloud.trust, cloudTrust(words.trust));
    }
    return cloud;
}

}  // namespace msao::edge
