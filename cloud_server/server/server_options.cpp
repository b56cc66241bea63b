// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/server/server_options.h"

#include <QUrl>

#include <string>

namespace msao::cloud {
namespace {

using engine::Error;
using engine::ErrorCode;

Error badEndpoint(std::string_view url) {
    return {ErrorCode::InvalidArgument,
            "expected ws:// or wss://, an address and a port, as in wss://0.0.0.0:7443; found " + std::string(url)};
}

}  // namespace

engine::Result<Endpoint> parseEndpoint(std::string_view text) {
    const QUrl url(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())), QUrl::StrictMode);
    const bool isPlain = url.scheme() == u"ws";
    const bool hasMore = !url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment() || url.path().size() > 1;
    if (!url.isValid() || (!isPlain && url.scheme() != u"wss") || url.port() < 0 || hasMore) return badEndpoint(text);
    Endpoint endpoint{!isPlain, QHostAddress(url.host()), static_cast<std::uint16_t>(url.port())};
    if (url.host() == u"localhost") endpoint.address = QHostAddress::LocalHost;
    if (endpoint.address.isNull()) return badEndpoint(text);
    return endpoint;
}

engine::Status checkOptions(const ServerOptions& options) {
    if (options.standsBy && !options.cluster)
        return Error{ErrorCode::InvalidArgument, "--standby belongs to --backend vllm: without it the model answers"};
    const Endpoint& endpoint = options.endpoint;
    const std::string address = endpoint.address.toString().toStdString();
    if (!endpoint.isEncrypted && !endpoint.address.isLoopback()) {
        return Error{ErrorCode::InvalidArgument, "ws:// is for this machine only, and " + address +
                                                     " is not; listen on wss:// with --cert and --key"};
    }
    if (!endpoint.isEncrypted && options.tls)
        return Error{ErrorCode::InvalidArgument, "--cert, --key and --client-ca belong to wss://"};
    if (endpoint.isEncrypted && (!options.tls || options.tls->certificate.isEmpty() || options.tls->key.isEmpty()))
        return Error{ErrorCode::InvalidArgument, "wss:// needs --cert and --key"};
    if (options.tokenFile.isEmpty() && !endpoint.address.isLoopback()) {
        return Error{ErrorCode::InvalidArgument, "without --tokens anybody who reaches " + address +
                                                     " could use the model; write a file of tokens"};
    }
    return engine::Done{};
}

}  // namespace msao::cloud
