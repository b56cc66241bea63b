// SPDX-License-Identifier: Apache-2.0
// Spoken questions in the window: a real msao-cloud, a real draft model, and microphones that do what the test says; at
// the end a real sound system with a voice.
#include "tests/app/studio/live_window.h"
#include "tests/edge/fake_microphone.h"
#include "tests/edge/sound_server.h"
#include "ui/live/microphone_bar.h"

#include <QFile>
#include <QMimeData>
#include <QSignalSpy>
#include <QStyleFactory>
#include <QtEndian>

#include <algorithm>
#include <cmath>
#include <memory>

using namespace msao;
using namespace msao::app;
using namespace msao::app::test;

namespace {

constexpr int kHoldMs = 500;  // longer than what counts as a brief press

std::vector<float> voice(double seconds) {
    std::vector<float> samples(static_cast<std::size_t>(seconds * edge::FakeMicrophone::kRate));
    for (std::size_t i = 0; i < samples.size(); ++i) samples[i] = 0.3f * std::sin(0.07f * static_cast<float>(i));
    return samples;
}

/// A WAV of 16-bit samples.
void writeWav(const QString& file, const std::vector<float>& samples) {
    QByteArray wav;
    const auto number = [&](auto value) {
        value = qToLittleEndian(value);
        wav.append(reinterpret_cast<const char*>(&value), sizeof value);
    };
    const auto bytes = static_cast<quint32>(samples.size() * 2);
    wav.append("RIFF");
    number(quint32{36 + bytes});
    wav.append("WAVEfmt ");
    number(quint32{16});
    number(quint16{1});
    number(quint16{1});
    number(quint32{16'000});
    number(quint32{32'000});
    number(quint16{2});
    number(quint16{16});
    wav.append("data");
    number(bytes);
    for (const float sample : samples) number(static_cast<qint16>(std::lround(sample * 32767)));
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly) && out.write(wav) == wav.size());
}

bool hasSound(const ui::RequestState& request) {
    for (const engine::ModalityProbe& probe : request.modalities) {
        if (probe.modality == engine::Modality::Audio) return true;
    }
    return false;
}

/// The window of a live run, seen from its microphone.
class SpokenWindow : public LiveWindow {
public:
    explicit SpokenWindow(const LiveOptions& options) : LiveWindow(options) { window().activateWindow(); }

    ui::MicrophoneDesk& desk() { return window().desk().microphone(); }
    ui::MicrophoneBar& bar() { return *window().findChild<ui::MicrophoneBar*>(); }
    bool waitUntilItCanTalk() {
        return QTest::qWaitForWindowActive(&window()) && QTest::qWaitFor([this] { return desk().canTalk(); }, 30'000);
    }
    bool choose(const QByteArray& id) {
        QSignalSpy listed(&desk(), &ui::MicrophoneDesk::listed);
        desk().list();
        if (!listed.wait(30'000)) return false;
        for (const ui::MicrophoneChoice& choice : listed.last().front().value<QList<ui::MicrophoneChoice>>()) {
            if (choice.id.contains(id)) desk().allow(choice);
        }
        return QTest::qWaitFor([this] { return desk().state().isAllowed; }, 5000);
    }
    /// In the menu.
    QAction* choice(const QString& name) {
        for (QAction* action : bar().choices().actions()) {
            if (action->text() == name) return action;
        }
        return nullptr;
    }
    void keyDown() { QTest::keyPress(&window(), Qt::Key_F4); }
    void keyUp() { QTest::keyRelease(&window(), Qt::Key_F4); }
    bool waitUntilItListens() {
        return QTest::qWaitFor([this] { return desk().state().isListening; }, 5000);
    }
};

}  // namespace

class LiveMicrophoneTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
        ui::loadTypeface();
        m_pair = std::make_unique<PairFolder>(engine::tinyAudioModel(engine::ModelFamily::Qwen2VL));
    }

    void aPairWithoutAnAudioEncoderSaysSoAtTheButton() {
        const PairFolder deaf;
        LiveOptions options = liveOptions(deaf);
        SpokenWindow live(options);
        ui::TalkButton& button = live.bar().talkButton();
        QTRY_VERIFY_WITH_TIMEOUT(live.desk().state().deaf == ui::MicrophoneState::Deaf::DraftCannotHear, 30'000);
        const QString reason = ui::MicrophoneDesk::reason(ui::MicrophoneState::Deaf::DraftCannotHear);
        QVERIFY(!button.isEnabled());
        QVERIFY(button.text().contains(QStringLiteral("No audio encoder")));
        QCOMPARE(button.toolTip(), reason);
        QCOMPARE(button.accessibleDescription(), reason);
        QVERIFY(!live.window().actionRegistry().action(ui::CommandId::Talk)->isEnabled());
        QVERIFY(m_fake->openings().isEmpty());
        // A sound is not taken either, and why is said.
        live.desk().give(QStringLiteral("any.wav"));
        QVERIFY(live.hasNotice(ui::Trouble::MicrophoneFault));
        live.type(QStringLiteral("what is there?"));
        QVERIFY(live.waitForAnswers(1));
        QVERIFY(live.isWhole());
    }

    void nothingOpensBeforeOneIsChosen() {
        SpokenWindow live(liveOptions(*m_pair));
        QVERIFY(live.waitUntilItCanTalk());
        QSignalSpy wanted(&live.bar().talkButton(), &ui::TalkButton::choiceWanted);
        live.keyDown();
        live.keyUp();
        QCOMPARE(wanted.size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(live.bar().choices().isVisible(), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(live.choice(QStringLiteral("First")) != nullptr, 30'000);
        QVERIFY(m_fake->openings().isEmpty());
        live.choice(QStringLiteral("First"))->trigger();
        live.bar().choices().hide();
        QTRY_VERIFY_WITH_TIMEOUT(live.desk().state().isAllowed, 30'000);
        QCOMPARE(live.desk().state().name, QStringLiteral("First"));
        QVERIFY(m_fake->openings().isEmpty());
    }

    void theOneThatTheCommandLineNamesIsAllowedAndNotOpened() {
        LiveOptions options = liveOptions(*m_pair);
        options.mic = QStringLiteral("secon");
        SpokenWindow live(options);
        QTRY_VERIFY_WITH_TIMEOUT(live.desk().state().isAllowed, 30'000);
        QCOMPARE(live.desk().state().name, QStringLiteral("Second"));
        QVERIFY(m_fake->openings().isEmpty());
        options.mic = QStringLiteral("third");
        SpokenWindow other(options);
        QTRY_VERIFY_WITH_TIMEOUT(other.hasNotice(ui::Trouble::MicrophoneFault), 30'000);
        QVERIFY(!other.desk().state().isAllowed);
    }

    void holdingTheKeyAsksWhatWasSaid() {
        SpokenWindow live(liveOptions(*m_pair));
        QVERIFY(live.waitUntilItCanTalk() && live.choose("first"));
        live.keyDown();
        QVERIFY(live.waitUntilItListens());
        QVERIFY(live.desk().state().isOpen);
        QTRY_COMPARE_WITH_TIMEOUT(live.option(QStringLiteral("microphone")), QStringLiteral("first"), 30'000);
        m_fake->speak(voice(1));
        QTRY_VERIFY_WITH_TIMEOUT(live.bar().talkButton().levelShown() > 0.5f, 30'000);
        QTest::qWait(kHoldMs);
        live.keyUp();
        QVERIFY(live.waitForAnswers(1));
        QVERIFY(live.isWhole());
        // The demo pair knows no question that is a voice alone.
        QVERIFY2(live.answer().question().startsWith(QStringLiteral("Does the voice match the picture? (Spoken, 1")),
                 qPrintable(live.answer().question()));
        QVERIFY(hasSound(live.answer()));
        QVERIFY(live.answer().counts.addsUp());
        QVERIFY(!live.desk().state().isOpen);
        QTRY_COMPARE_WITH_TIMEOUT(live.option(QStringLiteral("microphone")), QString(), 30'000);
        QCOMPARE(m_fake->openings().size(), 1);
    }

    void pressingTheButtonBrieflyTwiceDoesToo() {
        SpokenWindow live(liveOptions(*m_pair));
        QVERIFY(live.waitUntilItCanTalk() && live.choose("second"));
        live.window().askBar().line().setText(QStringLiteral("What was said?"));
        ui::TalkButton& button = live.bar().talkButton();
        QTest::mouseClick(&button, Qt::LeftButton);
        QVERIFY(live.waitUntilItListens());
        m_fake->speak(voice(1.2));
        QTest::mouseClick(&button, Qt::LeftButton);
        QVERIFY(live.waitForAnswers(1));
        QVERIFY(live.isWhole());
        QVERIFY(live.answer().question().startsWith(QStringLiteral("What was said?")));
        QVERIFY(live.window().askBar().line().text().isEmpty());
        QVERIFY(hasSound(live.answer()));
    }

    void escapeAndMuteThrowAwayWhatWasSaid() {
        SpokenWindow live(liveOptions(*m_pair));
        QVERIFY(live.waitUntilItCanTalk() && live.choose("first"));
        live.keyDown();
        QVERIFY(live.waitUntilItListens());
        m_fake->speak(voice(1));
        QTest::keyClick(&live.window(), Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!live.desk().state().isOpen, 30'000);
        live.keyUp();
        live.keyDown();
        QVERIFY(live.waitUntilItListens());
        m_fake->speak(voice(1));
        live.press(ui::CommandId::MuteMicrophone);
        QTRY_VERIFY_WITH_TIMEOUT(!live.desk().state().isOpen, 30'000);
        live.keyUp();
        QVERIFY(live.desk().state().isMuted);
        live.keyDown();
        live.keyUp();
        QVERIFY(!live.desk().state().isTalking);
        live.type(QStringLiteral("what is there?"));
        QVERIFY(live.waitForAnswers(1));
        QCOMPARE(live.shown().requests.size(), qsizetype{1});
        QVERIFY(!hasSound(live.answer()));
    }

    void oneThatVanishesIsToldAndTypedQuestionsGoOn() {
        SpokenWindow live(liveOptions(*m_pair));
        QVERIFY(live.waitUntilItCanTalk() && live.choose("first"));
        live.keyDown();
        QVERIFY(live.waitUntilItListens());
        m_fake->speak(voice(1));
        m_fake->vanish(QStringLiteral("somebody pulled the plug"));
        QTRY_VERIFY_WITH_TIMEOUT(live.hasNotice(ui::Trouble::MicrophoneFault), 30'000);
        QVERIFY(!live.desk().state().isOpen);
        live.keyUp();
        live.type(QStringLiteral("what is there?"));
        QVERIFY(live.waitForAnswers(1));
        QCOMPARE(live.shown().requests.size(), qsizetype{1});
        live.keyDown();
        QVERIFY(live.waitUntilItListens());
        QVERIFY(!live.hasNotice(ui::Trouble::MicrophoneFault));
        live.desk().cancel();
        live.keyUp();
    }

    void aDroppedSoundIsAsked() {
        SpokenWindow live(liveOptions(*m_pair));
        QVERIFY(live.waitUntilItCanTalk());
        const QString file = m_recordings.filePath(QStringLiteral("question.wav"));
        writeWav(file, voice(1.5));
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        const QPoint centre = live.window().rect().center();
        QDragEnterEvent enter(centre, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&live.window(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent dropped(centre, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&live.window(), &dropped);
        QVERIFY(live.waitForAnswers(1));
        QVERIFY(live.isWhole());
        QVERIFY(hasSound(live.answer()));
        QVERIFY(m_fake->openings().isEmpty());
        live.desk().give(m_recordings.filePath(QStringLiteral("nowhere.wav")));
        QTRY_VERIFY_WITH_TIMEOUT(live.hasNotice(ui::Trouble::MicrophoneFault), 30'000);
    }

    void whatWasSpokenIsAskedAgainAndRaced() {
        SpokenWindow live(liveOptions(*m_pair));
        QVERIFY(live.waitUntilItCanTalk());
        const QString file = m_recordings.filePath(QStringLiteral("again.wav"));
        writeWav(file, voice(1.5));
        live.desk().give(file);
        QVERIFY(live.waitForAnswers(1));
        const QString spoken = live.answer().question();
        live.press(ui::CommandId::AskAgain);
        QVERIFY(live.waitForAnswers(2));
        live.press(ui::CommandId::Race);
        QVERIFY(live.waitForAnswers(4));
        for (const ui::RequestState& request : live.shown().requests) {
            QCOMPARE(request.question(), spoken);
            // What the cloud alone answers is not looked at here.
            QVERIFY(request.request.mode == engine::Mode::CloudOnly || hasSound(request));
        }
        QCOMPARE(live.shown().requests[2].request.mode, engine::Mode::CloudOnly);
        live.desk().give(file);
        QVERIFY(live.waitForAnswers(5));
        QVERIFY(live.answer().question() != spoken);
        // A typed one is the last one then.
        live.type(QStringLiteral("what is there?"));
        QVERIFY(live.waitForAnswers(6));
        live.press(ui::CommandId::AskAgain);
        QVERIFY(live.waitForAnswers(7));
        QCOMPARE(live.answer().question(), QStringLiteral("what is there?"));
        QVERIFY(!hasSound(live.answer()));
    }

    void aVoiceInARealSoundSystemIsAnswered() {
        if (const QString why = edge::SoundServer::whyNot(); !why.isEmpty())
            QSKIP(qPrintable(why + QStringLiteral(": nothing can be spoken here")));
        edge::SoundServer sounds;
        QVERIFY(sounds.start());
        const QString speech = sounds.speech(QStringLiteral("Which shape is the red thing?"));
        QVERIFY(!speech.isEmpty());
        LiveOptions options = liveOptions(*m_pair);
        options.microphone = {};
        float loudest = 0;
        SpokenWindow live(options);
        QVERIFY(live.waitUntilItCanTalk() && live.choose("ear"));
        QCOMPARE(sounds.openMicrophones(), 0);
        live.keyDown();
        QVERIFY(live.waitUntilItListens());
        connect(&live.desk(), &ui::MicrophoneDesk::levelChanged, &live.window(),
                [&] { loudest = std::max(loudest, live.bar().talkButton().levelShown()); });
        sounds.play(speech);
        QTRY_VERIFY_WITH_TIMEOUT(loudest > 0.5f, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(!sounds.isPlaying(), 30'000);
        live.keyUp();
        QVERIFY(live.waitForAnswers(1));
        QVERIFY(live.isWhole());
        QVERIFY(hasSound(live.answer()));
        QVERIFY(live.answer().question().contains(QStringLiteral("Spoken, ")));
        QTRY_COMPARE_WITH_TIMEOUT(sounds.openMicrophones(), 0, 30'000);
    }

private:
    LiveOptions liveOptions(const PairFolder& pair) {
        LiveOptions options = demoOptions(pair, m_recordings);
        options.microphone = [this] {
            auto fake = std::make_unique<edge::FakeMicrophone>();
            m_fake = fake.get();
            return fake;
        };
        return options;
    }

    std::unique_ptr<PairFolder> m_pair;
    QTemporaryDir m_recordings;
    edge::FakeMicrophone* m_fake = nullptr;
};

QTEST_MAIN(LiveMicrophoneTest)
#include "live_microphone_test.moc"
