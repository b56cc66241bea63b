// SPDX-License-Identifier: Apache-2.0
#include "tests/cloud_server/benchmarks/server_thread.h"

#include <QWebSocket>

#include <stdexcept>
#include <string>

namespace msao::cloud {

ServerThread::ServerThread(const std::filesystem::path& model, engine::WeightType weights, std::size_t kvCacheBytes,
                           engine::PassLimits pass, int threads) {
    ServerOptions options;
    options.model = model;
    options.load.weights = weights;
    options.load.kvCacheBytes = kvCacheBytes;
    options.load.threads = threads;
    options.pass = pass;
    options.allowance.sessions = 1000;
    std::string fault;
    m_thread.start();
    runIn(m_thread, [&] {
        auto loaded = loadModel(options);
        if (!loaded) return void(fault = loaded.error().message);
        m_tokenEnd = loaded->fingerprint.tokenEnd;
        auto server = CloudServer::create(options, *std::move(loaded));
        if (!server) return void(fault = server.error().message);
        m_server = *std::move(server);
        if (const auto listens = m_server->listen(); !listens) return void(fault = listens.error().message);
        m_url = m_server->url();
    });
    if (!fault.empty()) throw std::runtime_error(fault);
}

ServerThread::~ServerThread() {
    runIn(m_thread, [this] { m_server.reset(); });
    m_thread.quit();
    m_thread.wait();
}

EchoServer::EchoServer() {
    m_thread.start();
    runIn(m_thread, [this] {
        m_server = std::make_unique<QWebSocketServer>(QString(), QWebSocketServer::NonSecureMode);
        m_server->listen(QHostAddress::LocalHost);
        m_url = m_server->serverUrl();
        QWebSocketServer* const server = m_server.get();
        QObject::connect(server, &QWebSocketServer::newConnection, server, [server] {
            QWebSocket* const socket = server->nextPendingConnection();
            QObject::connect(socket, &QWebSocket::binaryMessageReceived, socket, [socket](const QByteArray& message) {
                socket->sendBinaryMessage(message);
                socket->flush();
            });
        });
    });
}

EchoServer::~EchoServer() {
    runIn(m_thread, [this] { m_server.reset(); });
    m_thread.quit();
    m_thread.wait();
}

}  // namespace msao::cloud
