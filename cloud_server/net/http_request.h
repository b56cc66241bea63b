// SPDX-License-Identifier: Apache-2.0
// The HTTP request that every connection begins with: an upgrade to WebSocket (RFC 6455, 4.2), or a page for operators.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <variant>

namespace msao::cloud {

struct UpgradeRequest {
    QByteArray key;  // Sec-WebSocket-Key
    bool offersSubprotocol = false;
};
struct PageRequest {
    QByteArray path;
    bool isHead = false;
};
struct BadRequest {
    int status = 400;
};
using HttpRequest = std::variant<UpgradeRequest, PageRequest, BadRequest>;

/// `head`: up to and with the empty line.
HttpRequest readHttpRequest(QByteArrayView head);

QByteArray upgradeResponse(const UpgradeRequest& request);

struct HttpPage {
    int status = 200;
    QByteArray contentType = "text/plain; charset=utf-8";
    QByteArray body;
};
/// Closes the connection behind it.
QByteArray pageResponse(const HttpPage& page, bool isHead);

}  // namespace msao::cloud
