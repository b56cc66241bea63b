// SPDX-License-Identifier: Apache-2.0
// Who may come in, over what; and what operators see.
#include "tests/cloud_server/running_server.h"
#include "tests/cloud_server/test_edge.h"

#include "cloud_server/net/tls_settings.h"
#include "cloud_server/net/tls_stream.h"

#include <QFile>
#include <QProcess>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

namespace msao::cloud {
namespace {

QByteArray pageOf(std::uint16_t port, const QByteArray& path) {
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    socket.write("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
    QByteArray answer;
    const bool isClosed = QTest::qWaitFor([&] {
        answer += socket.readAll();
        return socket.state() == QAbstractSocket::UnconnectedState && !answer.isEmpty();
    });
    return isClosed ? answer : QByteArray();
}

class TlsAcceptor : public QTcpServer {
public:
    explicit TlsAcceptor(QSslConfiguration configuration) : m_configuration(std::move(configuration)) {}

    std::unique_ptr<TlsStream> stream;

protected:
    void incomingConnection(qintptr descriptor) override {
        stream = std::make_unique<TlsStream>(descriptor, m_configuration);
    }

private:
    QSslConfiguration m_configuration;
};

}  // namespace

class LoginTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_model = std::make_unique<TinyModel>();
        const NewToken token = orThrow(makeToken("lab"));
        m_secret = token.secret;
        m_tokenFile = m_folder.filePath("tokens");
        QFile file(m_tokenFile);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(token.line + " sessions=2\n");
        file.close();
        QVERIFY(file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner));
    }

    void whoHasTheSecretComesIn() {
        const auto server = startServer(*m_model, [this](ServerOptions& options) { options.tokenFile = m_tokenFile; });
        TestEdge edge(server->url());
        QVERIFY(edge.sayHello(std::pair{std::string("lab"), m_secret}));
        const auto reply = edge.next<protocol::HelloReply>();
        QVERIFY(reply.has_value());
        QCOMPARE(reply->limits.sessions, 2);
    }

    void whoHasNotIsRefused_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("secret");
        QTest::newRow("wrong secret") << "lab" << QByteArray("guess");
        QTest::newRow("unknown name") << "other" << QByteArray("guess");
        QTest::newRow("no login") << QString() << QByteArray();
    }
    void whoHasNotIsRefused() {
        QFETCH(QString, name);
        QFETCH(QByteArray, secret);
        const auto server = startServer(*m_model, [this](ServerOptions& options) { options.tokenFile = m_tokenFile; });
        TestEdge edge(server->url());
        QVERIFY(name.isEmpty() ? edge.sayHello() : edge.sayHello(std::pair{name.toStdString(), secret}));
        const auto refused = edge.next<protocol::Refused>();
        QVERIFY(refused.has_value() && refused->closesConnection);
        QCOMPARE(refused->code,
                 name.isEmpty() ? protocol::RefusalCode::LoginNeeded : protocol::RefusalCode::LoginFailed);
        QTRY_VERIFY_WITH_TIMEOUT(edge.isClosed(), 30'000);
    }

    void aReplayedLoginIsRefused() {
        const auto server = startServer(*m_model, [this](ServerOptions& options) { options.tokenFile = m_tokenFile; });
        TestEdge first(server->url());
        const auto challenge = first.next<protocol::Challenge>();
        QVERIFY(challenge.has_value());
        protocol::Hello hello;
        hello.nonce = protocol::drawSecret();
        hello.login = protocol::Login{"lab", protocol::loginProof(m_secret, challenge->nonce, hello.nonce)};
        QVERIFY(first.send(hello));
        QVERIFY(first.next<protocol::HelloReply>().has_value());
        for (int i = 0; i < 200; ++i) {
            TestEdge replaying(server->url());
            QVERIFY(replaying.next<protocol::Challenge>().has_value());
            QVERIFY(replaying.send(hello));
            const auto refused = replaying.next<protocol::Refused>();
            QVERIFY(refused.has_value());
            QCOMPARE(refused->code, protocol::RefusalCode::LoginFailed);
        }
    }

    void aTokenHasItsNumberOfSessions() {
        const auto server = startServer(*m_model, [this](ServerOptions& options) { options.tokenFile = m_tokenFile; });
        TestEdge edge(server->url());
        QVERIFY(edge.sayHello(std::pair{std::string("lab"), m_secret}));
        QVERIFY(edge.next<protocol::HelloReply>().has_value());
        protocol::Open open;
        open.mode = engine::Mode::VerifyOnly;
        open.prompt = m_model->randomPrompt(1, 10);
        for (std::uint32_t session = 1; session <= 3; ++session) {
            open.id = {protocol::SessionId{session}, protocol::RequestId{1}};
            QVERIFY(edge.send(open));
        }
        const auto refused = edge.next<protocol::Refused>();
        QVERIFY(refused.has_value());
        QCOMPARE(refused->code, protocol::RefusalCode::QuotaExceeded);
        QCOMPARE(refused->session, protocol::SessionId{3});
        edge.send(protocol::Close{protocol::SessionId{1}});
        open.id = {protocol::SessionId{4}, protocol::RequestId{1}};
        QVERIFY(edge.send(open));
        QTRY_COMPARE_WITH_TIMEOUT(server->metrics().answersAsked, std::uint64_t{3}, 30'000);
    }

    void onlyAnEdgeThatKnowsOfFreeRowsIsToldOfThem() {
        const auto server = startServer(*m_model);
        const auto replyTo = [&server](protocol::Features features) -> std::optional<protocol::HelloReply> {
            TestEdge edge(server->url());
            if (!edge.next<protocol::Challenge>()) return std::nullopt;
            protocol::Hello hello;
            hello.features = features;
            hello.nonce = protocol::drawSecret();
            edge.send(hello);
            return edge.next<protocol::HelloReply>();
        };
        const auto kFreeRows = static_cast<protocol::Features>(protocol::Feature::FreeRows);
        const auto told = replyTo(kFreeRows);
        QVERIFY(told && told->rows);
        QCOMPARE(told->features, kFreeRows);
        QVERIFY(told->rows->free >= 1);
        const auto before = replyTo(~kFreeRows);
        QVERIFY(before && !before->rows);
    }

    void oldVersionsAreToldSo() {
        const auto server = startServer(*m_model);
        TestEdge edge(server->url());
        QVERIFY(edge.next<protocol::Challenge>().has_value());
        protocol::Hello hello;
        hello.version = protocol::kProtocolVersion + 2;
        hello.nonce = protocol::drawSecret();
        QVERIFY(edge.send(hello));
        const auto refused = edge.next<protocol::Refused>();
        QVERIFY(refused.has_value());
        QCOMPARE(refused->code, protocol::RefusalCode::VersionMismatch);
    }

    void tlsIsNewOrNotAtAll() {
        if (!makeCertificate()) QSKIP("no openssl program here");
        const auto server = startServer(*m_model, [this](ServerOptions& options) {
            options.endpoint = {true, QHostAddress::LocalHost, 0};
            options.tls = TlsFiles{m_folder.filePath("cert.pem"), m_folder.filePath("key.pem"), {}};
        });
        QUrl url = server->url();
        url.setHost("localhost");
        TestEdge edge(url, trusting());
        QVERIFY(edge.logIn());
        QVERIFY(handshakes(*server, "-tls1_3"));
        QVERIFY(handshakes(*server, "-tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256"));
        QVERIFY(!handshakes(*server, "-tls1_2 -cipher AES128-SHA"));
        QVERIFY(!handshakes(*server, "-tls1_2 -cipher ECDHE-RSA-AES128-SHA"));
        QVERIFY(!handshakes(*server, "-tls1_2 -cipher AES128-GCM-SHA256"));
        QVERIFY(!handshakes(*server, "-tls1_1 -cipher ALL:@SECLEVEL=0"));
        QVERIFY(!handshakes(*server, "-tls1 -cipher ALL:@SECLEVEL=0"));
    }

    /// To write, TLS reads what has come: a message that is taken then would be taken in the middle of another.
    void whoWritesIsNotCalledBackFromWithin() {
        if (!makeCertificate()) QSKIP("no openssl program here");
        TlsAcceptor acceptor(
            orThrow(tlsConfiguration({m_folder.filePath("cert.pem"), m_folder.filePath("key.pem"), {}})));
        QVERIFY(acceptor.listen(QHostAddress::LocalHost));
        QSslSocket client;
        client.setSslConfiguration(trusting());
        client.connectToHostEncrypted("localhost", acceptor.serverPort());
        QTRY_VERIFY_WITH_TIMEOUT(client.isEncrypted() && acceptor.stream, 30'000);
        int readable = 0, written = 0;
        connect(acceptor.stream.get(), &ByteStream::readable, this, [&] { ++readable; });
        connect(acceptor.stream.get(), &ByteStream::written, this, [&] { ++written; });
        client.write(QByteArray(100'000, 'a'));  // several times what is held of it
        QTRY_VERIFY_WITH_TIMEOUT(readable > 0, 30'000);
        char taken[16 * 1024];
        for (int i = 0; i < 4; ++i) {
            QVERIFY(QTest::qWaitFor([&] { return acceptor.stream->read(taken, sizeof taken) > 0; }, 30'000));
            const std::pair before(readable, written);
            acceptor.stream->write(QByteArray(1000, 'b'));
            QCOMPARE(std::pair(readable, written), before);
            QTRY_VERIFY_WITH_TIMEOUT(written > before.second, 30'000);
        }
        QTRY_COMPARE_WITH_TIMEOUT(client.bytesAvailable(), qint64{4000}, 30'000);
    }

    void operatorsSeeHealthReadinessAndNumbers() {
        const auto server = startServer(*m_model);
        const std::uint16_t port = server->pagesPort();
        QVERIFY(pageOf(port, "/healthz").startsWith("HTTP/1.1 200"));
        QVERIFY(pageOf(port, "/readyz").startsWith("HTTP/1.1 200"));
        QVERIFY(pageOf(port, "/nothing").startsWith("HTTP/1.1 404"));
        QVERIFY(pageOf(port, "/metrics").contains("\nmsao_cloud_ready 1\n"));
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        QVERIFY(pageOf(port, "/metrics").contains("\nmsao_cloud_logins_total 1\n"));
    }

    void aDrainingServerIsNotReady() {
        const auto server = startServer(*m_model);
        TestEdge edge(server->url());
        QVERIFY(edge.logIn());
        protocol::Open open;
        open.id = {protocol::SessionId{1}, protocol::RequestId{1}};
        open.mode = engine::Mode::VerifyOnly;
        open.prompt = m_model->randomPrompt(1, 10);
        QVERIFY(edge.send(open));
        QVERIFY(edge.next<protocol::Opened>().has_value());
        server->drain();
        QVERIFY(pageOf(server->pagesPort(), "/readyz").startsWith("HTTP/1.1 503"));
    }

    void pagesMayHaveAPortOfTheirOwn() {
        const auto server = startServer(*m_model, [](ServerOptions& options) { options.pagesPort = 0; });
        QVERIFY(pageOf(server->pagesPort(), "/healthz").startsWith("HTTP/1.1 200"));
        QVERIFY(pageOf(static_cast<std::uint16_t>(server->url().port()), "/metrics").startsWith("HTTP/1.1 404"));
    }

private:
    bool makeCertificate() const {
        const QStringList arguments = {"req",
                                       "-x509",
                                       "-newkey",
                                       "rsa:2048",
                                       "-nodes",
                                       "-days",
                                       "2",
                                       "-subj",
                                       "/CN=localhost",
                                       "-addext",
                                       "subjectAltName=DNS:localhost",
                                       "-keyout",
                                       m_folder.filePath("key.pem"),
                                       "-out",
                                       m_folder.filePath("cert.pem")};
        return QProcess::execute("openssl", arguments) == 0;
    }
    QSslConfiguration trusting() const {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setCaCertificates(QSslCertificate::fromPath(m_folder.filePath("cert.pem")));
        return configuration;
    }
    bool handshakes(const CloudServer& server, const QString& how) {
        QProcess client;
        QStringList arguments = {"s_client", "-connect", "127.0.0.1:" + QString::number(server.url().port())};
        client.start("openssl", arguments + how.split(' '));
        const bool hasAnswered = QTest::qWaitFor([&] {
            m_said += client.readAll();
            const qsizetype at = m_said.indexOf("Cipher is ");
            return (at >= 0 && m_said.indexOf('\n', at) >= 0) || client.state() == QProcess::NotRunning;
        });
        const bool isAgreed = hasAnswered && m_said.contains("Cipher is") && !m_said.contains("Cipher is (NONE)");
        m_said.clear();
        client.kill();
        client.waitForFinished();
        return isAgreed;
    }

    QTemporaryDir m_folder;
    QString m_tokenFile;
    QByteArray m_secret;
    QByteArray m_said;
    std::unique_ptr<TinyModel> m_model;
};

}  // namespace msao::cloud

QTEST_GUILESS_MAIN(msao::cloud::LoginTest)
#include "login_test.moc"
