// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/session/client.h"

#include "cloud_server/server/log.h"
#include "cloud_server/session/answer_desk.h"

#include "protocol/identity/login.h"

#include <chrono>
#include <utility>

namespace msao::cloud {
namespace {

using protocol::RefusalCode;

std::uint64_t microseconds() {
    const auto now = Clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(now).count());
}

/// What a violation of the framing, or of a limit of the socket's, counts as.
RefusalCode refusalFor(CloseCode code) {
    switch (code) {
        case CloseCode::MessageTooBig:
            return RefusalCode::MessageTooLarge;
        case CloseCode::PolicyViolation:  // no login in time
        case CloseCode::GoingAway:        // half a message, and not the rest of it in time
            return RefusalCode::Timeout;
        case CloseCode::Normal:
        case CloseCode::ProtocolError:
        case CloseCode::UnsupportedData:
        case CloseCode::InternalError:
        case CloseCode::TryAgainLater:
            return RefusalCode::MalformedMessage;
    }
    return RefusalCode::MalformedMessage;
}

}  // namespace

Client::Client(ClientSocket& socket, const Welcome& welcome, AnswerDesk& desk, Metrics& metrics)
    : QObject(&socket), m_socket(socket), m_welcome(welcome), m_desk(desk), m_metrics(metrics) {
    connect(&socket, &ClientSocket::upgraded, this, &Client::greet);
    connect(&socket, &ClientSocket::received, this, &Client::receive);
    connect(&socket, &ClientSocket::violated, this, [this](CloseCode code) { ++m_metrics.refusals[refusalFor(code)]; });
    connect(&socket, &ClientSocket::closed, this, [this] {
        m_metrics.receivedBytes += m_socket.receivedBytes();
        m_metrics.sentBytes += m_socket.sentBytes();
        if (std::exchange(m_isLoggedIn, false)) m_desk.clientGone(*this);
    });
}

Client::~Client() {
    if (m_isLoggedIn) m_desk.clientGone(*this);
}

void Client::greet() {
    m_nonce = protocol::drawSecret();
    send(protocol::Challenge{protocol::kProtocolVersion, m_nonce, m_welcome.tenants.has_value()});
}

void Client::send(const protocol::CloudMessage& message) {
    auto bytes = protocol::encode(message);
    if (bytes) return m_socket.send(*bytes);
    // Only a mistake of this program's makes a message that its own codec refuses.
    logEvent("message-not-encoded", {{"type", static_cast<std::int64_t>(message.index())}});
    m_socket.close(CloseCode::InternalError);
}

void Client::refuse(const Refusal& refusal, std::optional<protocol::SessionId> session,
                    std::optional<protocol::RequestId> request) {
    ++m_metrics.refusals[refusal.code];
    protocol::Refused message;
    message.code = refusal.code;
    message.session = session;
    message.request = request;
    if (refusal.retryAfter) message.retryAfterMs = static_cast<std::uint32_t>(refusal.retryAfter->count());
    send(message);
}

void Client::refuseAndClose(RefusalCode code) {
    ++m_metrics.refusals[code];
    send(protocol::Refused{code, {}, {}, {}, true});
    m_socket.close(CloseCode::PolicyViolation);
}

void Client::receive(const QByteArray& bytes) {
    ++m_metrics.messages;
    m_receivedBytes += static_cast<std::uint64_t>(bytes.size());
    auto decoded = protocol::decodeEdgeMessage(
        bytes, m_isLoggedIn ? protocol::kMaxMessageBytes : protocol::kMaxMessageBytesBeforeLogin);
    if (const auto* fault = std::get_if<protocol::DecodeFault>(&decoded)) {
        if (!m_isLoggedIn) return refuseAndClose(fault->code);
        return refuse({fault->code});
    }
    std::visit([this](auto& message) { take(message); }, std::get<protocol::EdgeMessage>(decoded));
}

void Client::take(protocol::Hello& hello) {
    if (m_isLoggedIn) return refuse({RefusalCode::UnexpectedMessage});
    const auto version = protocol::agreedVersion(protocol::kProtocolVersion, hello.version);
    if (!version) return refuseAndClose(RefusalCode::VersionMismatch);
    if (const auto refusal = login(hello)) return refuseAndClose(*refusal);
    m_isLoggedIn = true;
    m_loggedInAt = Clock::now();
    m_socket.loggedIn();
    ++m_metrics.logins;
    protocol::HelloReply reply = m_welcome.reply;
    reply.version = *version;
    reply.features &= hello.features;
    m_features = reply.features;
    if (!has(protocol::Feature::FreeRows)) reply.rows.reset();
    reply.limits.sessions = m_allowance.sessions;
    send(reply);
    if (m_welcome.drain) send(*m_welcome.drain);
}

/// A name that is not known costs the same as a wrong secret, so that names cannot be tried out.
std::optional<RefusalCode> Client::login(const protocol::Hello& hello) {
    if (!m_welcome.tenants) {
        m_allowance = m_welcome.allowanceWithoutLogin;
        return std::nullopt;
    }
    if (!hello.login) return RefusalCode::LoginNeeded;
    const auto found = m_welcome.tenants->find(hello.login->tokenName);
    const bool isKnown = found != m_welcome.tenants->end();
    const protocol::Digest verifier = isKnown ? found->second.verifier : protocol::Digest{};
    const bool isProven = protocol::isLoginProven(verifier, hello.login->proof, m_nonce, hello.nonce);
    if (!isKnown || !isProven) return RefusalCode::LoginFailed;  // counted, not logged: a guesser must not fill disks
    m_tenant = found->first;
    m_allowance = found->second.allowance;
    return std::nullopt;
}

void Client::take(protocol::Heartbeat& heartbeat) {
    if (!m_isLoggedIn) return refuseAndClose(RefusalCode::LoginNeeded);
    protocol::HeartbeatAck ack{heartbeat.number, heartbeat.sentUs, microseconds()};
    ack.acknowledgedBytes = receivedBytes();
    ack.cloudLoad = m_desk.loadBeside(*this);
    if (has(protocol::Feature::Figures)) ack.figures = m_metrics.figures;
    ack.repliedUs = microseconds();
    send(ack);
}

template <typename Message>
void Client::take(Message& message) {
    if (!m_isLoggedIn) return refuseAndClose(RefusalCode::LoginNeeded);
    m_desk.take(*this, message);
}

}  // namespace msao::cloud
