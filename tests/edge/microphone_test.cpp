// SPDX-License-Identifier: Apache-2.0
// The microphone at the device boundary: open only while somebody speaks, never stale, its faults told in time.
#include "edge/capture/microphone.h"
#include "tests/edge/fake_microphone.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <memory>
#include <random>

namespace msao::edge {
namespace {

using Fault = MicrophoneState::Fault;

constexpr int kMutedMs = 500;
constexpr int kToldMs = 1000;
constexpr int kBusy = 10;  // what else the machine does is nobody's fault here: bars are so many times as long

std::vector<float> voice(double seconds, float pitch = 0.07f) {
    std::vector<float> samples(static_cast<std::size_t>(seconds * FakeMicrophone::kRate));
    for (std::size_t i = 0; i < samples.size(); ++i) samples[i] = 0.3f * std::sin(pitch * static_cast<float>(i));
    return samples;
}

std::vector<float> silence(double seconds) {
    return std::vector<float>(static_cast<std::size_t>(seconds * FakeMicrophone::kRate));
}

}  // namespace

class MicrophoneTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        auto device = std::make_unique<FakeMicrophone>();
        m_fake = device.get();
        m_microphone = std::make_unique<Microphone>(std::move(device));
        m_recorded.clear();
        connect(m_microphone.get(), &Microphone::recorded, this,
                [this](const engine::Sound& spoken) { m_recorded.push_back(spoken); });
    }
    void cleanup() { m_microphone.reset(); }

    void nothingOpensBeforeItIsAllowed() {
        QSignalSpy listed(m_microphone.get(), &Microphone::listed);
        m_microphone->begin();
        m_microphone->list();
        QVERIFY(listed.wait(30'000));
        m_microphone->end();
        allow();
        m_microphone->list();
        QVERIFY(listed.wait(30'000));
        QVERIFY(m_fake->openings().isEmpty());
        m_microphone->begin();
        QTRY_VERIFY_WITH_TIMEOUT(m_microphone->state().isListening, 30'000);
        QCOMPARE(m_fake->openings(), QList<QByteArray>{"first"});
        m_microphone->cancel();
        m_microphone->forbid();
        QTRY_VERIFY_WITH_TIMEOUT(!m_fake->isOpen(), 30'000);
        m_microphone->begin();
        m_microphone->list();
        QVERIFY(listed.wait(30'000));
        QCOMPARE(m_fake->openings().size(), 1);
    }

    void whatWasSpokenComesWithoutTheSilenceAround() {
        listen();
        const std::vector<float> spoken = voice(1);
        m_fake->speak(silence(1));
        for (int i = 0; i < 10; ++i) m_fake->speak({spoken.begin() + i * 1600, spoken.begin() + (i + 1) * 1600});
        m_fake->speak(silence(1));
        m_fake->speak(silence(0));
        QSignalSpy levels(m_microphone.get(), &Microphone::levelChanged);
        QTRY_VERIFY_WITH_TIMEOUT(levels.size() >= 12, 30'000);
        m_microphone->end();
        QTRY_COMPARE_WITH_TIMEOUT(m_recorded.size(), std::size_t{1}, 30'000);
        const engine::Sound& sound = m_recorded.front();
        QCOMPARE(sound.samplesPerSecond, FakeMicrophone::kRate);
        QCOMPARE(sound.samples.size(), std::size_t{16'000 + 3200 + 4800});
        QVERIFY(std::equal(spoken.begin(), spoken.end(), sound.samples.begin() + 3200));
        QVERIFY(!m_fake->isOpen());
        QVERIFY(!m_microphone->state().isOpen);
    }

    /// The last word is still in the device when the key goes up.
    void whatIsUnderWayWhenTheKeyGoesUpBelongsToIt() {
        listen();
        m_fake->speak(voice(0.5));
        m_fake->speak(voice(0.5));
        m_microphone->end();
        QTRY_COMPARE_WITH_TIMEOUT(m_recorded.size(), std::size_t{1}, 30'000);
        QCOMPARE(m_recorded.front().samples.size(), std::size_t{16'000});
    }

    void theIndicatorFollowsTheDeviceNotTheButton() {
        allow();
        m_fake->setHangsOpening(true);
        m_microphone->begin();
        QVERIFY(!m_microphone->state().isOpen);
        m_fake->goOn();
        QTRY_VERIFY_WITH_TIMEOUT(m_microphone->state().isOpen, 30'000);
        QVERIFY(m_fake->isOpen());
        m_fake->setHangsClosing(true);
        m_microphone->end();
        QVERIFY(!m_microphone->state().isListening);
        QVERIFY(m_microphone->state().isOpen);
        m_fake->goOn();
        QTRY_VERIFY_WITH_TIMEOUT(!m_microphone->state().isOpen, 30'000);
        QVERIFY(!m_fake->isOpen());
    }

    void muteClosesTheDeviceInTime() {
        qint64 longest = 0;
        for (int round = 0; round < 20; ++round) {
            listen();
            m_fake->speak(voice(0.3));
            m_clock.start();
            m_microphone->setMuted(true);
            QTRY_VERIFY_WITH_TIMEOUT(!m_microphone->state().isOpen, 30'000);
            longest = std::max(longest, m_clock.elapsed());
            QVERIFY(!m_fake->isOpen());
            m_microphone->begin();
            QVERIFY(!m_microphone->state().isListening);
            m_microphone->setMuted(false);
        }
        QVERIFY(m_recorded.empty());
        QCOMPARE(m_fake->openings().size(), 20);
        qInfo("closed %lld ms after it was muted at most (bar: %d)", static_cast<long long>(longest), kMutedMs);
        QVERIFY2(longest <= kBusy * kMutedMs, qPrintable(QString::number(longest)));
    }

    void whatVanishesIsToldAndHalfAQuestionIsNone() {
        listen();
        m_fake->speak(voice(1));
        m_clock.start();
        m_fake->vanish(QStringLiteral("somebody pulled the plug"));
        QTRY_COMPARE_WITH_TIMEOUT(m_microphone->state().words, QStringLiteral("somebody pulled the plug"), 30'000);
        QVERIFY2(m_clock.elapsed() <= kBusy * kToldMs, qPrintable(QString::number(m_clock.elapsed())));
        QVERIFY(m_microphone->state().fault == Fault::Gone);
        QVERIFY(!m_microphone->state().isOpen);
        m_microphone->end();
        m_fake->tell({});
        QSignalSpy listed(m_microphone.get(), &Microphone::listed);
        QVERIFY(listed.wait(30'000));
        QVERIFY(m_recorded.empty());
        m_fake->tell({{"first", "First"}});
        QTRY_VERIFY_WITH_TIMEOUT(m_microphone->state().fault == Fault::None, 30'000);
    }

    void whatIsUnpluggedWhileNobodySpeaksIsTold() {
        allow();
        m_fake->tell({{"second", "Second"}});
        QTRY_VERIFY_WITH_TIMEOUT(m_microphone->state().fault == Fault::Gone, 30'000);
        QVERIFY(!m_microphone->state().words.isEmpty());
        m_fake->tell({{"second", "Second"}, {"first", "First"}});
        QTRY_VERIFY_WITH_TIMEOUT(m_microphone->state().fault == Fault::None, 30'000);
    }

    void oneThatGivesNothingIsSaidToHang() {
        listen();
        m_fake->speak(voice(0.2));
        QTRY_VERIFY_WITH_TIMEOUT(m_microphone->state().fault == Fault::Hung, 30'000);
        QVERIFY(!m_microphone->state().words.isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(!m_microphone->state().isOpen, 30'000);
        QVERIFY(m_recorded.empty());
        listen();
        QVERIFY(m_microphone->state().fault == Fault::None);
    }

    void oneThatHangsInACallIsToldAndUsedAgainWhenItAnswers() {
        allow();
        m_fake->setHangsOpening(true);
        m_microphone->begin();
        QTRY_VERIFY_WITH_TIMEOUT(m_microphone->state().fault == Fault::Hung, 30'000);
        m_microphone->begin();
        QVERIFY(!m_microphone->state().isListening);
        m_fake->setHangsOpening(false);
        m_fake->goOn();
        QTRY_VERIFY_WITH_TIMEOUT(m_fake->openings().size() == 1 && !m_fake->isOpen() && !m_microphone->state().isOpen,
                                 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(tryToListen(), 30'000);
        m_fake->speak(voice(1));
        m_microphone->end();
        QTRY_COMPARE_WITH_TIMEOUT(m_recorded.size(), std::size_t{1}, 30'000);
    }

    void oneThatNeverAnswersIsLeftBehind() {
        allow();
        m_fake->setHangsOpening(true);
        m_microphone->begin();
        FakeMicrophone* const left = m_fake;
        QTRY_VERIFY(left->isHanging());  // or its thread would end before it begins
        m_microphone.reset();            // would never end if it waited for it
        left->goOn();                    // its thread ends now, and it with it
    }

    void nothingButZerosIsToldAndTakenBack() {
        listen();
        for (int i = 0; i < 25; ++i) m_fake->speak(silence(0.1));
        QTRY_VERIFY_WITH_TIMEOUT(m_microphone->state().fault == Fault::Silent, 30'000);
        QVERIFY(m_microphone->state().isListening);
        m_fake->speak(voice(0.1));
        QTRY_VERIFY_WITH_TIMEOUT(m_microphone->state().fault == Fault::None, 30'000);
    }

    void whoSaysNothingIsToldSo() {
        listen();
        m_fake->speak(silence(0.5));
        m_microphone->end();
        QTRY_VERIFY_WITH_TIMEOUT(m_microphone->state().fault == Fault::Unheard, 30'000);
        QVERIFY(m_recorded.empty());
    }

    void ofALongQuestionTheEndIsKept() {
        listen();
        const std::vector<float> second = voice(1);
        for (int i = 0; i < Microphone::kMostSeconds + 3; ++i) m_fake->speak(second);
        m_fake->speak(voice(1, 0.05f));
        m_microphone->end();
        QTRY_COMPARE_WITH_TIMEOUT(m_recorded.size(), std::size_t{1}, 30'000);
        const std::vector<float>& samples = m_recorded.front().samples;
        QCOMPARE(samples.size(), std::size_t{Microphone::kMostSeconds * FakeMicrophone::kRate});
        const std::vector<float> last = voice(1, 0.05f);
        QVERIFY(std::equal(last.begin(), last.end(), samples.end() - FakeMicrophone::kRate));
    }

    /// Vanished, hung, cancelled, muted, or well: whatever comes before, the next question is only its own.
    void aHundredTroublesLeaveNothingStale() {
        const unsigned seed = std::random_device{}();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        for (int cycle = 1; cycle <= 100; ++cycle) {
            m_recorded.clear();
            QTRY_VERIFY2_WITH_TIMEOUT(tryToListen(), qPrintable(QString::number(cycle)), 30'000);
            m_fake->speak(voice(0.4, 0.2f));
            makeTrouble(static_cast<int>(random() % 5));
            QTRY_VERIFY_WITH_TIMEOUT(!m_microphone->state().isOpen, 30'000);
            QVERIFY(m_recorded.empty());
            QTRY_VERIFY2_WITH_TIMEOUT(tryToListen(), qPrintable(QString::number(cycle)), 30'000);
            const std::vector<float> own = voice(0.5, 0.01f + 0.001f * static_cast<float>(cycle));
            m_fake->speak(own);
            m_microphone->end();
            QTRY_COMPARE_WITH_TIMEOUT(m_recorded.size(), std::size_t{1}, 30'000);
            QVERIFY(m_recorded.front().samples == own);
        }
    }

private:
    void allow() { m_microphone->allow({"first", QStringLiteral("First")}); }
    void listen() {
        allow();
        m_microphone->begin();
        QTRY_VERIFY_WITH_TIMEOUT(m_microphone->state().isListening, 30'000);
    }
    bool tryToListen() {
        if (!m_microphone->state().isAllowed) allow();
        m_microphone->begin();
        return m_microphone->state().isListening;
    }
    void makeTrouble(int kind) {
        switch (kind) {
            case 0:
                m_fake->vanish(QStringLiteral("gone"));
                QTRY_VERIFY_WITH_TIMEOUT(m_microphone->state().fault == Fault::Gone, 30'000);
                return;
            case 1:
                m_fake->setHangsClosing(true);
                m_microphone->end();
                QTRY_VERIFY_WITH_TIMEOUT(m_microphone->state().fault == Fault::Hung, 30'000);
                QCOMPARE(m_recorded.size(), std::size_t{1});  // what was said was said to its end
                m_recorded.clear();
                m_fake->setHangsClosing(false);
                return m_fake->goOn();
            case 2:
                return m_microphone->cancel();
            case 3:
                m_microphone->setMuted(true);
                return m_microphone->setMuted(false);
            default:
                m_microphone->forbid();
                return;
        }
    }

    FakeMicrophone* m_fake = nullptr;
    std::unique_ptr<Microphone> m_microphone;
    QElapsedTimer m_clock;
    std::vector<engine::Sound> m_recorded;
};

}  // namespace msao::edge

QTEST_GUILESS_MAIN(msao::edge::MicrophoneTest)
#include "microphone_test.moc"
