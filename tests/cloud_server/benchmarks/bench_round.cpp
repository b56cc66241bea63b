// SPDX-License-Identifier: Apache-2.0
#include "tests/cloud_server/benchmarks/bench_parts.h"
#include "tests/cloud_server/benchmarks/bench_tools.h"
#include "tests/cloud_server/benchmarks/quantiles.h"
#include "tests/cloud_server/test_edge.h"

#include "protocol/codec/codec.h"

#include <QCoreApplication>
#include <QWebSocket>

#include <algorithm>
#include <cstdio>

namespace msao::cloud {
namespace {

struct Round {
    std::vector<double> wholeMs;  // from the drafts' sending to the verdict, less the model's step
    qsizetype draftBytes = 0;
    qsizetype verdictBytes = 0;
};

/// A question whose answer waits for drafts; asked anew when it has come to its end.
class VerifiedAnswer {
public:
    explicit VerifiedAnswer(const ServerThread& served) : m_served(served), m_edge(served.url()) {
        if (!m_edge.logIn()) fail("the server does not greet");
        ask();
    }
    /// Five drafts; which of them are right is the same to the machine.
    protocol::Drafts nextDrafts() {
        if (m_hasEnded) ask();
        return {m_open.id, {++m_epoch, m_position, words(7, 5, 500), {}}};
    }
    protocol::VerdictMessage verify(const protocol::Drafts& drafts) {
        m_edge.send(drafts);
        auto verdict = m_edge.take<protocol::VerdictMessage>();
        while (!verdict) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            verdict = m_edge.take<protocol::VerdictMessage>();
        }
        note(*verdict);
        return *verdict;
    }

private:
    void ask() {
        if (m_session > 0) m_edge.send(protocol::Close{m_open.id.session});
        m_open = question(++m_session, engine::Mode::VerifyOnly, 8000, m_served.tokenEnd());
        m_edge.send(m_open);
        const auto first = m_edge.next<protocol::VerdictMessage>();
        if (!first) fail("no first token");
        note(*first);
    }
    void note(const protocol::VerdictMessage& message) {
        const engine::Verdict& verdict = message.verdict;
        m_position = verdict.firstPosition + static_cast<std::int64_t>(verdict.tokens.size());
        m_hasEnded = verdict.endsAnswer;
    }

    const ServerThread& m_served;
    TestEdge m_edge;
    protocol::Open m_open;
    std::uint32_t m_session = 0;
    engine::Epoch m_epoch = 0;
    std::int64_t m_position = 0;
    bool m_hasEnded = false;
};

void measureRounds(VerifiedAnswer& answer, int rounds, Round& measured) {
    for (int round = 0; round < rounds; ++round) {
        const protocol::Drafts drafts = answer.nextDrafts();
        const auto began = Timer::now();
        const protocol::VerdictMessage verdict = answer.verify(drafts);
        measured.wholeMs.push_back(msSince(began) - verdict.verdict.cloudStepMs);
        measured.draftBytes = protocol::encode(protocol::EdgeMessage(drafts))->size();
        measured.verdictBytes = protocol::encode(protocol::CloudMessage(verdict))->size();
    }
}

/// A client of the bare server.
class EchoedSocket {
public:
    explicit EchoedSocket(const EchoServer& echo) {
        QObject::connect(&m_socket, &QWebSocket::binaryMessageReceived, &m_socket,
                         [this](const QByteArray& message) { m_answer = message; });
        m_socket.open(echo.url());
        while (m_socket.state() != QAbstractSocket::ConnectedState)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    void measure(qsizetype bytes, int rounds, std::vector<double>& ms) {
        for (int round = 0; round < rounds; ++round) {
            m_answer.clear();
            const auto began = Timer::now();
            m_socket.sendBinaryMessage(QByteArray(bytes, 'x'));
            m_socket.flush();
            while (m_answer.isEmpty()) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            ms.push_back(msSince(began));
        }
    }

private:
    QWebSocket m_socket;
    QByteArray m_answer;
};

}  // namespace

void benchRound(const ServerThread& served) {
    constexpr int kTurns = 12;  // in turn, so that what else the machine does meets both
    constexpr int kRounds = 125;
    const EchoServer echo;
    EchoedSocket bare(echo);
    VerifiedAnswer answer(served);
    Round warm;
    measureRounds(answer, 100, warm);
    Round round;
    std::vector<double> bareMs;
    std::vector<double> ratios;
    for (int turn = 0; turn < kTurns; ++turn) {
        Round ofTurn;
        std::vector<double> bareOfTurn;
        measureRounds(answer, kRounds, ofTurn);
        bare.measure(std::max(ofTurn.draftBytes, ofTurn.verdictBytes), kRounds, bareOfTurn);
        ratios.push_back(quantile(ofTurn.wholeMs, 0.5) / quantile(bareOfTurn, 0.5));
        round.wholeMs.insert(round.wholeMs.end(), ofTurn.wholeMs.begin(), ofTurn.wholeMs.end());
        bareMs.insert(bareMs.end(), bareOfTurn.begin(), bareOfTurn.end());
        round.draftBytes = ofTurn.draftBytes;
        round.verdictBytes = ofTurn.verdictBytes;
    }
    std::printf(
        "verify round without its step  p50 %.0f us, p99 %.0f us (bar 300 at p50); drafts %lld, verdict %lld bytes\n",
        quantile(round.wholeMs, 0.5) * 1000, quantile(round.wholeMs, 0.99) * 1000,
        static_cast<long long>(round.draftBytes), static_cast<long long>(round.verdictBytes));
    std::printf("QWebSocket echo                p50 %.0f us, p99 %.0f us; ratio %.2f, in turns %.2f to %.2f (bar 2)\n",
                quantile(bareMs, 0.5) * 1000, quantile(bareMs, 0.99) * 1000, quantile(ratios, 0.5), quantile(ratios, 0),
                quantile(ratios, 1));
}

}  // namespace msao::cloud
