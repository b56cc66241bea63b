// SPDX-License-Identifier: Apache-2.0
// An edge for tests: the protocol's own channel, with an inbox that tests wait at.
#pragma once

#include "protocol/identity/login.h"
#include "protocol/identity/token_hash.h"
#include "protocol/transport/channel.h"
#include "protocol/transport/web_socket_transport.h"

#include <QSslConfiguration>
#include <QTest>

#include <algorithm>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace msao::cloud {

class TestEdge : public QObject {
public:
    explicit TestEdge(const QUrl& url, const std::optional<QSslConfiguration>& tls = {}) {
        auto socket = std::make_unique<QWebSocket>();
        if (tls) socket->setSslConfiguration(*tls);
        auto transport = std::make_unique<protocol::WebSocketTransport>(std::move(socket));
        protocol::WebSocketTransport& opening = *transport;
        m_channel = std::make_unique<protocol::EdgeChannel>(std::move(transport), protocol::ChannelOptions{});
        connect(m_channel.get(), &protocol::EdgeChannel::received, this,
                [this](const protocol::CloudMessage& message) { m_inbox.push_back(message); });
        connect(m_channel.get(), &protocol::Channel::closed, this, [this] { m_isClosed = true; });
        opening.open(url);
    }

    protocol::EdgeChannel& channel() { return *m_channel; }
    bool isClosed() const { return m_isClosed; }
    bool send(const protocol::EdgeMessage& message) { return static_cast<bool>(m_channel->send(message)); }
    /// Past the codec.
    void sendBytes(const QByteArray& bytes) { m_channel->transport().send(bytes); }

    /// The next message of this type; others wait.
    template <typename Message>
    std::optional<Message> next(int timeoutMs = 60'000) {
        std::optional<Message> found;
        const bool came = QTest::qWaitFor([&] { return (found = take<Message>()).has_value(); }, timeoutMs);
        return came ? found : std::nullopt;
    }
    template <typename Message>
    std::optional<Message> take() {
        const auto isOne = [](const protocol::CloudMessage& m) { return std::holds_alternative<Message>(m); };
        const auto found = std::find_if(m_inbox.begin(), m_inbox.end(), isOne);
        if (found == m_inbox.end()) return std::nullopt;
        Message message = std::get<Message>(std::move(*found));
        m_inbox.erase(found);
        return message;
    }

    /// Waits for the challenge and says hello.
    bool sayHello(const std::optional<std::pair<std::string, QByteArray>>& nameAndSecret = {}) {
        const auto challenge = next<protocol::Challenge>();
        if (!challenge) return false;
        protocol::Hello hello;
        hello.features = ~protocol::Features{0};
        hello.software = "test";
        hello.nonce = protocol::drawSecret();
        if (nameAndSecret) {
            hello.login = protocol::Login{nameAndSecret->first,
                                          protocol::loginProof(nameAndSecret->second, challenge->nonce, hello.nonce)};
        }
        return send(hello);
    }
    bool logIn() {
        if (!sayHello()) return false;
        m_reply = next<protocol::HelloReply>();
        return m_reply.has_value();
    }
    const protocol::HelloReply& reply() const { return *m_reply; }

private:
    std::unique_ptr<protocol::EdgeChannel> m_channel;
    std::deque<protocol::CloudMessage> m_inbox;
    std::optional<protocol::HelloReply> m_reply;
    bool m_isClosed = false;
};

/// One answer, as far as its edge has it.
class TestAnswer {
public:
    TestAnswer(TestEdge& edge, protocol::Open open, std::vector<engine::TokenId> known = {})
        : m_edge(&edge), m_id(open.id), m_known(std::move(known)), m_tokens(open.committed) {
        edge.send(open);
    }

    const std::vector<engine::TokenId>& tokens() const { return m_tokens; }
    const std::optional<protocol::Opened>& opened() const { return m_opened; }
    bool hasEnded() const { return m_hasEnded; }
    bool isConsistent() const { return m_isConsistent; }

    void note(const protocol::VerdictMessage& message) {
        const engine::Verdict& verdict = message.verdict;
        auto position = static_cast<std::size_t>(verdict.firstPosition);
        if (position > m_tokens.size()) m_isConsistent = false;
        for (const engine::TokenId token : verdict.tokens) {
            if (position < m_tokens.size() && m_tokens[position] != token) m_isConsistent = false;
            if (position == m_tokens.size()) m_tokens.push_back(token);
            ++position;
        }
        m_hasEnded = m_hasEnded || verdict.endsAnswer;
    }
    /// Reads what has come for it; of one edge only one answer may do so.
    void read() {
        while (auto opened = m_edge->take<protocol::Opened>()) m_opened = *opened;
        while (auto message = m_edge->take<protocol::VerdictMessage>()) note(*message);
    }
    bool runToEnd(int timeoutMs = 60'000) {
        return QTest::qWaitFor([this] { return read(), m_hasEnded; }, timeoutMs);
    }
    bool waitForTokens(std::size_t count, int timeoutMs = 60'000) {
        return QTest::qWaitFor([&] { return read(), m_tokens.size() >= count; }, timeoutMs);
    }
    /// The next `count` of the known answer, the last of them wrong if wanted. Every batch is an epoch of its own.
    void draft(std::size_t count, bool lastIsWrong) {
        engine::DraftBatch batch{++m_epoch, static_cast<std::int64_t>(m_tokens.size()), {}, {}, false};
        for (std::size_t i = m_tokens.size(); i < std::min(m_known.size(), m_tokens.size() + count); ++i)
            batch.tokens.push_back(m_known[i]);
        if (lastIsWrong && !batch.tokens.empty())
            batch.tokens.back() = engine::TokenId{(engine::toIndex(batch.tokens.back()) + 1) % 500};
        m_edge->send(protocol::Drafts{m_id, batch});
    }
    /// The same answer goes on elsewhere.
    void moveTo(TestEdge& edge) { m_edge = &edge; }

private:
    TestEdge* m_edge;
    protocol::AnswerId m_id;
    std::vector<engine::TokenId> m_known;
    std::vector<engine::TokenId> m_tokens;
    std::optional<protocol::Opened> m_opened;
    engine::Epoch m_epoch = 0;
    bool m_hasEnded = false;
    bool m_isConsistent = true;
};

/// Batches of four, every third with a wrong draft at its end.
inline bool draftToEnd(TestAnswer& answer) {
    for (int round = 0; round < 500 && !answer.hasEnded(); ++round) {
        const std::size_t before = answer.tokens().size();
        answer.draft(4, round % 3 == 0);
        const auto hasProgress = [&] { return answer.read(), answer.hasEnded() || answer.tokens().size() > before; };
        if (!QTest::qWaitFor(hasProgress, 60'000)) return false;
    }
    return answer.hasEnded();
}

}  // namespace msao::cloud
