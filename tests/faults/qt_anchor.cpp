// SPDX-License-Identifier: Apache-2.0
// A bare QWebSocketServer that sends back what it was sent: what the suites of this folder hold msao-cloud against.
#include <QCoreApplication>
#include <QWebSocket>
#include <QWebSocketServer>

#include <cstdio>

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    QWebSocketServer server(QStringLiteral("anchor"), QWebSocketServer::NonSecureMode);
    QObject::connect(&server, &QWebSocketServer::newConnection, &server, [&server] {
        QWebSocket* const socket = server.nextPendingConnection();
        QObject::connect(socket, &QWebSocket::binaryMessageReceived, socket,
                         [socket](const QByteArray& message) { socket->sendBinaryMessage(message); });
        QObject::connect(socket, &QWebSocket::textMessageReceived, socket,
                         [socket](const QString& message) { socket->sendTextMessage(message); });
        QObject::connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
    });
    if (!server.listen(QHostAddress::LocalHost)) {
        std::fprintf(stderr, "cannot listen: %s\n", qPrintable(server.errorString()));
        return 1;
    }
    std::printf("listening on ws://127.0.0.1:%d\n", server.serverPort());
    std::fflush(stdout);
    return QCoreApplication::exec();
}
