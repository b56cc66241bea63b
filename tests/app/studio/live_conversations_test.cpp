// SPDX-License-Identifier: Apache-2.0
// Conversations in a live window: what goes on, what begins afresh, what asks itself, and clips.
#include "tests/app/studio/live_window.h"
#include "ui/ask/fresh_start_words.h"

#include <QStyleFactory>

#include <memory>

using namespace msao;
using namespace msao::app;
using namespace msao::app::test;

class LiveConversationsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
        ui::loadTypeface();
        m_pair = std::make_unique<PairFolder>();
    }

    void aQuestionGoesOnAboutThePictureThatIsKept() {
        LiveWindow live(demoOptions(*m_pair, m_recordings));
        live.press(ui::CommandId::KeepPicture);
        live.type(QStringLiteral("what is there?"));
        QVERIFY(live.waitForAnswers(1));
        QVERIFY(!live.answer().frames.isEmpty());
        QCOMPARE(live.answer().freshStart, QStringLiteral("first"));
        live.type(QStringLiteral("and what else?"));
        QVERIFY(live.waitForAnswers(2));
        QCOMPARE(live.answer().freshStart, QString());
        QVERIFY(live.answer().reusedTokens > 0);
        QVERIFY(live.answer().frames.isEmpty());
        QCOMPARE(live.answer().conversation, live.shown().requests.front().conversation);
    }

    void aMovingSceneBeginsAfreshAndTheScreenSaysWhy() {
        LiveWindow live(demoOptions(*m_pair, m_recordings));
        live.type(QStringLiteral("what is there?"));
        QVERIFY(live.waitForAnswers(1));
        live.type(QStringLiteral("and now?"));
        QVERIFY(live.waitForAnswers(2));
        QCOMPARE(live.answer().freshStart, QStringLiteral("picture-changed"));
        QVERIFY(!live.answer().frames.isEmpty());
    }

    void aNewConversationKnowsNothingAndTheOldOneGoesOn() {
        LiveWindow live(demoOptions(*m_pair, m_recordings));
        live.press(ui::CommandId::KeepPicture);
        live.type(QStringLiteral("what is there?"));
        QVERIFY(live.waitForAnswers(1));
        live.press(ui::CommandId::NewConversation);
        live.type(QStringLiteral("who is it?"));
        QVERIFY(live.waitForAnswers(2));
        QCOMPARE(live.answer().freshStart, QStringLiteral("first"));
        ui::Conversations& talks = live.window().conversationBar().conversations();
        QCOMPARE(talks.rowCount(), 2);
        live.window().desk().chooseConversation(live.shown().requests.front().conversation);
        live.type(QStringLiteral("and what else?"));
        QVERIFY(live.waitForAnswers(3));
        QCOMPARE(live.answer().freshStart, QString());
        QCOMPARE(talks.title(live.answer().conversation), QStringLiteral("what is there?"));
        QCOMPARE(talks.questions(live.answer().conversation), 2);
    }

    void aClipIsProbedStepByStep() {
        LiveWindow live(demoOptions(*m_pair, m_recordings));
        live.window().desk().setClipSeconds(2);
        // A clip of two frames needs a second of the scene.
        int frames = 0;
        std::chrono::steady_clock::time_point first;
        QObject::connect(&live.session().runtime(), &edge::EdgeRuntime::frameTaken, this,
                         [&](const edge::Frame& frame) {
                             if (frames++ == 0) first = frame.time;
                             if (frame.time - first > std::chrono::milliseconds(1300)) frames = 1000;
                         });
        QTRY_VERIFY_WITH_TIMEOUT(frames >= 1000, 30'000);
        live.type(QStringLiteral("what moves?"));
        QVERIFY(live.waitForAnswers(1));
        QVERIFY(live.isWhole());
        QVERIFY(!live.answer().frames.isEmpty());
        for (const ui::FrameRecord& frame : live.answer().frames)
            QCOMPARE(frame.probe.modality, engine::Modality::Video);
    }

    void aWatchedSceneIsAskedAboutByItselfUntilAClick() {
        LiveWindow live(demoOptions(*m_pair, m_recordings));
        live.type(QStringLiteral("what is there?"));
        QVERIFY(live.waitForAnswers(1));
        ui::WatchWish wish;
        wish.isOn = true;
        wish.threshold = 0;
        wish.pauseSeconds = 1;
        live.window().desk().watch(wish);
        QAction& watching = *live.window().actionRegistry().action(ui::CommandId::WatchScene);
        QVERIFY(watching.isChecked());
        QVERIFY(live.waitForAnswers(3));
        QCOMPARE(live.answer().question(), QStringLiteral("what is there?"));
        QCOMPARE(live.option(QStringLiteral("watching")), QStringLiteral("what is there?"));
        watching.trigger();
        QVERIFY(!live.window().desk().watch().isOn);
        QTRY_COMPARE_WITH_TIMEOUT(live.option(QStringLiteral("watching")), QString(), 30'000);
    }

    /// Whatever the edge may say, the screen has words for it.
    void everyReasonToBeginAfreshIsToldInWords() {
        for (int why = 1; why <= static_cast<int>(edge::FreshStart::CloudForgets); ++why) {
            const std::string_view key = edge::freshStartKey(static_cast<edge::FreshStart>(why));
            const QString words = ui::FreshStartWords::of(QString::fromUtf8(key.data(), qsizetype(key.size())));
            QVERIFY2(words.size() > ui::FreshStartWords::of(QStringLiteral("?")).size(), key.data());
        }
        QVERIFY(ui::FreshStartWords::of(QStringLiteral("first")).isEmpty());
    }

private:
    std::unique_ptr<PairFolder> m_pair;
    QTemporaryDir m_recordings;
};

QTEST_MAIN(LiveConversationsTest)
#include "live_conversations_test.moc"
