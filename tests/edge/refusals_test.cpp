// SPDX-License-Identifier: Apache-2.0
// A cloud that will not have an edge: said in words that tell what to do, and not tried again on its own.
#include "tests/edge/edge_at_work.h"

#include <QFile>
#include <QTest>

namespace msao::edge {

using Stage = LinkState::Stage;

namespace {

QString errorOf(const AnswerReport& report) {
    return report.error ? QString::fromStdString(report.error->message) : QString();
}

}  // namespace

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
        QTRY_COMPARE_WITH_TIMEOUT(reports.size(), std::size_t{1}, 30'000);
        QCOMPARE(model.stage, ModelState::Stage::Failed);
        QVERIFY(model.words.contains("nothing"));
        QCOMPARE(reports[0].outcome, engine::RequestOutcome::Failed);
        QVERIFY(reports[0].error.has_value());
        QCOMPARE(run.count<engine::ErrorReported>(), std::size_t{1});
    }

    void whatNoCloudTakesIsSaidInWordsBeforeItIsAsked() {
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, CloudAddress{server->url(), {}, {}});
        QVERIFY(edge.waitForLink(Stage::Connected));
        Question pictures{.text = "what are these?"};
        engine::VisualMedium picture;
        picture.clip.frames.push_back({56, 56, std::vector<std::uint8_t>(56 * 56 * 3, 90)});
        pictures.visuals.assign(9, picture);
        edge.runtime().ask(pictures);
        edge.ask("tell me a long story", 10'000);
        QVERIFY(edge.waitForReports(2));
        QCOMPARE(errorOf(edge.reports[0]), "a cloud takes 8 pictures, clips and sounds with a question at most, not 9");
        QCOMPARE(errorOf(edge.reports[1]), "a cloud answers with 8192 tokens at most, not 10000");
        QCOMPARE(edge.run.count<engine::TokenEmitted>(), std::size_t{0});
    }

    /// On every line anew it would fail, and each failure would cost the line.
    void aQuestionThatCannotBeSaidToACloudEndsAndTheLineStands_data() {
        QTest::addColumn<int>("maxNewTokens");
        QTest::newRow("in the middle") << 16;
        QTest::newRow("when it has ended already") << 0;
    }
    void aQuestionThatCannotBeSaidToACloudEndsAndTheLineStands() {
        QFETCH(int, maxNewTokens);
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, CloudAddress{server->url(), {}, {}});
        QVERIFY(edge.waitForLink(Stage::Connected));
        int losses = 0;
        connect(&edge.runtime(), &EdgeRuntime::linkChanged, this,
                [&](const LinkState& state) { losses += state.stage == Stage::Connected ? 0 : 1; });
        Question question{.text = "what is there?"};
        question.mode = engine::Mode::NeverIdle;
        question.maxNewTokens = maxNewTokens;
        question.sampling = [](const engine::GenerationDefaults&) {
            engine::SamplingOptions sampling;
            sampling.temperature = 1;
            sampling.topK = 1 << 25;  // more than the wire has numbers for
            return sampling;
        };
        edge.runtime().ask(question);
        edge.ask("what is there?", 16);
        QVERIFY(edge.waitForReports(2));
        if (maxNewTokens > 0) {
            QCOMPARE(edge.reports[0].outcome, engine::RequestOutcome::Failed);
            QVERIFY2(errorOf(edge.reports[0]).contains("more than a cloud takes"),
                     qPrintable(errorOf(edge.reports[0])));
        }
        QCOMPARE(losses, 0);
        QCOMPARE(edge.tokensOf(1), m_pair->answerAlone("what is there?", 16));
        QCOMPARE(edge.reports[1].counts.unverified, 0);
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
