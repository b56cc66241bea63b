// SPDX-License-Identifier: Apache-2.0
// The transport over real sockets on the loopback interface.
#include "protocol/transport/channel.h"
#include "protocol/transport/web_socket_transport.h"
#include "tests/protocol/held_port.h"

#include <QSignalSpy>
#include <QTest>
#include <QWebSocketServer>

using namespace msao::protocol;

namespace {

/// A server that speaks the subprotocol and takes one connection.
struct Cloud : QObject {
    Cloud() : server(QStringLiteral("test"), QWebSocketServer::NonSecureMode) {
        server.setSupportedSubprotocols({QString::fromLatin1(kSubprotocol)});
        server.listen(QHostAddress::LocalHost);
        connect(&server, &QWebSocketServer::newConnection, this, [this] {
            auto transport =
                std::make_unique<WebSocketTransport>(std::unique_ptr<QWebSocket>(server.nextPendingConnection()));
            socket = transport.get();
            channel = std::make_unique<CloudChannel>(std::move(transport), ChannelOptions{});
        });
    }

    QWebSocketServer server;
    WebSocketTransport* socket = nullptr;
    std::unique_ptr<CloudChannel> channel;
};

struct Edge {
    explicit Edge(const QUrl& url) {
        auto transport = std::make_unique<WebSocketTransport>(std::make_unique<QWebSocket>());
        socket = transport.get();
        transport->open(url);
        channel = std::make_unique<EdgeChannel>(std::move(transport), ChannelOptions{});
    }

    WebSocketTransport* socket = nullptr;
    std::unique_ptr<EdgeChannel> channel;
};

}  // namespace

class WebSocketTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void messagesTravelUnderTheSubprotocol() {
        Cloud cloud;
        Edge edge(cloud.server.serverUrl());
        QSignalSpy replies(edge.channel.get(), &EdgeChannel::received);
        QSignalSpy opened(edge.channel.get(), &Channel::opened);
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(cloud.channel, 30'000);
        QCOMPARE(edge.socket->socket().subprotocol(), QString::fromLatin1(kSubprotocol));
        QSignalSpy atCloud(cloud.channel.get(), &CloudChannel::received);
        QVERIFY(static_cast<bool>(edge.channel->send(ModalityChunk{.bytes = QByteArray(kMaxChunkBytes, 'x')})));
        QVERIFY(static_cast<bool>(cloud.channel->send(Challenge{.needsLogin = true})));
        QTRY_COMPARE_WITH_TIMEOUT(replies.count(), 1, 30'000);
        QVERIFY(std::get<Challenge>(replies[0][0].value<CloudMessage>()).needsLogin);
        QTRY_COMPARE_WITH_TIMEOUT(atCloud.count(), 1, 30'000);
    }

    void whatIsQueuedBeforeTheConnectionStandsIsSentThen() {
        Cloud cloud;
        Edge edge(cloud.server.serverUrl());
        QVERIFY(static_cast<bool>(edge.channel->send(Heartbeat{.number = 3})));
        QTRY_VERIFY_WITH_TIMEOUT(cloud.channel && cloud.channel->receivedBytes() > 0, 30'000);
        QCOMPARE(cloud.channel->receivedBytes(), edge.channel->sentBytes());
    }

    void aRefusalArrivesBeforeTheFarewell() {
        Cloud cloud;
        Edge edge(cloud.server.serverUrl());
        QSignalSpy replies(edge.channel.get(), &EdgeChannel::received);
        QSignalSpy closed(edge.channel.get(), &Channel::closed);
        QTRY_VERIFY_WITH_TIMEOUT(cloud.channel, 30'000);
        QVERIFY(static_cast<bool>(
            cloud.channel->send(Refused{.code = RefusalCode::LoginFailed, .closesConnection = true})));
        cloud.channel->close(CloseCode::Refused);
        QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, 30'000);
        QCOMPARE(closed[0][0].value<CloseCode>(), CloseCode::Refused);
        QCOMPARE(replies.count(), 1);
    }

    void aLineThatBreaksIsLost() {
        Cloud cloud;
        Edge edge(cloud.server.serverUrl());
        QSignalSpy closed(edge.channel.get(), &Channel::closed);
        QTRY_VERIFY_WITH_TIMEOUT(cloud.channel, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(edge.channel->isOpen(), 30'000);
        cloud.socket->socket().abort();
        QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, 30'000);
        QCOMPARE(closed[0][0].value<CloseCode>(), CloseCode::Lost);
    }

    void nobodyListeningIsLost() {
        const tests::HeldPort held;
        Edge edge(QUrl(QStringLiteral("ws://127.0.0.1:%1").arg(held.port())));
        QSignalSpy closed(edge.channel.get(), &Channel::closed);
        QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, 30'000);
        QCOMPARE(closed[0][0].value<CloseCode>(), CloseCode::Lost);
    }

    void textFramesEndTheConnection() {
        Cloud cloud;
        Edge edge(cloud.server.serverUrl());
        QSignalSpy closed(edge.channel.get(), &Channel::closed);
        QTRY_VERIFY_WITH_TIMEOUT(edge.channel->isOpen(), 30'000);
        edge.socket->socket().sendTextMessage(QStringLiteral("hello"));
        QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, 30'000);
        QCOMPARE(closed[0][0].value<CloseCode>(), CloseCode::ProtocolError);
    }

    void messagesBeyondTheLimitEndTheConnection() {
        Cloud cloud;
        Edge edge(cloud.server.serverUrl());
        QSignalSpy closed(edge.channel.get(), &Channel::closed);
        QTRY_VERIFY_WITH_TIMEOUT(cloud.channel, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(edge.channel->isOpen(), 30'000);
        cloud.socket->setMaxMessageBytes(1000);
        edge.socket->send(QByteArray(1001, 'x'));
        QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, 30'000);
        QCOMPARE(closed[0][0].value<CloseCode>(), CloseCode::TooLarge);
    }
};

QTEST_GUILESS_MAIN(WebSocketTest)
#include "web_socket_test.moc"
