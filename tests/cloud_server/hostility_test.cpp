// SPDX-License-Identifier: Apache-2.0
// Clients that do what no edge does. The others must not notice.
#include "tests/cloud_server/running_server.h"
#include "tests/cloud_server/test_edge.h"

#include "protocol/codec/codec.h"

#include <QTcpSocket>
#include <QTest>

#include <random>

namespace msao::cloud {
namespace {

constexpr int kMostWaitMs = 60'000;  // on a busy machine

protocol::Open question(const Tokens& prompt, std::uint32_t session, std::int32_t maxNewTokens) {
    protocol::Open open;
    open.id = {protocol::SessionId{session}, protocol::RequestId{1}};
    open.mode = engine::Mode::CloudOnly;
    open.maxNewTokens = maxNewTokens;
    open.prompt = prompt;
    return open;
}

/// Bytes as they are, without a WebSocket library in between.
class RawPeer {
public:
    explicit RawPeer(const QUrl& url) { m_socket.connectToHost(url.host(), static_cast<quint16>(url.port())); }

    bool upgrade() {
        write(
            "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
        return waitFor("101 Switching Protocols");
    }
    void write(const QByteArray& bytes) { m_socket.write(bytes); }
    bool waitFor(const QByteArray& wanted, int timeoutMs = kMostWaitMs) {
        const auto isOver = [&] { return read().contains(wanted) || isClosed(); };
        return QTest::qWaitFor(isOver, timeoutMs) && m_read.contains(wanted);
    }
    bool waitForClose(int timeoutMs) {
        return QTest::qWaitFor([&] { return read(), isClosed(); }, timeoutMs);
    }
    const QByteArray& read() { return m_read += m_socket.readAll(); }
    bool isClosed() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }
    QTcpSocket& socket() { return m_socket; }

private:
    QTcpSocket m_socket;
    QByteArray m_read;
};

QByteArray closeWith(int code) {
    return QByteArray::fromHex("8802") + static_cast<char>(code >> 8) + static_cast<char>(code & 0xFF);
}

std::uint64_t refusals(const CloudServer& server, protocol::RefusalCode code) {
    const auto found = server.metrics().refusals.find(code);
    return found == server.metrics().refusals.end() ? 0 : found->second;
}

void shortenAllButLogin(ServerOptions& options) {
    options.socket.partialMessage = Milliseconds(300);
    options.socket.stalledWrite = Milliseconds(500);
    options.socket.pingAfter = Milliseconds(300);
    options.socket.silence = Milliseconds(900);
    options.socket.login = Milliseconds(60'000);
}

void shorten(ServerOptions& options) {
    shortenAllButLogin(options);
    options.socket.login = Milliseconds(300);
}

}  // namespace

class HostilityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_model = std::make_unique<TinyModel>(); }

    void framesThatQtWouldTakeAreRefused_data() {
        QTest::addColumn<QByteArray>("frame");
        QTest::addColumn<int>("code");
        QTest::newRow("unmasked") << QByteArray::fromHex("820161") << 1002;
        QTest::newRow("2 GiB announced") << QByteArray::fromHex("82ff000000008000000001020304") << 1009;
        QTest::newRow("larger than before login") << QByteArray::fromHex("82fe100101020304") << 1009;
        QTest::newRow("fragment of a large message") << QByteArray::fromHex("02ff000000000010000001020304") << 1009;
    }
    void framesThatQtWouldTakeAreRefused() {
        QFETCH(QByteArray, frame);
        QFETCH(int, code);
        const auto server = startServer(*m_model);
        RawPeer peer(server->url());
        QVERIFY(peer.upgrade());
        peer.write(frame);
        QVERIFY(peer.waitFor(closeWith(code)));
        QVERIFY(peer.waitForClose(kMostWaitMs));
    }

    void whoSaysNothingIsCut_data() {
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("half a request") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n");
        QTest::newRow("no login") << QByteArray(
            "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
    }
    void whoSaysNothingIsCut() {
        QFETCH(QByteArray, said);
        const auto server = startServer(*m_model, shorten);
        RawPeer peer(server->url());
        peer.write(said);
        QVERIFY(peer.waitForClose(kMostWaitMs));
        QTRY_COMPARE_WITH_TIMEOUT(server->metrics().connectionsAccepted, std::uint64_t{1}, kMostWaitMs);
        // Before the upgrade there are no messages that could be refused.
        const bool isUpgraded = peer.read().contains("101 Switching Protocols");
        QCOMPARE(refusals(*server, protocol::RefusalCode::Timeout), std::uint64_t{isUpgraded ? 1u : 0u});
        QCOMPARE(refusals(*server, protocol::RefusalCode::MalformedMessage), std::uint64_t{0});
    }

    void aMessageThatIsBegunAndNotEndedTookTooLong() {
        const auto server = startServer(*m_model, shortenAllButLogin);
        RawPeer peer(server->url());
        QVERIFY(peer.upgrade());
        peer.write(QByteArray::fromHex("8285000000006d"));  // one byte of five
        QVERIFY(peer.waitFor(closeWith(1001)));
        QCOMPARE(refusals(*server, protocol::RefusalCode::Timeout), std::uint64_t{1});
        QCOMPARE(refusals(*server, protocol::RefusalCode::MalformedMessage), std::uint64_t{0});
    }

    void aRequestWithoutEndIsRefused() {
        const auto server = startServer(*m_model);
        RawPeer peer(server->url());
        peer.write("GET / HTTP/1.1\r\nHost: " + QByteArray(1 << 20, 'a'));
        QVERIFY(peer.waitFor("431 "));
        QVERIFY(peer.waitForClose(kMostWaitMs));
    }

    void aPeerThatDiedSilentlyIsNoticed() {
        const auto server = startServer(*m_model, [](ServerOptions& options) {
            shortenAllButLogin(options);
            options.socket.silence = Milliseconds(4000);  // both ends live in this thread, which may be late
        });
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        RawPeer dead(server->url());
        QVERIFY(dead.upgrade());
        QVERIFY(dead.waitForClose(kMostWaitMs));
        // A client that lives answers pings by itself, and stays.
        QTest::qWait(1500);
        QVERIFY(!edge.isClosed());
    }

    void oneAddressHasTwentySocketsWithoutLogin() {
        // Nobody is cut for another reason, however long this takes.
        const auto server = startServer(*m_model, [](ServerOptions& options) {
            options.socket.login = options.socket.silence = Milliseconds(10 * kMostWaitMs);
        });
        std::vector<std::unique_ptr<RawPeer>> peers;
        for (int i = 0; i < 20; ++i) {
            peers.push_back(std::make_unique<RawPeer>(server->url()));
            QVERIFY(peers.back()->upgrade());
        }
        RawPeer oneMore(server->url());
        QVERIFY(oneMore.waitForClose(kMostWaitMs));
        peers.pop_back();
        QVERIFY(QTest::qWaitFor([&] { return RawPeer(server->url()).upgrade(); }, kMostWaitMs));
    }

    void whoDoesNotReadIsCutAndHoldsLittle() {
        const auto server = startServer(*m_model, shortenAllButLogin);
        RawPeer peer(server->url());
        peer.socket().setReadBufferSize(1);  // reads nothing: TestEdge would
        const auto isConnected = [&] { return peer.socket().state() == QAbstractSocket::ConnectedState; };
        QVERIFY(QTest::qWaitFor(isConnected, kMostWaitMs));
        peer.write(
            "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
        QByteArray pings;
        for (int i = 0; i < 1000; ++i) pings += QByteArray::fromHex("89fd00000000") + QByteArray(125, 'p');
        const auto isCut = [&] {
            if (!peer.isClosed() && peer.socket().bytesToWrite() < 1 << 20) peer.write(pings);
            return peer.isClosed();
        };
        QVERIFY(QTest::qWaitFor(isCut, kMostWaitMs));
    }

    void badMessagesAreAnsweredAndGoodSessionsGoOn() {
        const auto server = startServer(*m_model);
        constexpr std::uint32_t kGood = 8;
        std::vector<std::unique_ptr<TestEdge>> edges;
        std::vector<TestAnswer> answers;
        std::vector<Tokens> alone;
        for (std::uint32_t i = 0; i < kGood; ++i) {
            const Tokens prompt = m_model->randomPrompt(300 + i, 20);
            engine::GenerateOptions options;
            options.maxNewTokens = 200;
            alone.push_back(m_model->answerAlone({prompt, {}}, options));
            edges.push_back(std::make_unique<TestEdge>(server->url()));
            QVERIFY(edges.back()->logIn());
            answers.emplace_back(*edges.back(), question(prompt, 1, 200));
        }
        TestEdge bad(server->url());
        QVERIFY(bad.logIn());
        const auto seed = std::random_device{}();
        qInfo("seed %u", seed);
        std::mt19937 generator(seed);
        int sent = 0;
        int answered = 0;
        for (int i = 0; i < 3000; ++i) {
            sendBadMessage(bad, generator, i);
            ++sent;
            if (i % 50 != 49) continue;
            const auto areAnswered = [&] {
                while (bad.take<protocol::Refused>()) ++answered;
                return answered == sent;
            };
            QVERIFY(QTest::qWaitFor(areAnswered, kMostWaitMs));
        }
        QVERIFY(!bad.isClosed());
        for (std::size_t i = 0; i < kGood; ++i) {
            QVERIFY(answers[i].runToEnd());
            QCOMPARE(answers[i].tokens(), alone[i]);
        }
    }

private:
    /// Each is to be refused, by one message.
    void sendBadMessage(TestEdge& edge, std::mt19937& generator, int number) {
        const auto session = static_cast<std::uint32_t>(1000 + number);
        const protocol::AnswerId nobody{protocol::SessionId{session}, protocol::RequestId{1}};
        const engine::TokenId noToken{m_model->engine().tokenEnd()};
        protocol::Open open = question({engine::TokenId{1}, engine::TokenId{2}}, session, 8);
        switch (number % 13) {
            case 0: {
                QByteArray noise(static_cast<qsizetype>(generator() % 60), '\0');
                for (char& byte : noise) byte = static_cast<char>(generator());
                return edge.sendBytes(QByteArray(1, '\xff') + noise);
            }
            case 1: {  // a good message that ends early
                const QByteArray whole = *protocol::encode(protocol::EdgeMessage(open));
                return edge.sendBytes(whole.left(1 + static_cast<qsizetype>(generator()) % (whole.size() - 1)));
            }
            case 2:
                return edge.sendBytes(QByteArray(33, '\x81'));  // nested arrays
            case 3:
                edge.send(protocol::Drafts{nobody, {0, 0, {engine::TokenId{1}}, {}, false}});
                return;
            case 4:
                open.prompt = Tokens{engine::TokenId{1}, noToken};
                break;
            case 5:
                open.committed = {noToken};
                break;
            case 6:
                open.mode = engine::Mode::EdgeOnly;
                break;
            case 7:
                open.sampling.temperature = 1e-300;
                break;
            case 8:
                open.reuses = protocol::ReusedPrefix{5, {}};
                break;
            case 9:
                edge.send(protocol::Resume{nobody, protocol::drawSecret(), 0, {}});
                return;
            case 10:
                edge.send(protocol::Close{protocol::SessionId{session}});
                return;
            case 11:
                edge.send(protocol::HiddenState{nobody, 1, "states"});
                return;
            default:
                edge.send(protocol::Cancel{nobody});
                return;
        }
        edge.send(open);
    }

    std::unique_ptr<TinyModel> m_model;
};

}  // namespace msao::cloud

QTEST_GUILESS_MAIN(msao::cloud::HostilityTest)
#include "hostility_test.moc"
