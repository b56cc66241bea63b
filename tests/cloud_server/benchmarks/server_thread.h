// SPDX-License-Identifier: Apache-2.0
// A server at work in threads of its own, so that clients in the measuring thread meet it as they would another
// process.
#pragma once

#include "cloud_server/server/cloud_server.h"

#include <QThread>
#include <QUrl>
#include <QWebSocketServer>

#include <filesystem>
#include <memory>

namespace msao::cloud {

/// Calls `work` in `thread` and waits for it.
template <typename Work>
void runIn(QThread& thread, Work work) {
    QObject context;
    context.moveToThread(&thread);
    QMetaObject::invokeMethod(&context, work, Qt::BlockingQueuedConnection);
    QMetaObject::invokeMethod(
        &context, [&] { context.moveToThread(nullptr); }, Qt::BlockingQueuedConnection);
}

class ServerThread {
public:
    /// Throws what kept it from starting.
    ServerThread(const std::filesystem::path& model, engine::WeightType weights, std::size_t kvCacheBytes,
                 engine::PassLimits pass = {}, int threads = 0);
    ServerThread(const ServerThread&) = delete;
    ServerThread& operator=(const ServerThread&) = delete;
    ~ServerThread();

    const QUrl& url() const { return m_url; }
    std::int32_t tokenEnd() const { return m_tokenEnd; }

private:
    QThread m_thread;
    std::unique_ptr<CloudServer> m_server;
    QUrl m_url;
    std::int32_t m_tokenEnd = 0;
};

/// Sends every message back: what a socket costs without a protocol.
class EchoServer {
public:
    EchoServer();
    EchoServer(const EchoServer&) = delete;
    EchoServer& operator=(const EchoServer&) = delete;
    ~EchoServer();

    const QUrl& url() const { return m_url; }

private:
    QThread m_thread;
    std::unique_ptr<QWebSocketServer> m_server;
    QUrl m_url;
};

}  // namespace msao::cloud
