// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/net/http_request.h"

#include "protocol/transport/web_socket_transport.h"

#include <QCryptographicHash>
#include <QList>

#include <algorithm>

namespace msao::cloud {
namespace {

constexpr int kMaxHeaders = 64;

struct Headers {
    QByteArray host;
    QByteArray upgrade;
    QByteArray connection;
    QByteArray key;
    QByteArray version;
    QByteArray subprotocols;
    QByteArray origin;
    bool hasBody = false;
    bool isRepeated = false;  // one that may come once came twice
};

void noteOnce(QByteArray& field, const QByteArray& value, Headers& headers) {
    if (!field.isEmpty()) headers.isRepeated = true;
    field = value;
}

void note(Headers& headers, const QByteArray& name, const QByteArray& value) {
    if (name == "host") return noteOnce(headers.host, value, headers);
    if (name == "upgrade") return noteOnce(headers.upgrade, value, headers);
    if (name == "sec-websocket-key") return noteOnce(headers.key, value, headers);
    if (name == "sec-websocket-version") return noteOnce(headers.version, value, headers);
    if (name == "origin") return noteOnce(headers.origin, value, headers);
    if (name == "connection") headers.connection += ',' + value;
    if (name == "sec-websocket-protocol") headers.subprotocols += ',' + value;
    if (name == "transfer-encoding" || (name == "content-length" && value != "0")) headers.hasBody = true;
}

bool isToken(const QByteArray& name) {
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 127; });
}

std::optional<Headers> readHeaders(const QList<QByteArray>& lines) {
    Headers headers;
    if (lines.size() > kMaxHeaders) return std::nullopt;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        if (colon < 0 || !isToken(lines[i].left(colon))) return std::nullopt;
        note(headers, lines[i].left(colon).toLower(), lines[i].mid(colon + 1).trimmed());
    }
    if (headers.isRepeated) return std::nullopt;
    return headers;
}

bool lists(const QByteArray& list, QByteArrayView wanted) {
    const auto items = list.split(',');
    return std::any_of(items.begin(), items.end(), [&](const QByteArray& item) {
        return item.trimmed().compare(wanted, Qt::CaseInsensitive) == 0;
    });
}

/// A browser always says which page it acts for, and no page is a client of this server: a site that its user happens
/// to visit must not reach a server on the user's own machine.
bool isBrowser(const Headers& headers) {
    return headers.origin == "null" || headers.origin.startsWith("http:") || headers.origin.startsWith("https:");
}

HttpRequest readUpgrade(const Headers& headers) {
    if (isBrowser(headers)) return BadRequest{403};
    if (headers.version != "13") return BadRequest{426};
    const auto key = QByteArray::fromBase64Encoding(headers.key, QByteArray::AbortOnBase64DecodingErrors);
    if (!lists(headers.connection, "upgrade") || !key || (*key).size() != 16) return BadRequest{400};
    return UpgradeRequest{headers.key, lists(headers.subprotocols, protocol::kSubprotocol)};
}

QByteArray reasonOf(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 426:
            return "Upgrade Required";
        case 431:
            return "Request Header Fields Too Large";
        case 503:
            return "Service Unavailable";
        default:
            return "Bad Request";
    }
}

}  // namespace

HttpRequest readHttpRequest(QByteArrayView head) {
    QList<QByteArray> lines;
    for (QByteArray& line : head.toByteArray().split('\n')) {
        if (line.endsWith('\r')) line.chop(1);
        if (!line.isEmpty()) lines.push_back(std::move(line));
    }
    const QList<QByteArray> words = lines.isEmpty() ? QList<QByteArray>{} : lines.front().split(' ');
    if (words.size() != 3 || words[2] != "HTTP/1.1" || !words[1].startsWith('/')) return BadRequest{400};
    if (words[0] != "GET" && words[0] != "HEAD") return BadRequest{405};
    const auto headers = readHeaders(lines);
    if (!headers || headers->host.isEmpty() || headers->hasBody) return BadRequest{400};
    const bool isHead = words[0] == "HEAD";
    if (headers->upgrade.isEmpty()) return PageRequest{words[1].split('?').front(), isHead};
    if (isHead || !lists(headers->upgrade, "websocket")) return BadRequest{400};
    return readUpgrade(*headers);
}

QByteArray upgradeResponse(const UpgradeRequest& request) {
    static constexpr char kMagic[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";  // RFC 6455, 1.3
    const QByteArray accept = QCryptographicHash::hash(request.key + kMagic, QCryptographicHash::Sha1).toBase64();
    QByteArray response = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
    response += "Sec-WebSocket-Accept: " + accept + "\r\n";
    if (request.offersSubprotocol) response += QByteArray("Sec-WebSocket-Protocol: ") + protocol::kSubprotocol + "\r\n";
    return response + "\r\n";
}

QByteArray pageResponse(const HttpPage& page, bool isHead) {
    QByteArray response = "HTTP/1.1 " + QByteArray::number(page.status) + ' ' + reasonOf(page.status) + "\r\n";
    if (page.status == 426) response += "Sec-WebSocket-Version: 13\r\n";
    response += "Content-Type: " + page.contentType + "\r\nContent-Length: " + QByteArray::number(page.body.size());
    response += "\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n";
    return isHead ? response : response + page.body;
}

}  // namespace msao::cloud
