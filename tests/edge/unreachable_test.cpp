// SPDX-License-Identifier: Apache-2.0
// A cloud that no connection comes about to: each way is told apart from the others, and says what to do.
#include "edge/link/cloud_link.h"
#include "edge/link/unreachable_words.h"
#include "tests/protocol/held_port.h"

#include <QSslError>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

namespace msao::edge {
namespace {

/// Answers whatever it hears with the same bytes, and hangs up.
class Stranger : public QTcpServer {
public:
    explicit Stranger(const QByteArray& answer) {
        connect(this, &QTcpServer::newConnection, this, [this, answer] {
            QTcpSocket* const client = nextPendingConnection();
            connect(client, &QTcpSocket::readyRead, client, [client, answer] {
                client->readAll();
                client->write(answer);
                client->disconnectFromHost();
            });
        });
        listen(QHostAddress::LocalHost);
    }
};

QUrl urlOf(const QString& scheme, quint16 port) {
    return QUrl(QStringLiteral("%1://127.0.0.1:%2").arg(scheme).arg(port));
}

/// What an edge says first of a cloud there.
QString wordsAt(const QUrl& url) {
    CloudLink link(CloudAddress{url}, ReconnectOptions{});
    link.start();
    const bool came = QTest::qWaitFor([&link] { return !link.state().words.isEmpty(); }, 30'000);
    return came ? link.state().words : QString();
}

}  // namespace

class EdgeUnreachableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPortAtWhichNobodyListensIsNamed_data() { schemes(); }
    void aPortAtWhichNobodyListensIsNamed() {
        QFETCH(QString, scheme);
        const protocol::tests::HeldPort held;
        const QString words = wordsAt(urlOf(scheme, held.port()));
        const QString expected = QStringLiteral("nothing listens at 127.0.0.1:%1").arg(held.port());
        QVERIFY2(words.contains(expected), qPrintable(words));
    }

    void aServerWithoutTlsIsToldByItsAnswer() {
        const Stranger plain("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        const QString words = wordsAt(urlOf(QStringLiteral("wss"), plain.serverPort()));
        QVERIFY2(words.contains(QStringLiteral("does not speak TLS")) && words.contains(QStringLiteral("ws://")),
                 qPrintable(words));
    }

    void aServerOfSomethingElseIsToldByItsStatus() {
        const Stranger web("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        const QString words = wordsAt(urlOf(QStringLiteral("ws"), web.serverPort()));
        QVERIFY2(words.contains(QStringLiteral("is no msao-cloud")) && words.contains(QStringLiteral("404")),
                 qPrintable(words));
    }

    void oneThatHangsUpMayWantTheOtherScheme_data() { schemes(); }
    void oneThatHangsUpMayWantTheOtherScheme() {
        QFETCH(QString, scheme);
        const Stranger silent("");
        const QString words = wordsAt(urlOf(scheme, silent.serverPort()));
        const QString other = scheme == QStringLiteral("ws") ? QStringLiteral("wss://") : QStringLiteral("ws://");
        QVERIFY2(words.contains(QStringLiteral("closed the connection")) && words.contains(" begins with " + other),
                 qPrintable(words));
    }

    void whatTheSystemSaysIsKeptWhereNothingBetterIsKnown() {
        const QUrl url(QStringLiteral("wss://lab:secret@cloud.example:7443"));
        const QString unknown = wordsOf(FailedConnection{url, QAbstractSocket::UnknownSocketError, "Unknown error"});
        QVERIFY2(!unknown.contains(QStringLiteral("Unknown error")), qPrintable(unknown));
        QVERIFY2(unknown.contains(QStringLiteral("cloud.example:7443")), qPrintable(unknown));
        QVERIFY2(!unknown.contains(QStringLiteral("secret")), qPrintable(unknown));
        const QString network = wordsOf(FailedConnection{url, QAbstractSocket::NetworkError, "Network unreachable."});
        QVERIFY2(network.contains(QStringLiteral("(Network unreachable)")), qPrintable(network));
        const QString name = wordsOf(FailedConnection{url, QAbstractSocket::HostNotFoundError, "Host not found"});
        QVERIFY2(name.contains(QStringLiteral("no machine of the name in cloud.example:7443")), qPrintable(name));
        const QString handshake =
            wordsOf(FailedConnection{url, QAbstractSocket::SslHandshakeFailedError, "tlsv1 alert protocol version"});
        QVERIFY2(handshake.contains(QStringLiteral("(tlsv1 alert protocol version)")), qPrintable(handshake));
    }

    void faultsOfCertificatesSayWhatToDo_data() {
        QTest::addColumn<int>("fault");
        QTest::addColumn<QString>("part");
        QTest::newRow("host") << static_cast<int>(QSslError::HostNameMismatch) << "another host's than cloud.example";
        QTest::newRow("itself") << static_cast<int>(QSslError::SelfSignedCertificate) << "authority";
        QTest::newRow("issuer") << static_cast<int>(QSslError::UnableToGetLocalIssuerCertificate) << "authority";
        QTest::newRow("expired") << static_cast<int>(QSslError::CertificateExpired) << "clock";
        QTest::newRow("without a name") << static_cast<int>(QSslError::UnspecifiedError) << "too weak";
        QTest::newRow("revoked") << static_cast<int>(QSslError::CertificateRevoked) << "revoked";
        QTest::newRow("Qt's own words") << static_cast<int>(QSslError::NoPeerCertificate) << "did not present";
    }
    void faultsOfCertificatesSayWhatToDo() {
        QFETCH(int, fault);
        QFETCH(QString, part);
        const QList<QSslError> faults{QSslError(static_cast<QSslError::SslError>(fault))};
        const QString words = wordsOf(faults, QStringLiteral("cloud.example"));
        QVERIFY2(words.contains(QStringLiteral("not to be trusted")) && words.contains(part), qPrintable(words));
    }

    void theFaultThatHasANameIsTold() {
        const QList<QSslError> faults{QSslError(QSslError::UnspecifiedError), QSslError(QSslError::CertificateExpired)};
        const QString words = wordsOf(faults, QStringLiteral("cloud.example"));
        QVERIFY2(words.contains(QStringLiteral("not valid now")), qPrintable(words));
    }

private:
    static void schemes() {
        QTest::addColumn<QString>("scheme");
        QTest::newRow("ws") << "ws";
        QTest::newRow("wss") << "wss";
    }
};

}  // namespace msao::edge

QTEST_GUILESS_MAIN(msao::edge::EdgeUnreachableTest)
#include "unreachable_test.moc"
