// SPDX-License-Identifier: Apache-2.0
#include "edge/link/unreachable_words.h"

#include <QCoreApplication>

namespace msao::edge {
namespace {

/// A sentence has a place for where the cloud should be (%1), and for what the system says (%2).
struct Reason {
    QAbstractSocket::SocketError error;
    const char* scheme;  // of the address; empty: any
    const char* mark;    // in what the system says; empty: any
    const char* sentence;
};

/// The first that fits.
constexpr Reason kReasons[] = {
    {QAbstractSocket::ConnectionRefusedError, "", "",
     QT_TRANSLATE_NOOP(
         "msao::edge::Unreachable",
         "The cloud cannot be reached: nothing listens at %1. Check host and port, and whether msao-cloud "
         "runs there.")},
    {QAbstractSocket::HostNotFoundError, "", "",
     QT_TRANSLATE_NOOP("msao::edge::Unreachable",
                       "The cloud cannot be reached: there is no machine of the name in %1. Check the address and the "
                       "network.")},
    {QAbstractSocket::RemoteHostClosedError, "wss", "",
     QT_TRANSLATE_NOOP("msao::edge::Unreachable",
                       "The cloud cannot be reached: %1 closed the connection. If it is not encrypted, its address "
                       "begins with ws://; if it asks for a certificate, name one.")},
    {QAbstractSocket::RemoteHostClosedError, "ws", "",
     QT_TRANSLATE_NOOP("msao::edge::Unreachable",
                       "The cloud cannot be reached: %1 closed the connection. If it is encrypted, its address begins "
                       "with wss://.")},
    // As OpenSSL says it of bytes that are no TLS.
    {QAbstractSocket::SslHandshakeFailedError, "", "wrong version number",
     QT_TRANSLATE_NOOP(
         "msao::edge::Unreachable",
         "The cloud cannot be reached: what answers at %1 does not speak TLS. If it is not encrypted, its "
         "address begins with ws://.")},
    {QAbstractSocket::SslHandshakeFailedError, "", "",
     QT_TRANSLATE_NOOP("msao::edge::Unreachable",
                       "The cloud cannot be reached: %1 and this program found no encryption that both take (%2). It "
                       "must offer TLS 1.2 or 1.3; if it asks for a certificate, name one.")},
    {QAbstractSocket::UnknownSocketError, "", "",
     QT_TRANSLATE_NOOP("msao::edge::Unreachable",
                       "The cloud cannot be reached: the connection to %1 failed, and the system does not say why. "
                       "Check address and network, and whether msao-cloud runs there.")},
};
constexpr const char* kOtherReason =
    QT_TRANSLATE_NOOP("msao::edge::Unreachable",
                      "The cloud cannot be reached: the connection to %1 failed (%2). Check address and network.");
constexpr const char* kRefusedByHttp =
    QT_TRANSLATE_NOOP("msao::edge::Unreachable",
                      "The cloud cannot be reached: what answers at %1 is no msao-cloud, or has none behind it (%2). "
                      "Check the address.");
constexpr const char* kHttp = "processHandshake: ";  // how QWebSocket begins what it says of HTTP, behind its name

const char* sentenceFor(const FailedConnection& failed) {
    if (failed.systemsWords.contains(QLatin1String(kHttp))) return kRefusedByHttp;
    for (const Reason& reason : kReasons) {
        const QLatin1String scheme(reason.scheme);
        const bool fits = reason.error == failed.error && (scheme.isEmpty() || failed.url.scheme() == scheme) &&
                          failed.systemsWords.contains(QLatin1String(reason.mark));
        if (fits) return reason.sentence;
    }
    return kOtherReason;
}

/// %1: the host that was asked for. Null: Qt's own words say what can be done.
const char* sentenceFor(QSslError::SslError fault) {
    switch (fault) {
        case QSslError::HostNameMismatch:
            return QT_TRANSLATE_NOOP("msao::edge::Unreachable",
                                     "it is another host's than %1. Name the cloud as its certificate does.");
        case QSslError::SelfSignedCertificate:
        case QSslError::SelfSignedCertificateInChain:
        case QSslError::UnableToGetIssuerCertificate:
        case QSslError::UnableToGetLocalIssuerCertificate:
        case QSslError::UnableToVerifyFirstCertificate:
        case QSslError::CertificateUntrusted:
            return QT_TRANSLATE_NOOP("msao::edge::Unreachable",
                                     "nobody who is trusted here has signed it. If it is of an authority of your own, "
                                     "name that authority's certificate.");
        case QSslError::CertificateExpired:
        case QSslError::CertificateNotYetValid:
            return QT_TRANSLATE_NOOP(
                "msao::edge::Unreachable",
                "it is not valid now. It needs another one, unless this machine's clock is wrong.");
        case QSslError::CertificateRevoked:  // Qt has no words for it
            return QT_TRANSLATE_NOOP("msao::edge::Unreachable",
                                     "whoever signed it has revoked it. It needs another one.");
        case QSslError::UnspecifiedError:  // Qt has one name for all that it has no words for
            return QT_TRANSLATE_NOOP("msao::edge::Unreachable",
                                     "its key or a signature is too weak, or it has conditions that are not met here. "
                                     "It needs another one.");
        default:
            return nullptr;
    }
}

QString translated(const char* sentence) {
    return QCoreApplication::translate("msao::edge::Unreachable", sentence);
}

}  // namespace

QString wordsOf(const FailedConnection& failed) {
    const QLatin1String mark(kHttp);
    const auto http = failed.systemsWords.indexOf(mark);
    QString details = http < 0 ? failed.systemsWords : failed.systemsWords.mid(http + mark.size());
    if (details.endsWith(QLatin1Char('.'))) details.chop(1);
    const QString place = failed.url.authority().section(QLatin1Char('@'), -1);  // whoever is named before is not shown
    QString words = translated(sentenceFor(failed));
    return words.replace(QStringLiteral("%1"), place).replace(QStringLiteral("%2"), details);
}

QString wordsOf(const QList<QSslError>& faults, const QString& host) {
    const QSslError* fault = &faults.front();
    for (const QSslError& each : faults) {
        if (fault->error() == QSslError::UnspecifiedError) fault = &each;
    }
    const char* const sentence = sentenceFor(fault->error());
    QString why = sentence == nullptr ? fault->errorString() : translated(sentence);
    why.replace(QStringLiteral("%1"), host);
    return translated(QT_TRANSLATE_NOOP("msao::edge::Unreachable", "The cloud's certificate is not to be trusted: %1"))
        .arg(why);
}

}  // namespace msao::edge
