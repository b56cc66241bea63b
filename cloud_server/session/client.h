// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud_server/access/token_file.h"
#include "cloud_server/net/client_socket.h"
#include "cloud_server/server/metrics.h"
#include "cloud_server/session/refusal.h"

#include "protocol/codec/codec.h"
#include "protocol/messages/message.h"

#include <QObject>

#include <cstdint>
#include <optional>
#include <string>

namespace msao::cloud {

class AnswerDesk;

/// What a client is greeted with; the same for all.
struct Welcome {
    protocol::HelloReply reply;      // features and sessions are then the client's own
    std::optional<Tenants> tenants;  // absent: no login, for loopback only
    Allowance allowanceWithoutLogin = {};
    std::optional<protocol::Drain> drain = {};  // present: the server goes away, and says so behind its reply
};

/// One connection that speaks the protocol: greeting, login, and the way of each message to whom it concerns. Lives as
/// long as its socket, in the network thread.
class Client : public QObject {
    Q_OBJECT

public:
    Client(ClientSocket& socket, const Welcome& welcome, AnswerDesk& desk, Metrics& metrics);
    ~Client() override;

    const std::string& tenant() const { return m_tenant; }
    const Allowance& allowance() const { return m_allowance; }
    bool isLoggedIn() const { return m_isLoggedIn; }
    Clock::time_point loggedInAt() const { return m_loggedInAt; }
    /// Both sides have it.
    bool has(protocol::Feature feature) const { return protocol::hasFeature(m_features, feature); }
    /// Of messages, without what carries them.
    std::uint64_t receivedBytes() const { return m_receivedBytes; }

    void send(const protocol::CloudMessage& message);
    void refuse(const Refusal& refusal, std::optional<protocol::SessionId> session = {},
                std::optional<protocol::RequestId> request = {});
    /// The last that it hears.
    void refuseAndClose(protocol::RefusalCode code);
    void close() { m_socket.close(CloseCode::GoingAway); }

private:
    void greet();
    void receive(const QByteArray& bytes);
    void take(protocol::Hello& hello);
    void take(protocol::Heartbeat& heartbeat);
    template <typename Message>
    void take(Message& message);
    std::optional<protocol::RefusalCode> login(const protocol::Hello& hello);

    ClientSocket& m_socket;
    const Welcome& m_welcome;
    AnswerDesk& m_desk;
    Metrics& m_metrics;
    protocol::Nonce m_nonce{};
    std::string m_tenant;
    Allowance m_allowance;
    protocol::Features m_features = 0;
    std::uint64_t m_receivedBytes = 0;
    bool m_isLoggedIn = false;
    Clock::time_point m_loggedInAt{};
};

}  // namespace msao::cloud
