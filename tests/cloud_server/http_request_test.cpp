// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/net/http_request.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace msao::cloud {
namespace {

const QByteArray kGood =
    "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

int statusOf(const QByteArray& head) {
    const HttpRequest request = readHttpRequest(head);
    if (const auto* bad = std::get_if<BadRequest>(&request)) return bad->status;
    return std::holds_alternative<UpgradeRequest>(request) ? 101 : 200;
}

QByteArray changed(const char* from, const char* to) {
    QByteArray head = kGood;
    EXPECT_TRUE(head.contains(from));
    return head.replace(from, to);
}

TEST(HttpRequestTest, AnswersTheRfcsSampleHandshake) {
    const HttpRequest request = readHttpRequest(kGood);
    ASSERT_TRUE(std::holds_alternative<UpgradeRequest>(request));
    const QByteArray response = upgradeResponse(std::get<UpgradeRequest>(request));
    EXPECT_TRUE(response.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")) << response.toStdString();
    EXPECT_FALSE(response.contains("Sec-WebSocket-Protocol"));
}

TEST(HttpRequestTest, GivesTheSubprotocolOnlyToWhoAsksForIt) {
    const QByteArray asking = changed("Host: a\r\n", "Host: a\r\nSec-WebSocket-Protocol: chat, msao.v1\r\n");
    const HttpRequest request = readHttpRequest(asking);
    ASSERT_TRUE(std::holds_alternative<UpgradeRequest>(request));
    EXPECT_TRUE(upgradeResponse(std::get<UpgradeRequest>(request)).contains("Sec-WebSocket-Protocol: msao.v1\r\n"));
}

TEST(HttpRequestTest, RefusesHandshakesThatAreNone) {
    EXPECT_EQ(statusOf(kGood), 101);
    EXPECT_EQ(statusOf(changed("GET", "POST")), 405);
    EXPECT_EQ(statusOf(changed("HTTP/1.1", "HTTP/1.0")), 400);
    EXPECT_EQ(statusOf(changed("Host: a\r\n", "")), 400);
    EXPECT_EQ(statusOf(changed("Host: a\r\n", "Host: a\r\nHost: b\r\n")), 400);
    EXPECT_EQ(statusOf(changed("Host: a\r\n", "Host: a\r\nno header\r\n")), 400);
    EXPECT_EQ(statusOf(changed("Host: a\r\n", "Host: a\r\nContent-Length: 3\r\n")), 400);
    EXPECT_EQ(statusOf(changed("Host: a\r\n", "Host: a\r\nTransfer-Encoding: chunked\r\n")), 400);
    EXPECT_EQ(statusOf(changed("Upgrade: websocket", "Upgrade: h2c")), 400);
    EXPECT_EQ(statusOf(changed("keep-alive, Upgrade", "keep-alive")), 400);
    EXPECT_EQ(statusOf(changed("dGhlIHNhbXBsZSBub25jZQ==", "dGhl")), 400);
    EXPECT_EQ(statusOf(changed("dGhlIHNhbXBsZSBub25jZQ==", "!!!!")), 400);
    EXPECT_EQ(statusOf(changed("Version: 13", "Version: 8")), 426);
    EXPECT_EQ(statusOf("\r\n\r\n"), 400);
}

TEST(HttpRequestTest, RefusesPagesOfABrowser) {
    EXPECT_EQ(statusOf(changed("Host: a\r\n", "Host: a\r\nOrigin: https://example.org\r\n")), 403);
    EXPECT_EQ(statusOf(changed("Host: a\r\n", "Host: a\r\nOrigin: null\r\n")), 403);
}

TEST(HttpRequestTest, ReadsRequestsForPages) {
    const HttpRequest request = readHttpRequest("HEAD /metrics?x=1 HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_TRUE(std::holds_alternative<PageRequest>(request));
    EXPECT_EQ(std::get<PageRequest>(request).path, "/metrics");
    EXPECT_TRUE(std::get<PageRequest>(request).isHead);
    EXPECT_EQ(std::get<PageRequest>(readHttpRequest("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")).path, "/healthz");
    EXPECT_FALSE(pageResponse({200, "text/plain", "body"}, true).contains("body"));
}

TEST(HttpRequestTest, RefusesMoreHeadersThanAClientHas) {
    QByteArray many = "GET / HTTP/1.1\r\nHost: a\r\n";
    for (int i = 0; i < 100; ++i) many += "X: y\r\n";
    EXPECT_EQ(statusOf(many + "\r\n"), 400);
}

}  // namespace
}  // namespace msao::cloud
