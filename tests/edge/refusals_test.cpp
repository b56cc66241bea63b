// SPDX-License-Identifier: Apache-2.0
// A cloud that will not have an edge: said in words that tell what to do, and not tried again on its own.
#include "tests/edge/edge_at_work.h"

#include <QFile>
#include <QTest>

namespace msao::edge {

using Stage = LinkState::Stage;

class EdgeRefusalsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_pair = std::make_unique<ModelPair>();
        const cloud::NewToken token = orThrow(cloud::makeToken("lab"));
        m_secret = token.secret;
        QFile file(m_folder.filePath("tokens"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(token.line + "\n");
        file.close();
        QVERIFY(file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner));
    }

    void anotherVocabularyIsNamed() {
        const auto server = startCloud(*m_pair, 0, [](cloud::ServerOptions&, cloud::LoadedModel& model) {
            model.fingerprint.tokenizerHash[0] ^= 1;
        });
        EdgeAtWork edge(*m_pair, CloudAddress{server->url(), {}, {}});
        QVERIFY(edge.waitForLink(Stage::Refused));
        QVERIFY2(edge.link.words.contains("vocabulary") && edge.link.words.contains("Choose"),
                 qPrintable(edge.link.words));
        // The edge answers alone, and says so by every token.
        edge.ask("what is there?", 16);
        QVERIFY(edge.waitForReports(1));
        QCOMPARE(edge.reports[0].counts.unverified, 16);
    }

    void squaresOfAnotherSizeAreNamed() {
        const auto server = startCloud(
            *m_pair, 0, [](cloud::ServerOptions&, cloud::LoadedModel& model) { model.fingerprint.cellSide *= 2; });
        EdgeAtWork edge(*m_pair, CloudAddress{server->url(), {}, {}});
        QVERIFY(edge.waitForLink(Stage::Refused));
        QVERIFY2(edge.link.words.contains("squares"), qPrintable(edge.link.words));
    }

    void aMissingTokenIsAskedForAndAWrongOneIsSaidToBeWrong() {
        const auto server = startCloud(*m_pair, 0, [this](cloud::ServerOptions& options, cloud::LoadedModel&) {
            options.tokenFile = m_folder.filePath("tokens");
        });
        EdgeAtWork without(*m_pair, CloudAddress{server->url(), {}, {}});
        QVERIFY(without.waitForLink(Stage::Refused));
        QVERIFY2(without.link.words.contains("token"), qPrintable(without.link.words));
        EdgeAtWork wrong(*m_pair, CloudAddress{server->url(), CloudToken{"lab", "guess"}, {}});
        QVERIFY(wrong.waitForLink(Stage::Refused));
        QVERIFY2(wrong.link.words.contains("does not accept"), qPrintable(wrong.link.words));
        EdgeAtWork right(*m_pair, CloudAddress{server->url(), CloudToken{"lab", m_secret}, {}});
        QVERIFY(right.waitForLink(Stage::Connected));
    }

    void aModelThatIsNotThereIsNamed() {
        RecordedRun run;
        EdgeRuntime runtime(run);
        ModelState model;
        std::vector<AnswerReport> reports;
        connect(&runtime, &EdgeRuntime::modelChanged, this, [&](const ModelState& state) { model = state; });
        connect(&runtime, &EdgeRuntime::answered, this, [&](const AnswerReport& report) { reports.push_back(report); });
        EdgeOptions options;
        options.draft = m_folder.filePath("nothing").toStdString();
        runtime.configure(options);
        runtime.ask(Question{.text = "hello"});
        QTRY_COMPARE(reports.size(), std::size_t{1});
        QCOMPARE(model.stage, ModelState::Stage::Failed);
        QVERIFY(model.words.contains("nothing"));
        QCOMPARE(reports[0].outcome, engine::RequestOutcome::Failed);
        QVERIFY(reports[0].error.has_value());
        QCOMPARE(run.count<engine::ErrorReported>(), std::size_t{1});
    }

    void aQuestionAboutAPictureThatIsNotThereSaysSo() {
        EdgeAtWork edge(*m_pair);
        Question question;
        question.text = "what is that?";
        question.looks = true;
        edge.runtime().ask(question);
        QVERIFY(edge.waitForReports(1));
        QVERIFY(edge.reports[0].error && edge.reports[0].error->message.find("picture") != std::string::npos);
    }

private:
    QTemporaryDir m_folder;
    QByteArray m_secret;
    std::unique_ptr<ModelPair> m_pair;
};

}  // namespace msao::edge

QTEST_GUILESS_MAIN(msao::edge::EdgeRefusalsTest)
#include "refusals_test.moc"
