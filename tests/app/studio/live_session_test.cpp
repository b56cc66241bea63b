// SPDX-License-Identifier: Apache-2.0
// The window, live: a real msao-cloud as a process of its own, a real draft model, and what people do.
#include "app/studio/live_runs.h"
#include "tests/app/studio/live_window.h"
#include "ui/ask/answer_tokens.h"
#include "ui/ask/race_rows.h"
#include "ui/live/link_presets.h"
#include "ui/settings/preferences.h"

#include <QDir>
#include <QMimeData>
#include <QSettings>
#include <QSignalSpy>
#include <QStyleFactory>

#include <memory>

using namespace msao;
using namespace msao::app;
using namespace msao::app::test;

namespace {

QImage stripes(QSize size) {
    QImage picture(size, QImage::Format_RGB32);
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x) picture.setPixel(x, y, x / 16 % 2 ? 0xffd02020 : 0xff2040d0);
    }
    return picture;
}

void drop(ui::MainWindow& window, const QMimeData& data) {
    const QPoint centre = window.rect().center();
    QDragEnterEvent enter(centre, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent dropped(centre, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &dropped);
}

}  // namespace

class LiveSessionTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
        ui::loadTypeface();
        m_pair = std::make_unique<PairFolder>();
        QCoreApplication::setOrganizationName(QStringLiteral("msao"));
        QCoreApplication::setApplicationName(QStringLiteral("msao-studio"));
        QSettings::setDefaultFormat(QSettings::IniFormat);
    }

    void aTypedQuestionIsAnsweredOnTheScreen() {
        LiveWindow live(demoOptions(*m_pair, m_recordings));
        live.type(QStringLiteral("what is there?"));
        QVERIFY(live.waitForAnswers(1));
        const ui::RequestState& answer = live.answer();
        QCOMPARE(answer.question(), QStringLiteral("what is there?"));
        QVERIFY(answer.ended);
        QVERIFY(live.isWhole());
        QVERIFY(!answer.answer.isEmpty());
        QCOMPARE(ui::answerText(answer), live.text().trimmed());
        QVERIFY(answer.counts.addsUp());
        QCOMPARE(answer.counts.accepted + answer.counts.corrected + answer.counts.rejected, answer.counts.proposed);
        QVERIFY(!answer.frames.isEmpty());
        QCOMPARE(live.option(QStringLiteral("source")), QStringLiteral("Scene 1"));
        QVERIFY(!live.option(QStringLiteral("device_profile")).isEmpty());
        QVERIFY(!live.option(QStringLiteral("spatial_threshold")).isEmpty());
    }

    void arrowsGoThroughWhatWasAsked() {
        LiveWindow live(demoOptions(*m_pair, m_recordings));
        live.type(QStringLiteral("first?"));
        live.type(QStringLiteral("second?"));
        ui::QuestionLine& line = live.window().askBar().line();
        QTest::keyClick(&line, Qt::Key_Up);
        QCOMPARE(line.text(), QStringLiteral("first?"));
        QTest::keyClick(&line, Qt::Key_Down);
        QCOMPARE(line.text(), QStringLiteral("second?"));
        QVERIFY(live.waitForAnswers(2));
        live.press(ui::CommandId::AskAgain);
        QVERIFY(live.waitForAnswers(3));
        QCOMPARE(live.answer().question(), QStringLiteral("second?"));
    }

    void theHeatmapIsAliveBeforeAnythingIsAsked() {
        LiveWindow live(demoOptions(*m_pair, m_recordings));
        QTRY_VERIFY_WITH_TIMEOUT(live.shown().idleFrames.size() >= 3, 30'000);
        QVERIFY(live.shown().requests.isEmpty());
        QVERIFY(live.session().milestones().picture.has_value());
    }

    void anAnswerIsStopped() {
        LiveOptions options = demoOptions(*m_pair, m_recordings);
        options.tuning.maxNewTokens = 1000;
        LiveWindow live(options);
        live.type(QStringLiteral("go on"));
        QVERIFY(live.waitForTokens(5));
        QVERIFY(live.window().actionRegistry().action(ui::CommandId::StopAnswer)->isEnabled());
        live.press(ui::CommandId::StopAnswer);
        QVERIFY(live.waitForAnswers(1));
        QCOMPARE(live.answer().outcome, engine::RequestOutcome::Cancelled);
        QVERIFY(live.answer().counts.addsUp());
        QVERIFY(!live.window().desk().state().isAnswering);
    }

    void aServerThatIsKilledIsToldAndVerifiesWhenItIsBack() {
        LoopbackCloud cloud;
        QSignalSpy listening(&cloud, &LoopbackCloud::listening);
        QSignalSpy ended(&cloud, &LoopbackCloud::failed);
        const QString target = m_pair->path() + QStringLiteral("/target");
        cloud.start(QStringLiteral(MSAO_CLOUD_PROGRAM), target);
        QVERIFY(listening.wait(30'000));
        const QUrl url = listening.takeFirst().front().toUrl();
        LiveOptions options = demoOptions(*m_pair, m_recordings);
        options.isDemo = false;
        options.server = url.toString();
        options.draft = m_pair->path() + QStringLiteral("/draft");
        options.tuning.mode = engine::Mode::NeverIdle;
        options.tuning.maxNewTokens = 600;
        LiveWindow live(options);
        live.type(QStringLiteral("go on"));
        QVERIFY(live.waitForTokens(10));
        cloud.kill();
        QVERIFY(ended.wait(30'000));
        QTRY_VERIFY_WITH_TIMEOUT(live.hasNotice(ui::Trouble::CloudGone), 30'000);
        QVERIFY(live.window().noticeBar().remedyButton().isVisibleTo(&live.window()));
        cloud.start(QStringLiteral(MSAO_CLOUD_PROGRAM), target, static_cast<quint16>(url.port()));
        QVERIFY(listening.wait(30'000));
        QTest::mouseClick(&live.window().noticeBar().remedyButton(), Qt::LeftButton);
        QVERIFY(live.waitForAnswers(1));
        QVERIFY(!live.hasNotice(ui::Trouble::CloudGone));
        QCOMPARE(live.answer().answer.size(), qsizetype{600});
        QCOMPARE(live.answer().counts.unverified, 0);
        for (const ui::AnswerToken& token : live.answer().answer)
            QVERIFY(token.provenance != engine::Provenance::Unverified);
    }

    void aCloudThatCannotStartIsToldAndTheEdgeAnswersAlone() {
        LiveOptions options = demoOptions(*m_pair, m_recordings);
        options.cloudProgram = QStringLiteral("/nowhere/msao-cloud");
        LiveWindow live(options);
        live.type(QStringLiteral("who is there?"));
        QVERIFY(live.waitForAnswers(1));
        QVERIFY(live.hasNotice(ui::Trouble::ServerFailed));
        QVERIFY(live.window().noticeBar().words().length() > 20);
        QCOMPARE(live.answer().counts.unverified, live.answer().counts.emitted);
    }

    void aCloudThatCannotBeBelievedIsToldAndTheEdgeAnswersAlone() {
        LiveOptions options = demoOptions(*m_pair, m_recordings);
        options.isDemo = false;
        options.draft = m_pair->path() + QStringLiteral("/draft");
        options.trust.authorities = QStringLiteral("/nowhere/ca.pem");
        options.server = QStringLiteral("ws://127.0.0.1:9");
        {
            LiveWindow plain(options);
            QVERIFY(plain.hasNotice(ui::Trouble::ServerUnusable));
            QVERIFY(plain.window().noticeBar().words().contains(QStringLiteral("is not encrypted")));
        }
        options.server = QStringLiteral("wss://127.0.0.1:9");
        LiveWindow live(options);
        QVERIFY(live.hasNotice(ui::Trouble::ServerUnusable));
        QVERIFY(live.window().noticeBar().words().contains(options.trust.authorities));
        live.type(QStringLiteral("who is there?"));
        QVERIFY(live.waitForAnswers(1));
        QCOMPARE(live.answer().counts.unverified, live.answer().counts.emitted);
    }

    void anotherCloudTakesOverInTheSameRun() {
        LoopbackCloud first, second;
        const QString one = started(first);
        const QString two = started(second);
        QVERIFY(!one.isEmpty() && !two.isEmpty());
        LiveOptions options = demoOptions(*m_pair, m_recordings);
        options.isDemo = false;
        options.server = one;
        options.draft = m_pair->path() + QStringLiteral("/draft");
        LiveWindow live(options);
        live.type(QStringLiteral("what is there?"));
        QVERIFY(live.waitForAnswers(1));
        options.server = two;
        live.session().reconnect(options);
        QCOMPARE(live.window().desk().state().place, QUrl(two).authority());
        QSignalSpy ended(&first, &LoopbackCloud::failed);
        first.kill();
        QVERIFY(ended.wait(30'000));
        live.type(QStringLiteral("and there?"));
        QVERIFY(live.waitForAnswers(2));
        QCOMPARE(live.shown().requests.size(), qsizetype{2});
        QVERIFY(live.answer().counts.emitted > 0);
        QCOMPARE(live.answer().counts.unverified, 0);
    }

    void theSettingsServerTakesThePlaceOfADemo() {
        const QTemporaryDir home;
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, home.path());
        LoopbackCloud cloud;
        ui::Preferences kept;
        kept.server = started(cloud);
        QVERIFY(!kept.server.isEmpty());
        QSettings settings;
        ui::savePreferences(settings, kept);
        ui::MainWindow window;
        const LiveOptions demo = demoOptions(*m_pair, m_recordings);
        LiveRuns runs(window, demo);
        runs.begin(demo);
        QCOMPARE(window.desk().state().place, QStringLiteral("loopback"));
        Q_EMIT window.settingsActions().firstStepWanted(ui::FirstStep::ConnectServer);
        QCOMPARE(window.desk().state().place, QUrl(kept.server).authority());
        const auto isConnected = [&window] {
            const QList<ui::LinkRecord>& links = window.model().whole().links;
            return !links.isEmpty() && links.back().isConnected;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isConnected(), 30'000);
    }

    void theDemosOwnCloudIsStartedAgain() {
        LiveWindow live(demoOptions(*m_pair, m_recordings));
        QTRY_VERIFY_WITH_TIMEOUT(live.session().milestones().cloud.has_value(), 30'000);
        live.session().cloud().kill();
        QTRY_VERIFY_WITH_TIMEOUT(live.hasNotice(ui::Trouble::ServerFailed), 30'000);
        // The process's end is told on another way than the connection's: below, the old one would pass for the new
        // one.
        QTRY_VERIFY_WITH_TIMEOUT(!live.shown().links.back().isConnected, 30'000);
        QTest::mouseClick(&live.window().noticeBar().remedyButton(), Qt::LeftButton);
        QVERIFY(!live.hasNotice(ui::Trouble::ServerFailed));
        QTRY_VERIFY_WITH_TIMEOUT(live.shown().links.back().isConnected, 30'000);
        live.type(QStringLiteral("what is there?"));
        QVERIFY(live.waitForAnswers(1));
        QCOMPARE(live.answer().counts.unverified, 0);
    }

    void aDroppedPictureIsLookedAt() {
        LiveWindow live(demoOptions(*m_pair, m_recordings));
        QMimeData data;
        data.setImageData(stripes({320, 200}));
        drop(live.window(), data);
        QTRY_COMPARE_WITH_TIMEOUT(live.option(QStringLiteral("source")), ui::LiveDesk::givenPicture(), 30'000);
        live.type(QStringLiteral("which colours?"));
        QVERIFY(live.waitForAnswers(1));
        QVERIFY(!live.answer().frames.isEmpty());
        const engine::FrameProbed& probe = live.answer().frames.front().probe;
        QVERIFY(probe.columns > probe.rows);
    }

    void droppedWordsBecomeAQuestionThatIsNotAskedYet() {
        LiveWindow live(demoOptions(*m_pair, m_recordings));
        QMimeData data;
        data.setText(QStringLiteral("what\n is red?"));
        drop(live.window(), data);
        QCOMPARE(live.window().askBar().line().text(), QStringLiteral("what is red?"));
        QVERIFY(!live.window().desk().state().isAnswering);
    }

    void anUnpluggedCloudIsSaidToBeGone() {
        LiveOptions options = demoOptions(*m_pair, m_recordings);
        options.link = QStringLiteral("300mbit,4ms");
        LiveWindow live(options);
        QTRY_VERIFY_WITH_TIMEOUT(live.session().milestones().cloud.has_value(), 30'000);
        live.press(ui::CommandId::Unplug);
        QTRY_COMPARE_WITH_TIMEOUT(live.option(QStringLiteral("emulated link")), QStringLiteral("unplugged"), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(!live.shown().links.isEmpty() && !live.shown().links.back().isConnected, 30'000);
        live.press(ui::CommandId::Unplug);
        QTRY_VERIFY_WITH_TIMEOUT(live.shown().links.back().isConnected, 30'000);
        QCOMPARE(live.window().desk().state().link, options.link);
    }

    void aRaceAsksBothAboutOnePicture() {
        LiveWindow live(demoOptions(*m_pair, m_recordings));
        live.type(QStringLiteral("what is there?"));
        QVERIFY(live.waitForAnswers(1));
        live.press(ui::CommandId::Race);
        QVERIFY(live.waitForAnswers(3));
        QCOMPARE(live.shown().requests[1].request.mode, engine::Mode::CloudOnly);
        QCOMPARE(live.answer().request.mode, engine::Mode::MsaoNoCollab);
        QVERIFY(ui::finishedRival(live.shown()) == &live.shown().requests[1]);
    }

    void aRaceAgainstHalfTheModelAtTheEdgeGivesTheSameAnswer() {
        using engine::Mode;
        LiveOptions options = demoOptions(*m_pair, m_recordings);
        options.tuning.mode = Mode::CloudOnly;  // which prunes nothing either
        LiveWindow live(options);
        live.type(QStringLiteral("what is there?"));
        QVERIFY(live.waitForAnswers(1));
        QVERIFY(live.window().desk().state().canSplit);
        live.window().desk().setRival(Mode::PerLlm);
        live.press(ui::CommandId::Race);
        QVERIFY(live.waitForAnswers(3));
        const ui::RequestState& split = live.shown().requests[1];
        QCOMPARE(split.request.mode, Mode::PerLlm);
        QVERIFY2(split.fault.isEmpty(), qPrintable(split.fault));
        QVERIFY(!split.answer.isEmpty());
        QCOMPARE(split.counts.proposed, 0);
        const QList<ui::RaceRow> rows = ui::raceRows(live.shown(), live.window().model().cursor());
        QCOMPARE(rows.size(), qsizetype{2});
        QVERIFY(rows[0].isCurrent && !rows[1].isCurrent);
        QCOMPARE(rows[1].mode, Mode::PerLlm);
        QCOMPARE(rows[1].isSameAnswer, std::optional(true));
        // A state for every token of the question and the answer, each of them four bytes a dimension.
        QVERIFY(rows[1].sentBytes > 4 * split.answer.size());
        QVERIFY(rows[1].cloudMs > 0);
        QVERIFY(ui::finishedRival(live.shown()) == &split);
    }

    void whatIsTunedIsInTheTraceAndHoldsForTheNextQuestion() {
        LiveWindow live(demoOptions(*m_pair, m_recordings));
        ui::Tuning tuning = live.window().desk().tuning();
        tuning.mode = engine::Mode::CloudOnly;
        tuning.maxNewTokens = 9;
        tuning.method.spatialThreshold = 0.5;
        live.window().desk().tune(tuning);
        live.type(QStringLiteral("and now?"));
        QVERIFY(live.waitForAnswers(1));
        QCOMPARE(live.option(QStringLiteral("mode")), QStringLiteral("cloud-only"));
        QCOMPARE(live.option(QStringLiteral("max_new_tokens")), QStringLiteral("9"));
        QCOMPARE(live.option(QStringLiteral("spatial_threshold")), QStringLiteral("0.5"));
        QCOMPARE(live.answer().request.mode, engine::Mode::CloudOnly);
        QCOMPARE(live.answer().answer.size(), qsizetype{9});
    }

    void aRecordingIsTheRunAgainAndTheLiveRunGoesOnBehindIt() {
        LiveWindow live(demoOptions(*m_pair, m_recordings));
        live.type(QStringLiteral("what is there?"));
        QVERIFY(live.waitForAnswers(1));
        live.press(ui::CommandId::Record);
        QVERIFY(live.window().desk().state().isRecording);
        live.type(QStringLiteral("and there?"));
        QVERIFY(live.waitForAnswers(2));
        live.press(ui::CommandId::Record);
        QTRY_VERIFY_WITH_TIMEOUT(live.hasNotice(ui::Trouble::Recorded), 30'000);
        const QList<ui::RequestState> asked = live.shown().requests;
        const auto optionsThen = live.shown().options;

        QSignalSpy opened(&live.window(), &ui::MainWindow::recordingOpened);
        QTest::mouseClick(&live.window().noticeBar().remedyButton(), Qt::LeftButton);
        QVERIFY(opened.wait(30'000));
        QVERIFY(!live.window().isLive());
        QVERIFY(live.hasNotice(ui::Trouble::Replaying));
        const ui::RunState& replayed = live.window().model().whole();
        QCOMPARE(replayed.requests, asked);
        QCOMPARE(replayed.options, optionsThen);

        live.press(ui::CommandId::BackToLive);
        QVERIFY(live.window().isLive());
        QCOMPARE(live.shown().requests, asked);
        live.type(QStringLiteral("still there?"));
        QVERIFY(live.waitForAnswers(3));
        QCOMPARE(live.shown().requests.size(), qsizetype{3});
    }

    void aPictureIsKeptBesideARecordingOnlyIfItIsWanted_data() {
        QTest::addColumn<bool>("isWanted");
        QTest::newRow("wanted") << true;
        QTest::newRow("not wanted") << false;
    }
    void aPictureIsKeptBesideARecordingOnlyIfItIsWanted() {
        QFETCH(bool, isWanted);
        const QTemporaryDir folder;
        LiveWindow live(demoOptions(*m_pair, folder));
        QVERIFY(live.window().desk().recordsPicture());
        if (!isWanted) live.press(ui::CommandId::RecordPicture);
        QCOMPARE(live.window().actionRegistry().action(ui::CommandId::RecordPicture)->isChecked(), isWanted);
        live.type(QStringLiteral("what is there?"));
        QVERIFY(live.waitForAnswers(1));
        live.press(ui::CommandId::Record);
        live.press(ui::CommandId::Record);
        const auto told = isWanted ? ui::Trouble::Recorded : ui::Trouble::RecordedWithoutPicture;
        QTRY_VERIFY_WITH_TIMEOUT(live.hasNotice(told), 30'000);
        const QDir recorded(folder.path());
        QCOMPARE(recorded.entryList({QStringLiteral("*.msao")}).size(), qsizetype{1});
        QCOMPARE(recorded.entryList({QStringLiteral("*.png")}).size(), qsizetype{isWanted ? 1 : 0});
    }

    void aRecordingOfTheLastMinuteKeepsOptionsAndWholeQuestions() {
        using engine::TraceTime;
        const auto at = [](double seconds, engine::RequestId request, engine::TraceFact fact) {
            return engine::TraceEvent{TraceTime(static_cast<std::int64_t>(seconds * 1e9)), request, std::move(fact)};
        };
        const engine::RequestId first{1}, second{2};
        const std::vector<engine::TraceEvent> events = {
            at(0, engine::RequestId::None, engine::OptionChanged{"source", "a"}),
            at(1, first, engine::RequestStarted{}),
            at(2, first, engine::RequestEnded{}),
            at(3, engine::RequestId::None, engine::OptionChanged{"source", "b"}),
            at(30, second, engine::RequestStarted{}),
            at(100, second, engine::RequestEnded{}),
        };
        const std::vector<engine::TraceEvent> kept = lastSeconds(events, 60);
        QCOMPARE(kept.size(), std::size_t{3});
        QCOMPARE(std::get<engine::OptionChanged>(kept[0].fact).value, std::string("b"));
        QCOMPARE(kept[0].time, events[4].time);
        QVERIFY(kept[1] == events[4]);
        QVERIFY(kept[2] == events[5]);
        QVERIFY(lastSeconds(events, 1000) == events);
    }

private:
    /// The address of a cloud that answers now; empty: it did not start.
    QString started(LoopbackCloud& cloud) {
        QSignalSpy listening(&cloud, &LoopbackCloud::listening);
        cloud.start(QStringLiteral(MSAO_CLOUD_PROGRAM), m_pair->path() + QStringLiteral("/target"));
        return listening.wait(30'000) ? listening.front().front().toUrl().toString() : QString();
    }

    std::unique_ptr<PairFolder> m_pair;
    QTemporaryDir m_recordings;
};

QTEST_MAIN(LiveSessionTest)
#include "live_session_test.moc"
