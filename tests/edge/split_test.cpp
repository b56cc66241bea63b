// SPDX-License-Identifier: Apache-2.0
// Mode perllm of a real edge and a real server: token for token what the model says alone; where it cannot be, why.
#include "tests/cloud_server/fake_vllm.h"
#include "tests/edge/cloud_line.h"
#include "tests/edge/edge_at_work.h"

#include "msao/world/render.h"

#include <QTest>

namespace msao::edge {
namespace {

using engine::Mode;
using Stage = LinkState::Stage;

CloudAddress at(const QUrl& url) {
    return CloudAddress{url, {}, {}};
}

std::string errorOf(const AnswerReport& report) {
    return report.error ? report.error->message : std::string();
}

}  // namespace

class EdgeSplitTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_pair = std::make_unique<ModelPair>(); }

    void answersAreTheTargetsOwn() {
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, at(server->url()), m_pair->target());
        const auto request = edge.ask("what is there?", 48, Mode::PerLlm);
        QVERIFY(edge.waitForReports(1));
        QCOMPARE(errorOf(edge.reports[0]), std::string());
        QCOMPARE(faultOf(edge.run.events(), request, m_pair->answerAlone("what is there?", 48)), std::string());
        const AnswerReport& report = edge.reports[0];
        QCOMPARE(report.counts.cloud, static_cast<std::int64_t>(report.tokens.size()));
        QVERIFY(report.edgeLayers >= 1 && report.edgeLayers < m_pair->config().text.layerCount);
        QCOMPARE(report.plan.planning.plan.mode, Mode::PerLlm);
    }

    /// One state up and one token down for each token, and their bytes.
    void theTraceShowsWhatTravels() {
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, at(server->url()), m_pair->target());
        QVERIFY(edge.waitForLink(Stage::Connected));
        edge.ask("what is there?", 16, Mode::PerLlm);
        QVERIFY(edge.waitForReports(1));
        const AnswerReport& report = edge.reports[0];
        const std::int64_t width = m_pair->config().text.hiddenSize;
        std::int64_t position = 0;
        std::int64_t up = 0;
        for (const engine::TraceEvent& event : edge.run.events()) {
            if (const auto* sent = std::get_if<engine::BatchSent>(&event.fact)) {
                const std::int64_t rows = position == 0 ? report.promptTokens : 1;
                QCOMPARE(sent->batch.firstPosition, position++);
                QVERIFY(sent->bytes >= rows * width * 4 && sent->bytes < rows * width * 4 + 100);
                up += sent->bytes;
            } else if (const auto* arrived = std::get_if<engine::VerdictArrived>(&event.fact)) {
                QVERIFY(arrived->bytes > 0 && arrived->verdict.tokens.size() == 1);
            }
        }
        QCOMPARE(position, static_cast<std::int64_t>(report.tokens.size()));
        QCOMPARE(edge.run.count<engine::VerdictArrived>(), report.tokens.size());
        QCOMPARE(up, report.hiddenBytes);
    }

    void roundedStatesAreAQuarter() {
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, at(server->url()), m_pair->target());
        Question question = split("what is there?", 16);
        edge.runtime().ask(question);
        question.hidden = protocol::HiddenFormat::Int8;
        edge.runtime().ask(question);
        QVERIFY(edge.waitForReports(2));
        QCOMPARE(edge.reports[1].tokens.size(), std::size_t{16});
        QVERIFY(edge.reports[1].hiddenBytes < edge.reports[0].hiddenBytes * 2 / 5);
    }

    void aPictureIsReadAtTheEdge() {
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, at(server->url()), m_pair->target());
        Question question = split("what is red?", 32);
        engine::VisualMedium medium;
        medium.clip.frames.push_back(world::render(world::makeScene(3, {}), 0, 224, 168));
        question.visuals.push_back(std::move(medium));
        const auto request = edge.runtime().ask(question);
        QVERIFY(edge.waitForReports(1));
        const Tokens alone = m_pair->answerAlone({m_pair->tokensOf(question.text, 1), question.visuals}, 32);
        QCOMPARE(faultOf(edge.run.events(), request, alone), std::string());
    }

    /// A later question knows what was said; the cloud is told all of it again.
    void aConversationGoesOnInAnotherMode() {
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, at(server->url()), m_pair->target());
        for (const Mode first : {Mode::PerLlm, Mode::CloudOnly}) {
            Question question = split("what is there?", 12);
            question.mode = first;
            question.conversation = first == Mode::PerLlm ? ConversationId{1} : ConversationId{2};
            edge.runtime().ask(question);
            question.text = "and behind it?";
            question.mode = Mode::CloudOnly;
            edge.runtime().ask(question);
        }
        QVERIFY(edge.waitForReports(4));
        QCOMPARE(errorOf(edge.reports[1]), std::string());
        QCOMPARE(edge.reports[1].earlierTurns, std::size_t{1});
        QCOMPARE(edge.tokensOf(0), edge.tokensOf(2));
        QCOMPARE(edge.tokensOf(1), edge.tokensOf(3));
    }

    void aLineThatBreaksBeginsItAnew() {
        const auto server = startCloud(*m_pair);
        CloudLine line(server->url());
        EdgeAtWork edge(*m_pair, at(line.url()), m_pair->target());
        const auto request = edge.ask("go on", 120, Mode::PerLlm);
        QVERIFY(edge.waitForTokens(10));
        line.cut();
        edge.runtime().connectNow();
        QVERIFY(edge.waitForReports(1));
        QCOMPARE(faultOf(edge.run.events(), request, m_pair->answerAlone("go on", 120)), std::string());
    }

    void whatIsStoppedIsFreeInTheCloud() {
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, at(server->url()), m_pair->target());
        const auto request = edge.ask("go on", 4000, Mode::PerLlm);
        QVERIFY(edge.waitForTokens(5));
        edge.runtime().stop(request);
        QVERIFY(edge.waitForReports(1));
        QCOMPARE(edge.reports[0].outcome, engine::RequestOutcome::Cancelled);
        const auto isFree = [&] { return server->metrics().openAnswers == 0 && server->metrics().kv.pagesInUse == 0; };
        QVERIFY(QTest::qWaitFor(isFree, 30'000));
        edge.ask("what is there?", 8, Mode::PerLlm);
        QVERIFY(edge.waitForReports(2));
        QCOMPARE(edge.tokensOf(1), m_pair->answerAlone("what is there?", 8));
    }

    void withoutTheCloudsModelItSaysWhatIsMissing() {
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, at(server->url()));
        edge.ask("what is there?", 8, Mode::PerLlm);
        QVERIFY(edge.waitForReports(1));
        QVERIFY2(errorOf(edge.reports[0]).find("checkpoint of the cloud's model") != std::string::npos,
                 errorOf(edge.reports[0]).c_str());
    }

    void anotherModelIsToldByItsWeights() {
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, at(server->url()), m_pair->draft());
        edge.ask("what is there?", 8, Mode::PerLlm);
        QVERIFY(edge.waitForReports(1));
        QVERIFY2(errorOf(edge.reports[0]).find("SHA-256") != std::string::npos, errorOf(edge.reports[0]).c_str());
        QCOMPARE(edge.reports[0].outcome, engine::RequestOutcome::Failed);
        // The others go on.
        edge.ask("what is there?", 8, Mode::CloudOnly);
        QVERIFY(edge.waitForReports(2));
        QCOMPARE(edge.tokensOf(1), m_pair->answerAlone("what is there?", 8));
    }

    void weightsOfAnotherTypeAreNamed() {
        const auto server = startCloud(*m_pair, 0, [](cloud::ServerOptions&, cloud::LoadedModel& model) {
            model.fingerprint.weightType = engine::WeightType::Int8;
        });
        EdgeAtWork edge(*m_pair, at(server->url()), m_pair->target());
        edge.ask("what is there?", 8, Mode::PerLlm);
        QVERIFY(edge.waitForReports(1));
        QVERIFY2(errorOf(edge.reports[0]).find("int8") != std::string::npos, errorOf(edge.reports[0]).c_str());
    }

    void aCloudThatTakesNoStatesIsNamed() {
        cloud::FakeVllm fake;
        fake.imagePad = m_pair->config().special.imagePad;
        cloud::ServerOptions options;
        options.model = m_pair->target();
        options.cluster.emplace();
        options.cluster->replicas = {fake.url()};
        auto server = orThrow(cloud::CloudServer::create(options, orThrow(cloud::loadModel(options))));
        orThrow(server->listen());
        EdgeAtWork edge(*m_pair, at(server->url()), m_pair->target());
        QVERIFY(edge.waitForLink(Stage::Connected));
        edge.ask("what is there?", 8, Mode::PerLlm);
        QVERIFY(edge.waitForReports(1));
        QVERIFY2(errorOf(edge.reports[0]).find("vllm") != std::string::npos &&
                     errorOf(edge.reports[0]).find("hidden states") != std::string::npos,
                 errorOf(edge.reports[0]).c_str());
    }

    void withoutACloudItSaysSo() {
        EdgeAtWork edge(*m_pair, {}, m_pair->target());
        edge.ask("what is there?", 8, Mode::PerLlm);
        QVERIFY(edge.waitForReports(1));
        QVERIFY2(errorOf(edge.reports[0]).find("needs a cloud") != std::string::npos, errorOf(edge.reports[0]).c_str());
    }

private:
    static Question split(const std::string& text, std::int32_t maxNewTokens) {
        Question question;
        question.text = text;
        question.mode = Mode::PerLlm;
        question.maxNewTokens = maxNewTokens;
        return question;
    }

    std::unique_ptr<ModelPair> m_pair;
};

}  // namespace msao::edge

QTEST_GUILESS_MAIN(msao::edge::EdgeSplitTest)
#include "split_test.moc"
