// SPDX-License-Identifier: Apache-2.0
// A cloud that has no room now: asked again when it says so. One that goes away: another is looked for at its address.
// And an edge that leaves, which keeps nobody else's room.
#include "tests/cloud_server/test_edge.h"
#include "tests/edge/cloud_line.h"
#include "tests/edge/edge_at_work.h"
#include "tests/protocol/held_port.h"

#include "msao/world/render.h"

#include <QTest>

namespace msao::edge {

using protocol::RefusalCode;
using Stage = LinkState::Stage;

namespace {

constexpr auto kPrompt = "what is there?";

CloudAddress at(const QUrl& url, const char* link = "") {
    CloudAddress address{url, {}, {}};
    if (*link != '\0') address.emulated = orThrow(protocol::parseLinkProfile(link));
    return address;
}

std::uint64_t refusals(const cloud::CloudServer& server, RefusalCode code) {
    const auto found = server.metrics().refusals.find(code);
    return found == server.metrics().refusals.end() ? 0 : found->second;
}

std::int64_t unverifiedOf(const AnswerReport& report) {
    return std::ranges::count(report.tokens, engine::Provenance::Unverified, &engine::AnswerToken::provenance);
}

/// Its Open is followed by chunks, which are on their way when it is refused.
Question pictureQuestion() {
    Question question;
    question.text = "what is red?";
    question.mode = engine::Mode::NeverIdle;
    question.maxNewTokens = 16;
    question.pixels = PixelQuality::Exact;
    question.visuals.push_back(
        {engine::VisualKind::Image, {{world::render(world::makeScene(3, {}), 0, 224, 168)}, 2}, {}});
    return question;
}

}  // namespace

class EdgePatienceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_pair = std::make_unique<ModelPair>(); }

    void aQuestionBeyondTheQuotaIsAskedAgainUntilThereIsRoom() {
        const auto server = startCloud(*m_pair, 0, [](cloud::ServerOptions& options, cloud::LoadedModel&) {
            options.allowance.sessions = 1;
            options.service.retryWhenBusy = std::chrono::milliseconds(100);
        });
        cloud::TestEdge other(server->url());
        QVERIFY(holdAnAnswer(other));
        EdgeAtWork edge(*m_pair, at(server->url()));
        edge.runtime().ask(pictureQuestion());
        QTRY_VERIFY_WITH_TIMEOUT(refusals(*server, RefusalCode::QuotaExceeded) >= 3, 60'000);
        QVERIFY(edge.reports.empty());
        other.send(protocol::Close{protocol::SessionId{1}});
        QVERIFY(edge.waitForReports(1));
        QVERIFY2(!edge.reports[0].error, edge.reports[0].error ? edge.reports[0].error->message.c_str() : "");
        QCOMPARE(edge.reports[0].counts.unverified, 0);
    }

    void aQuestionToACloudThatDrainsIsAnsweredByTheNext() {
        auto server = startCloud(*m_pair, m_place.port(), drainsSoon);
        EdgeAtWork edge(*m_pair, at(server->url()));
        QVERIFY(askWhileItDrains(edge, *server));
        const auto next = takeItsPlace(server, {});
        QVERIFY(edge.waitForReports(1));
        QVERIFY2(!edge.reports[0].error, edge.reports[0].error ? edge.reports[0].error->message.c_str() : "");
        QCOMPARE(edge.reports[0].counts.unverified, 0);
    }

    void whoAsksACloudThatDrainsIsAnsweredByAnother() {
        const auto draining = startCloud(*m_pair, 0, drainsLong);
        const auto another = startCloud(*m_pair);
        CloudLine balancer(draining->url());
        EdgeAtWork edge(*m_pair, at(balancer.url()));
        QVERIFY(isInUseBesideAnother(edge, *draining));
        balancer.leadTo(another->url());
        draining->drain();
        const auto request = edge.ask(kPrompt, 48);
        QVERIFY(edge.waitForReports(1));
        QCOMPARE(faultOf(edge.run.events(), request, m_pair->answerAlone(kPrompt, 48)), std::string());
        QCOMPARE(edge.reports[0].counts.unverified, 0);
        QCOMPARE(another->metrics().answersAsked, std::uint64_t{1});
        QCOMPARE(draining->metrics().answersAsked, std::uint64_t{1});  // that of the other client
    }

    void anAnswerThatACloudBeganBeforeItDrainsIsGivenToItsEndThere() {
        const auto draining = startCloud(*m_pair, 0, drainsLong);
        const auto another = startCloud(*m_pair);
        CloudLine balancer(draining->url());
        EdgeAtWork edge(*m_pair, at(balancer.url()));
        QVERIFY(isInUseBesideAnother(edge, *draining));
        const auto request = edge.ask(kPrompt, 400);
        QVERIFY(edge.waitForTokens(10));
        balancer.leadTo(another->url());
        draining->drain();
        QVERIFY(edge.waitForReports(1));
        QCOMPARE(faultOf(edge.run.events(), request, m_pair->answerAlone(kPrompt, 400)), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(edge.connections, 2, 30'000);
        QCOMPARE(another->metrics().answersAsked, std::uint64_t{0});
        edge.ask(kPrompt, 16);
        QVERIFY(edge.waitForReports(2));
        QCOMPARE(edge.reports[1].counts.unverified, 0);
        QCOMPARE(another->metrics().answersAsked, std::uint64_t{1});
    }

    void whoFindsNoOtherCloudComesBackWhenItIsAskedTo() {
        const auto draining = startCloud(*m_pair, 0, drainsLong);
        EdgeAtWork edge(*m_pair, at(draining->url()));
        QVERIFY(isInUseBesideAnother(edge, *draining));
        draining->drain();
        const auto isAwayForLong = [&] { return edge.link.stage == Stage::Waiting && edge.link.retryInMs >= 600'000; };
        QTRY_VERIFY_WITH_TIMEOUT(isAwayForLong(), 30'000);
        QCOMPARE(edge.connections, 2);
    }

    void whatWasShownBeforeAFailureCountsAsUnverified() {
        auto server = startCloud(*m_pair, m_place.port(), drainsSoon);
        EdgeAtWork edge(*m_pair, at(server->url()));
        QVERIFY(askWhileItDrains(edge, *server));
        QVERIFY(edge.waitForTokens(1));
        const auto next = takeItsPlace(
            server, [](cloud::ServerOptions& options, cloud::LoadedModel&) { options.service.promptTokens = 1; });
        QVERIFY(edge.waitForReports(1));
        QCOMPARE(edge.reports[0].outcome, engine::RequestOutcome::Failed);
        QVERIFY(unverifiedOf(edge.reports[0]) > 0);
        QCOMPARE(edge.reports[0].counts.unverified, unverifiedOf(edge.reports[0]));
    }

    void anEdgeThatEndsLeavesNothingBehind_data() {
        QTest::addColumn<QString>("link");
        QTest::newRow("as it is") << "";
        QTest::newRow("emulated") << "100mbit,200ms";
    }
    void anEdgeThatEndsLeavesNothingBehind() {
        QFETCH(QString, link);
        const auto server = startCloud(*m_pair);
        {
            EdgeAtWork edge(*m_pair, at(server->url(), link.toLatin1().constData()));
            edge.ask(kPrompt, 4, engine::Mode::CloudOnly);
            QVERIFY(edge.waitForReports(1));
        }
        QTRY_VERIFY_WITH_TIMEOUT(server->metrics().connectionsAccepted > 0 && server->metrics().connections == 0,
                                 30'000);
        QCOMPARE(server->metrics().parkedAnswers, std::size_t{0});
    }

private:
    static void drainsSoon(cloud::ServerOptions& options, cloud::LoadedModel&) {
        options.service.retryWhenBusy = options.returnAfter = options.returnWindow = std::chrono::milliseconds(100);
    }

    /// For longer than any test waits: what happens meanwhile happens neither by its end nor by the time that it names.
    static void drainsLong(cloud::ServerOptions& options, cloud::LoadedModel&) {
        options.drainGrace = options.returnAfter = std::chrono::minutes(10);
        options.dismissAfter = std::chrono::milliseconds(300);
    }

    /// A heartbeat has been answered; and somebody else's answer keeps the server from going away at once.
    bool isInUseBesideAnother(EdgeAtWork& edge, const cloud::CloudServer& server) {
        m_holding = std::make_unique<cloud::TestEdge>(server.url());
        const auto isInUse = [&] {
            return edge.link.estimate.rttMs > 0 && edge.model.stage == ModelState::Stage::Ready;
        };
        return holdAnAnswer(*m_holding) && QTest::qWaitFor(isInUse, 60'000);
    }

    /// It waits for drafts that never come.
    bool holdAnAnswer(cloud::TestEdge& edge) {
        protocol::Open open;
        open.id = {protocol::SessionId{1}, protocol::RequestId{1}};
        open.mode = engine::Mode::VerifyOnly;
        open.maxNewTokens = 64;
        open.prompt = m_pair->tokensOf(kPrompt, 0);
        return edge.logIn() && edge.send(open) && edge.next<protocol::Opened>(60'000).has_value();
    }

    bool askWhileItDrains(EdgeAtWork& edge, cloud::CloudServer& server) {
        m_holding = std::make_unique<cloud::TestEdge>(server.url());
        if (!holdAnAnswer(*m_holding) || !edge.waitForLink(Stage::Connected)) return false;
        server.drain();
        edge.runtime().ask(pictureQuestion());
        return QTest::qWaitFor([&] { return refusals(server, RefusalCode::Draining) >= 3; }, 60'000) &&
               edge.reports.empty();
    }

    std::unique_ptr<cloud::CloudServer> takeItsPlace(
        std::unique_ptr<cloud::CloudServer>& drained,
        const std::function<void(cloud::ServerOptions&, cloud::LoadedModel&)>& adjust) {
        m_holding.reset();
        drained.reset();
        return startCloud(*m_pair, m_place.port(), adjust);
    }

    const protocol::tests::HeldPort m_place;  // of a server that drains, and of the next one
    std::unique_ptr<ModelPair> m_pair;
    std::unique_ptr<cloud::TestEdge> m_holding;
};

}  // namespace msao::edge

QTEST_GUILESS_MAIN(msao::edge::EdgePatienceTest)
#include "patience_test.moc"
