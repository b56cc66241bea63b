// SPDX-License-Identifier: Apache-2.0
#include "edge/link/cloud_link.h"

#include "edge/link/model_fit.h"
#include "edge/link/refusal_words.h"
#include "edge/link/unreachable_words.h"

#include "protocol/identity/login.h"
#include "protocol/transport/emulated_transport.h"
#include "protocol/transport/tls.h"
#include "protocol/transport/web_socket_transport.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace msao::edge {
namespace {

using protocol::LinkTime;
using Stage = LinkState::Stage;

constexpr int kHelloPatienceMs = 5000;
constexpr int kFarewellMs = 3000;
constexpr qsizetype kNameBytes = 16;
constexpr double kSilentBeats = 2.9;         // just before the third missed one is due
constexpr quint64 kBytesOfBeat = 16 * 1024;  // an upload shows its rate by heartbeats among it
constexpr std::size_t kAskedKept = 256;      // more batches are never under way
constexpr qint64 kUploadAhead = 4 * qint64{protocol::kMaxChunkBytes};
// How much of an upload may be under way: it shrinks where heartbeats come late behind it, and grows where they do not.
constexpr std::int64_t kLeastUnderWay = 16 * 1024, kMostUnderWay = 1024 * 1024;
constexpr double kLateMs = 150, kPromptMs = 50;  // more than the shortest trip of the connection

LinkTime now() {
    return std::chrono::duration_cast<LinkTime>(std::chrono::steady_clock::now().time_since_epoch());
}

QByteArray drawName() {
    const protocol::Digest drawn = protocol::drawSecret();
    return QByteArray(reinterpret_cast<const char*>(drawn.data()), kNameBytes).toHex();
}

}  // namespace

CloudLink::CloudLink(CloudAddress address, ReconnectOptions options, QObject* parent)
    : QObject(parent),
      m_address(std::move(address)),
      m_name(drawName()),
      m_policy(options, QRandomGenerator::system()->generate64()) {
    m_state.isEmulated = m_address.emulated.has_value();
    m_retry.setSingleShot(true);
    m_patience.setSingleShot(true);
    m_patience.setTimerType(Qt::PreciseTimer);
    connect(&m_retry, &QTimer::timeout, this, &CloudLink::open);
    connect(&m_patience, &QTimer::timeout, this, [this] { lose(tr("The cloud does not answer.")); });
    connect(&m_heartbeat, &QTimer::timeout, this, &CloudLink::beat);
}

void CloudLink::start() {
    if (m_state.stage == Stage::None) open();
}

void CloudLink::connectNow() {
    if (m_state.stage == Stage::Waiting || m_state.stage == Stage::Refused) open();
}

void CloudLink::leave() {
    const bool hasSaid = isConnected();  // before, there is nobody to take leave of
    m_state.stage = Stage::None;
    QTimer::singleShot(hasSaid ? kFarewellMs : 0, this, &CloudLink::left);
    if (!hasSaid) return drop();
    for (QTimer* timer : {&m_retry, &m_patience, &m_heartbeat}) timer->stop();
    m_uploads.clear();
    m_channel->disconnect(this);
    connect(m_channel.get(), &protocol::Channel::closed, this, &CloudLink::left, Qt::QueuedConnection);
    m_channel->close();
}

void CloudLink::emulate(std::optional<protocol::LinkProfile> profile) {
    const bool wasConnected = isConnected();
    m_address.emulated = std::move(profile);
    m_state.isEmulated = m_address.emulated.has_value();
    m_state.estimate = {};
    m_estimator = {};
    drop();
    if (wasConnected) {
        m_state.stage = Stage::Waiting;
        Q_EMIT lost();
    }
    open();
}

void CloudLink::setDraft(const protocol::ModelFingerprint& draft) {
    m_draft = draft;
    if (!isConnected()) return;
    if (const QString words = misfit(draft, *m_state.server); !words.isEmpty()) refuse(words);
}

void CloudLink::open() {
    drop();
    auto webSocket = std::make_unique<protocol::WebSocketTransport>(std::make_unique<QWebSocket>());
    protocol::WebSocketTransport& opening = *webSocket;
    std::unique_ptr<protocol::RawTransport> transport = std::move(webSocket);
    if (m_address.emulated)
        transport = std::make_unique<protocol::EmulatedTransport>(std::move(transport), *m_address.emulated);
    m_channel = std::make_unique<protocol::EdgeChannel>(
        std::move(transport), protocol::ChannelOptions{.maxUnacknowledgedBytes = kLeastUnderWay});
    connect(m_channel.get(), &protocol::EdgeChannel::received, this, &CloudLink::take);
    connect(m_channel.get(), &protocol::Channel::left, this, &CloudLink::noteLeft);
    connect(m_channel.get(), &protocol::Channel::mediaWanted, this, &CloudLink::pumpUploads);
    connect(m_channel.get(), &protocol::Channel::faulted, this,
            [this] { lose(tr("The cloud says what this program does not understand.")); });
    connect(m_channel.get(), &protocol::Channel::closed, this, [this, &opening] {
        const QWebSocket& tried = opening.socket();
        lose(isConnected() ? tr("The connection to the cloud broke.")
                           : wordsOf(FailedConnection{m_address.url, tried.error(), tried.errorString()}));
    });
    connect(&opening.socket(), &QWebSocket::sslErrors, this,
            [this](const QList<QSslError>& errors) { refuse(wordsOf(errors, m_address.url.host())); });
    if (m_address.url.scheme() == u"wss")
        opening.socket().setSslConfiguration(m_address.trust.value_or(protocol::strictTls()));
    m_state.stage = Stage::Connecting;
    m_state.retryInMs = 0;
    m_patience.start(kHelloPatienceMs);
    publish();
    opening.open(m_address.url, m_name);
}

/// The channel may be the one that is speaking.
void CloudLink::drop() {
    for (QTimer* timer : {&m_retry, &m_patience, &m_heartbeat}) timer->stop();
    m_uploads.clear();
    m_bytesAtBeat = m_bytesTaken = 0;
    if (!m_channel) return;
    m_channel->disconnect(this);
    m_channel.release()->deleteLater();
}

void CloudLink::lose(const QString& words) {
    const bool wasConnected = isConnected();
    const auto wait = m_policy.nextWait();
    drop();
    m_state.stage = Stage::Waiting;
    m_state.words = m_parting.isEmpty() ? words : std::exchange(m_parting, {});
    m_state.retryInMs = static_cast<int>(wait.count());
    m_retry.start(wait);
    publish();
    if (wasConnected) Q_EMIT lost();
}

void CloudLink::refuse(const QString& words) {
    const bool wasConnected = isConnected();
    drop();
    m_parting.clear();
    m_state.stage = Stage::Refused;
    m_state.words = words;
    publish();
    if (wasConnected) Q_EMIT lost();
}

void CloudLink::publish() {
    Q_EMIT stateChanged(m_state);
}

void CloudLink::send(const protocol::EdgeMessage& message) {
    if (!isConnected()) return;
    if (const engine::Status sent = hand(message); !sent) overflow(sent.error());
}

engine::Status CloudLink::ask(const protocol::Open& question) {
    if (!isConnected()) return engine::Done{};
    engine::Status sent = hand(question);
    if (sent || sent.error().code != engine::ErrorCode::LimitExceeded) return sent;
    overflow(sent.error());
    return engine::Done{};
}

engine::Status CloudLink::hand(const protocol::EdgeMessage& message) {
    const bool asks = std::holds_alternative<protocol::Drafts>(message) ||
                      std::holds_alternative<protocol::HiddenState>(message) ||
                      std::holds_alternative<protocol::Open>(message);
    if (asks) m_asked.push_back(now());
    if (m_asked.size() > kAskedKept) m_asked.pop_front();
    return m_channel->send(message);
}

void CloudLink::overflow(const engine::Error& error) {
    lose(tr("The link does not take what must be sent: %1").arg(QString::fromStdString(error.message)));
}

// What the cloud says

void CloudLink::take(const protocol::CloudMessage& message) {
    const quint64 before = std::exchange(m_bytesTaken, m_channel->receivedBytes());
    if (isConnected()) m_patience.start();
    if (const auto* challenge = std::get_if<protocol::Challenge>(&message)) return on(*challenge);
    if (const auto* reply = std::get_if<protocol::HelloReply>(&message)) return on(*reply);
    if (const auto* ack = std::get_if<protocol::HeartbeatAck>(&message)) return on(*ack);
    if (const auto* drain = std::get_if<protocol::Drain>(&message)) return on(*drain);
    const auto* refused = std::get_if<protocol::Refused>(&message);
    if (refused != nullptr && !refused->session) return on(*refused);
    if (const auto* verdict = std::get_if<protocol::VerdictMessage>(&message))
        m_estimator.acknowledged(now(), verdict->acknowledgedBytes);
    Q_EMIT received(message, static_cast<qint64>(m_bytesTaken - before));
}

void CloudLink::on(const protocol::Challenge& challenge) {
    if (m_state.stage != Stage::Connecting) return;
    if (!protocol::agreedVersion(protocol::kProtocolVersion, challenge.version))
        return refuse(wordsOf(protocol::RefusalCode::VersionMismatch));
    if (challenge.needsLogin && !m_address.token) return refuse(wordsOf(protocol::RefusalCode::LoginNeeded));
    using protocol::Feature;
    protocol::Hello hello;
    for (const Feature feature : {Feature::Resume, Feature::Entropies, Feature::PrunedVisuals, Feature::JpegPixels,
                                  Feature::ExactPixels, Feature::PcmAudio, Feature::ChangeOfMode, Feature::Reuse,
                                  Feature::Figures, Feature::HiddenStates, Feature::FreeRows})
        hello.features |= static_cast<protocol::Features>(feature);
    hello.software = "msao edge";
    hello.nonce = protocol::drawSecret();
    hello.draft = m_draft;
    if (challenge.needsLogin) {
        hello.login = protocol::Login{m_address.token->name,
                                      protocol::loginProof(m_address.token->secret, challenge.nonce, hello.nonce)};
    }
    if (const auto sent = m_channel->send(hello); !sent) refuse(QString::fromStdString(sent.error().message));
}

void CloudLink::on(const protocol::HelloReply& reply) {
    if (m_state.stage != Stage::Connecting) return;
    m_state.server = reply;
    const QString words = m_draft ? misfit(*m_draft, reply) : QString();
    if (!words.isEmpty()) return refuse(words);
    m_policy.connected();
    m_estimator.reconnected();
    m_leastTripMs.reset();
    m_underWay = kLeastUnderWay;
    m_isProven = false;
    m_clocks.reconnected();
    m_state.stage = Stage::Connected;
    m_state.words.clear();
    const int heartbeatMs = static_cast<int>(std::clamp(reply.limits.heartbeatMs, 100u, 60'000u));
    m_heartbeat.start(heartbeatMs);
    m_patience.start(static_cast<int>(kSilentBeats * heartbeatMs));
    beat();
    publish();
    Q_EMIT connected();
}

void CloudLink::on(const protocol::HeartbeatAck& ack) {
    const LinkTime came = now();
    const double tripUs = static_cast<double>(came.count()) - static_cast<double>(ack.sentUs);
    const double cloudUs = static_cast<double>(ack.repliedUs) - static_cast<double>(ack.receivedUs);
    if (tripUs >= 0 && cloudUs >= 0 && cloudUs <= tripUs) {
        m_estimator.roundTrip((tripUs - cloudUs) / 1000);
        paceUploads((tripUs - cloudUs) / 1000);
    }
    m_clocks.exchanged(ack, came);
    m_estimator.acknowledged(came, ack.acknowledgedBytes);
    m_state.estimate = m_estimator.estimate();
    m_state.cloudLoad = ack.cloudLoad;
    m_isProven = true;
    publish();
    if (ack.figures) Q_EMIT figuresCame(*ack.figures);
}

void CloudLink::on(const protocol::Refused& refused) {
    if (needsTheUser(refused.code)) return refuse(wordsOf(refused.code));
    if (refused.closesConnection) m_parting = wordsOf(refused.code);
}

/// Behind a balancer there is another cloud at the same address. Who is told so right behind the hello, before any
/// heartbeat was answered, has looked for it already, and found one that goes away.
void CloudLink::on(const protocol::Drain& drain) {
    m_policy.comeBack(std::chrono::milliseconds(drain.returnAfterMs), std::chrono::milliseconds(drain.windowMs));
    if (m_isProven) m_policy.tryAnotherFirst();
    m_parting = wordsOf(protocol::RefusalCode::Draining);
}

/// In the order in which things happen: the clocks are related to half a round trip, and nothing takes less than none.
std::optional<engine::CloudTimes> CloudLink::timesOf(const protocol::VerdictMessage& verdict,
                                                     std::chrono::steady_clock::time_point origin) const {
    const auto passBegan = m_clocks.onOurClock(verdict.passBeganUs);
    const auto passEnded = m_clocks.onOurClock(verdict.passEndedUs);
    if (verdict.passBeganUs == 0 || !passBegan || !passEnded) return std::nullopt;
    const auto first = std::chrono::duration_cast<LinkTime>(origin.time_since_epoch());
    const LinkTime came = now();
    const auto waited =
        std::chrono::duration_cast<LinkTime>(std::chrono::duration<double, std::milli>(verdict.queueMs));
    const LinkTime received = std::clamp(*passBegan - waited, first, came);
    const LinkTime began = std::clamp(*passBegan, received, came);
    const LinkTime ended = std::clamp(*passEnded, began, came);
    // What was sent since is of a later pass.
    LinkTime sent = received;
    for (const LinkTime asked : m_asked) {
        if (asked >= first && asked <= received) sent = asked;
    }
    return engine::CloudTimes{sent - first, received - first, began - first, ended - first};
}

// Signs of life, and bytes

void CloudLink::beat() {
    if (!isConnected()) return;
    m_bytesAtBeat = m_channel->sentBytes();
    send(protocol::Heartbeat{++m_beats, static_cast<std::uint64_t>(now().count()), m_channel->receivedBytes()});
}

/// Called from within the channel's sending: a heartbeat of its own waits until that is done.
void CloudLink::noteLeft(quint64 sentBytes, bool moreWaits) {
    m_estimator.sent(now(), sentBytes, moreWaits);
    if (sentBytes - m_bytesAtBeat < kBytesOfBeat) return;
    m_bytesAtBeat = sentBytes;
    QMetaObject::invokeMethod(this, &CloudLink::beat, Qt::QueuedConnection);
}

void CloudLink::paceUploads(double tripMs) {
    m_leastTripMs = std::min(m_leastTripMs.value_or(tripMs), tripMs);
    const double queuedMs = tripMs - *m_leastTripMs;
    if (queuedMs > kLateMs) m_underWay = std::max(m_underWay / 2, kLeastUnderWay);
    if (queuedMs < kPromptMs) m_underWay = std::min(m_underWay * 3 / 2, kMostUnderWay);
    m_channel->setMaxUnacknowledgedBytes(m_underWay);
}

void CloudLink::upload(std::deque<protocol::PayloadSplitter> payloads) {
    m_uploads = std::move(payloads);
    pumpUploads();
}

void CloudLink::pumpUploads() {
    if (std::exchange(m_isPumping, true)) return;
    while (!m_uploads.empty() && isConnected() && m_channel->backlogBytes() < kUploadAhead) {
        if (const auto chunk = m_uploads.front().next()) {
            send(*chunk);
        } else {
            m_uploads.pop_front();
        }
    }
    m_isPumping = false;
}

}  // namespace msao::edge
