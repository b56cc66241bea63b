// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/server/cloud_server.h"

#include "cloud_server/server/log.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace msao::cloud {
namespace {

using engine::Error;
using engine::ErrorCode;
using engine::Result;
using engine::Status;

/// How late a deadline may be noticed; a turn over a thousand idle sockets takes microseconds.
constexpr std::chrono::milliseconds kTick{100};
// What edges are told is of the last such stretch. Longer than between two heartbeats, so that they hear of every one.
constexpr std::chrono::milliseconds kGaugeTime{protocol::CloudLimits{}.heartbeatMs * 5 / 4};

std::uint32_t ms(std::chrono::milliseconds duration) {
    return static_cast<std::uint32_t>(duration.count());
}

/// In words, by the place of its --url: where servers are is nobody's business out here.
QByteArray wordsOf(const ClusterHealth& health) {
    std::string words;
    for (std::size_t i = 0; i < health.troubles.size(); ++i) {
        if (health.troubles[i].empty()) continue;
        words += (words.empty() ? " (" : "; ") + std::to_string(i + 1) + ": " + health.troubles[i];
    }
    return QByteArray::fromStdString(words.empty() ? words : words + ")");
}

}  // namespace

Result<std::unique_ptr<CloudServer>> CloudServer::create(ServerOptions options, LoadedModel model) {
    MSAO_CHECK(checkOptions(options));
    std::optional<Tenants> tenants;
    if (!options.tokenFile.isEmpty()) {
        MSAO_TRY(tenants, readTokenFile(options.tokenFile, options.allowance));
    }
    std::optional<QSslConfiguration> tls;
    if (options.tls) {
        MSAO_TRY(tls, tlsConfiguration(*options.tls));
    }
    // A prompt and its answer have to fit into the cache together.
    const std::int64_t room = contextOf(model) - engine::kMaxDecodeTokens;
    options.service.promptTokens =
        static_cast<std::int32_t>(std::min<std::int64_t>(options.service.promptTokens, room));
    return std::unique_ptr<CloudServer>(
        new CloudServer(std::move(options), std::move(model), std::move(tenants), std::move(tls)));
}

CloudServer::CloudServer(ServerOptions options, LoadedModel model, std::optional<Tenants> tenants,
                         std::optional<QSslConfiguration> tls)
    : m_options(std::move(options)),
      m_model(std::move(model)),
      m_served(served(m_model, m_options)),
      m_welcome{helloReply(), std::move(tenants), m_options.allowance},
      m_desk(m_served, m_options.service, m_options.pass, m_metrics) {
    const Pages pages = [this](const QByteArray& path) { return page(path); };
    const Pages none = [](const QByteArray&) { return std::nullopt; };
    const bool hasOwnPort = m_options.pagesPort.has_value();
    m_listener =
        std::make_unique<Listener>(ListenerOptions{std::move(tls), true}, m_options.socket, hasOwnPort ? none : pages);
    connect(m_listener.get(), &Listener::accepted, this, &CloudServer::welcome);
    if (hasOwnPort)
        m_pagesListener = std::make_unique<Listener>(ListenerOptions{std::nullopt, false}, m_options.socket, pages);
    m_metrics.kv = (m_served.standby ? *m_served.standby : m_served.main).kv;
    connect(&m_ticks, &QTimer::timeout, this, &CloudServer::tick);
    m_ticks.start(kTick);
}

CloudServer::~CloudServer() {
    m_ticks.stop();
    // Sockets tell the desk that they are gone, so they go first.
    m_listener.reset();
    m_pagesListener.reset();
}

protocol::HelloReply CloudServer::helloReply() const {
    protocol::HelloReply reply = introduction(m_model, m_served.target, m_metrics.cluster.isGone());
    reply.limits.promptTokens = m_options.service.promptTokens;
    reply.limits.answerTokens = m_options.service.answerTokens;
    reply.limits.draftsOfBatch = static_cast<std::int32_t>(protocol::kMaxDrafts);
    reply.limits.payloadBytes = m_options.service.payloadBytes;
    reply.limits.resumeMs = ms(m_options.service.resume);
    return reply;
}

Status CloudServer::listen() {
    const auto cannot = [](const Listener& listener) {
        return Error{ErrorCode::InvalidArgument, "cannot listen: " + listener.errorString().toStdString()};
    };
    if (!m_listener->listen(m_options.endpoint.address, m_options.endpoint.port)) return cannot(*m_listener);
    if (m_pagesListener && !m_pagesListener->listen(QHostAddress::LocalHost, *m_options.pagesPort))
        return cannot(*m_pagesListener);
    return engine::Done{};
}

QUrl CloudServer::url() const {
    QUrl url;
    url.setScheme(m_options.endpoint.isEncrypted ? u"wss"_qs : u"ws"_qs);
    url.setHost(m_listener->serverAddress().toString());
    url.setPort(m_listener->serverPort());
    return url;
}

std::uint16_t CloudServer::pagesPort() const {
    return m_pagesListener ? m_pagesListener->serverPort() : m_listener->serverPort();
}

void CloudServer::welcome(ClientSocket* socket) {
    ++m_metrics.connectionsAccepted;
    auto* client = new Client(*socket, m_welcome, m_desk, m_metrics);  // the socket's child
    m_clients.push_back(client);
    connect(socket, &ClientSocket::closed, this, [this, client] { m_clients.removeOne(client); });
}

void CloudServer::tick() {
    const auto now = Clock::now();
    m_listener->checkDeadlines(now);
    if (m_pagesListener) m_pagesListener->checkDeadlines(now);
    m_desk.tick(now);
    if (m_served.standby) m_welcome.reply = helloReply();
    if (now - m_gauged >= kGaugeTime) {
        m_gauged = now;
        updateMetrics();
        m_metrics.figures = m_gauge.read(m_metrics);
    }
    if (!m_drainBegan) return;
    dismissIdle(now);
    finishDrain(now);
}

void CloudServer::drain() {
    if (m_drainBegan) return;
    m_drainBegan = Clock::now();
    m_desk.drain();
    logEvent("drain", {{"running", static_cast<std::int64_t>(m_desk.runningAnswers())}});
    const protocol::Drain message{ms(m_options.drainGrace), ms(m_options.returnAfter), ms(m_options.returnWindow)};
    m_welcome.drain = message;
    for (Client* client : std::as_const(m_clients)) {
        if (client->isLoggedIn()) client->send(message);
    }
}

/// Behind the same address there may be a server that takes their next question. Not before a balancer has noticed that
/// this one does not; and who has just come may go on with an answer that is kept here.
void CloudServer::dismissIdle(Clock::time_point now) {
    if (now - *m_drainBegan < m_options.dismissAfter) return;
    for (Client* client : std::as_const(m_clients)) {
        const bool hasJustCome = now - client->loggedInAt() < m_options.dismissAfter;
        if (client->isLoggedIn() && !hasJustCome && !m_desk.isAwaitedBy(*client)) client->close();
    }
}

void CloudServer::finishDrain(Clock::time_point now) {
    if (m_desk.runningAnswers() > 0 && now - *m_drainBegan < m_options.drainGrace) return;
    m_ticks.stop();
    m_listener->close();
    const QList<Client*> clients = m_clients;
    for (Client* client : clients) client->close();
    logEvent("drained", {{"unfinished", static_cast<std::int64_t>(m_desk.runningAnswers())}});
    Q_EMIT drained();
}

void CloudServer::updateMetrics() {
    m_metrics.connections = static_cast<std::size_t>(m_clients.size());
    m_metrics.connectionsRefused = m_listener->refusedSockets();
    const std::size_t running = m_desk.runningAnswers();
    // The model counted when it reported last, the desk counts now.
    m_metrics.workingAnswers = m_metrics.openAnswers - std::min(m_desk.restingAnswers(), m_metrics.openAnswers);
    m_metrics.waitingAnswers = running - std::min(running, m_metrics.workingAnswers);
    m_metrics.receivedBytesOfOpen = m_metrics.sentBytesOfOpen = 0;
    for (const ClientSocket* socket : m_listener->sockets()) {
        m_metrics.receivedBytesOfOpen += socket->receivedBytes();
        m_metrics.sentBytesOfOpen += socket->sentBytes();
    }
    m_metrics.isReady = whyNotReady().isEmpty();
}

/// Empty: it is. That a token was verified is what the model was loaded with.
QByteArray CloudServer::whyNotReady() const {
    if (m_drainBegan) return "it drains";
    if (m_served.standby || !m_metrics.cluster.isGone()) return {};
    return "no vLLM server answers" + wordsOf(m_metrics.cluster);
}

HttpPage CloudServer::readiness() const {
    const QByteArray reason = whyNotReady();
    if (!reason.isEmpty()) return {503, "text/plain", "not ready: " + reason + '\n'};
    if (m_metrics.cluster.isGone())
        return {200, "text/plain",
                "ready: the model that stands by answers, no vLLM server does" + wordsOf(m_metrics.cluster) + '\n'};
    const std::vector<std::string>& troubles = m_metrics.cluster.troubles;
    const auto answering = std::ranges::count(troubles, std::string());
    if (std::cmp_equal(answering, troubles.size())) return {200, "text/plain", "ready\n"};
    return {200, "text/plain",
            "ready: " + QByteArray::number(qint64{answering}) + " of " + QByteArray::number(troubles.size()) +
                " vLLM servers answer" + wordsOf(m_metrics.cluster) + '\n'};
}

std::optional<HttpPage> CloudServer::page(const QByteArray& path) {
    if (path == "/healthz") return HttpPage{200, "text/plain", "ok\n"};
    if (path == "/readyz") return readiness();
    if (path != "/metrics") return std::nullopt;
    updateMetrics();
    return HttpPage{200, "text/plain; version=0.0.4", metricsText(m_metrics)};
}

}  // namespace msao::cloud
