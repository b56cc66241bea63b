// SPDX-License-Identifier: Apache-2.0
// A question that is spoken into a real sound system, and answered by a real server: what was said arrives sample for
// sample, nothing is open that should not be, and what breaks is told while typed questions go on.
#include "edge/capture/audio_voice.h"
#include "edge/capture/microphone.h"
#include "edge/capture/microphone_input.h"
#include "protocol/media/audio_payload.h"
#include "tests/edge/cloud_line.h"
#include "tests/edge/edge_at_work.h"
#include "tests/edge/sound_server.h"

#include "msao/engine/prompt_hash.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <utility>

namespace msao::edge {
namespace {

using engine::Mode;
using Fault = MicrophoneState::Fault;

constexpr qint64 kQuietBytesPerSecond = 200;

/// How loud it is, 50 ms by 50 ms.
std::vector<float> envelope(const engine::Sound& sound) {
    const auto step = static_cast<std::size_t>(sound.samplesPerSecond) / 20;
    std::vector<float> loud;
    for (std::size_t at = 0; at + step <= sound.samples.size(); at += step)
        loud.push_back(std::pow(10.0f, levelOf(std::span(sound.samples).subspan(at, step)).rmsDb / 20));
    return loud;
}

/// Where the shorter fits best: 1 where one is the other, louder or softer.
double likeness(std::vector<float> whole, std::vector<float> part) {
    if (whole.size() < part.size()) std::swap(whole, part);
    double best = 0;
    for (std::size_t at = 0; at + part.size() <= whole.size(); ++at) {
        double both = 0, ofWhole = 0, ofPart = 0;
        for (std::size_t i = 0; i < part.size(); ++i) {
            both += double{whole[at + i]} * double{part[i]};
            ofWhole += double{whole[at + i]} * double{whole[at + i]};
            ofPart += double{part[i]} * double{part[i]};
        }
        best = std::max(best, both / std::sqrt(std::max(1e-12, ofWhole * ofPart)));
    }
    return best;
}

}  // namespace

class SpokenQuestionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        if (const QString why = SoundServer::whyNot(); !why.isEmpty())
            QSKIP(qPrintable(why + QStringLiteral(": nothing can be spoken here")));
        m_sounds = std::make_unique<SoundServer>();
        QVERIFY2(m_sounds->start(), "pulseaudio did not start");
        m_speech = m_sounds->speech(QStringLiteral("Which shape is the red thing?"));
        QVERIFY(!m_speech.isEmpty());
        m_pair = std::make_unique<ModelPair>(engine::tinyAudioModel(engine::ModelFamily::Qwen2VL));
        m_server = startCloud(*m_pair);
    }
    void cleanupTestCase() {
        m_server.reset();
        m_sounds.reset();
    }
    void init() {
        m_microphone = std::make_unique<Microphone>(std::make_unique<MicrophoneInput>());
        m_recorded.clear();
        connect(m_microphone.get(), &Microphone::recorded, this,
                [this](const engine::Sound& spoken) { m_recorded.push_back(spoken); });
        connect(m_microphone.get(), &Microphone::listed, this,
                [this](const QList<MicrophoneChoice>& microphones) { m_listed = microphones; });
    }
    void cleanup() { m_microphone.reset(); }

    void nothingIsOpenBeforeItIsAllowedAndAfterItWasSaid() {
        QVERIFY(findMicrophone());
        QCOMPARE(m_sounds->openMicrophones(), 0);
        m_microphone->begin();
        m_microphone->list();
        QVERIFY(QSignalSpy(m_microphone.get(), &Microphone::listed).wait(30'000));
        QCOMPARE(m_sounds->openMicrophones(), 0);
        QVERIFY(listen());
        QCOMPARE(m_sounds->openMicrophones(), 1);
        m_microphone->end();
        QTRY_VERIFY_WITH_TIMEOUT(!m_microphone->state().isOpen, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_sounds->openMicrophones(), 0, 30'000);
    }

    void whatIsSpokenIsWhatIsAsked() {
        EdgeAtWork edge(*m_pair, CloudAddress{m_server->url(), {}, {}});
        QVERIFY(edge.waitForLink(LinkState::Stage::Connected));
        QTRY_VERIFY_WITH_TIMEOUT(edge.model.hears, 30'000);
        QVERIFY(protocol::hasFeature(edge.link.server->features, protocol::Feature::PcmAudio));
        QVERIFY(speak());
        const engine::Sound& spoken = m_recorded.front();
        QCOMPARE(spoken.samplesPerSecond, 16'000);
        const engine::Sound original = orThrow(engine::readSound(m_speech.toStdString()));
        const double alike =
            likeness(envelope(spoken), envelope(*spokenPart(orThrow(engine::resampled(original, 16'000)))));
        QVERIFY2(alike > 0.9, qPrintable(QString::number(alike)));

        Question question;
        question.sounds.push_back({spoken, {}});
        question.shownAs = "spoken";
        question.mode = Mode::CloudOnly;
        question.maxNewTokens = 24;
        question.qualityBound = 0;
        const auto request = edge.runtime().ask(question);
        QVERIFY(edge.waitForReports(1));
        QVERIFY2(!edge.reports[0].error, edge.reports[0].error ? edge.reports[0].error->message.c_str() : "");
        // The cloud hashes the prompt that it makes of the samples it received; the edge compares, and so does this.
        const protocol::AudioPayload sent = orThrow(protocol::makeAudioPayload(spoken));
        const Tokens alone = m_pair->answerAlone(promptOf(sent.sound), 24);
        QCOMPARE(faultOf(edge.run.events(), request, alone), std::string());
        engine::Sound other = sent.sound;
        other.samples[other.samples.size() / 2] += 0.25f;  // a click
        QVERIFY(hashOf(other) != hashOf(sent.sound));
    }

    void typedAndSpokenWordsGoTogetherInEveryMode() {
        EdgeAtWork edge(*m_pair, CloudAddress{m_server->url(), {}, {}});
        QVERIFY(edge.waitForLink(LinkState::Stage::Connected));
        QVERIFY(speak());
        std::size_t asked = 0;
        for (const Mode mode : {Mode::Msao, Mode::MsaoNoCollab, Mode::NeverIdle, Mode::EdgeOnly}) {
            Question question;
            question.text = asked % 2 == 0 ? "What was said?" : "";
            question.sounds.push_back({m_recorded.front(), {}});
            question.mode = mode;
            question.maxNewTokens = 12;
            edge.runtime().ask(question);
            QVERIFY(edge.waitForReports(++asked));
            const AnswerReport& report = edge.reports.back();
            QVERIFY2(!report.error, report.error ? report.error->message.c_str() : "");
            QCOMPARE(report.tokens.size(), std::size_t{12});
        }
    }

    void muteClosesItAndTheLineFallsToHeartbeats() {
        CloudLine line(m_server->url());
        EdgeAtWork edge(*m_pair, CloudAddress{line.url(), {}, {}});
        QVERIFY(edge.waitForLink(LinkState::Stage::Connected));
        QVERIFY(findMicrophone());
        QVERIFY(listen());
        m_sounds->play(m_speech);
        QElapsedTimer clock;
        clock.start();
        m_microphone->setMuted(true);
        QTRY_VERIFY_WITH_TIMEOUT(!m_microphone->state().isOpen, 30'000);
        qInfo("closed %lld ms after it was muted", static_cast<long long>(clock.elapsed()));
        QTRY_COMPARE_WITH_TIMEOUT(m_sounds->openMicrophones(), 0, 30'000);
        const qint64 before = line.bytesUp();
        clock.restart();
        QTRY_VERIFY_WITH_TIMEOUT(clock.elapsed() >= 5000, 60'000);
        const qint64 perSecond = (line.bytesUp() - before) * 1000 / clock.elapsed();
        qInfo("%lld bytes a second go up", static_cast<long long>(perSecond));
        QVERIFY(perSecond <= kQuietBytesPerSecond);
        QVERIFY(m_recorded.empty());
        QTRY_VERIFY_WITH_TIMEOUT(!m_sounds->isPlaying(), 30'000);
    }

    void oneThatIsUnpluggedIsToldAndUsedAgainWhenItIsBack() {
        for (int cycle = 0; cycle < 5; ++cycle) {
            QVERIFY(findMicrophone());
            QVERIFY(listen());
            QVERIFY(m_sounds->unplug());
            QTRY_VERIFY_WITH_TIMEOUT(m_microphone->state().fault == Fault::Gone, 30'000);
            QVERIFY(!m_microphone->state().words.isEmpty());
            QVERIFY(!m_microphone->state().isOpen);
            QVERIFY(m_sounds->plugIn());
            QTRY_VERIFY_WITH_TIMEOUT(m_microphone->state().fault == Fault::None, 30'000);
        }
        QVERIFY(m_recorded.empty());
        QVERIFY(speak());
    }

    void aSoundSystemThatHangsIsToldAndTypedQuestionsGoOn() {
        EdgeAtWork edge(*m_pair, CloudAddress{m_server->url(), {}, {}});
        QVERIFY(edge.waitForLink(LinkState::Stage::Connected));
        QVERIFY(findMicrophone());
        QVERIFY(listen());
        m_sounds->hang();
        edge.ask("what is there?", 16);
        QTRY_VERIFY_WITH_TIMEOUT(m_microphone->state().fault == Fault::Hung, 30'000);
        QVERIFY(edge.waitForReports(1, 10'000));
        QCOMPARE(edge.reports[0].tokens.size(), std::size_t{16});
        m_sounds->goOn();
        QTRY_VERIFY_WITH_TIMEOUT(!m_microphone->state().isOpen, 30'000);
        QVERIFY(m_recorded.empty());
        QVERIFY(speak());
    }

private:
    bool findMicrophone() {
        const auto isThere = [this] {
            return std::ranges::any_of(m_listed, [](const MicrophoneChoice& m) { return m.id.contains("ear"); });
        };
        m_listed.clear();
        m_microphone->list();
        return QTest::qWaitFor(isThere, 10'000);
    }
    bool listen() {
        const auto ear = std::ranges::find_if(m_listed, [](const auto& m) { return m.id.contains("ear"); });
        if (ear == m_listed.end()) return false;
        m_microphone->allow(*ear);
        m_microphone->begin();
        return QTest::qWaitFor([this] { return m_microphone->state().isListening; }, 10'000);
    }
    /// The words of m_speech, from beginning to end.
    bool speak() {
        if (!findMicrophone() || !listen()) return false;
        m_recorded.clear();
        m_sounds->play(m_speech);
        if (!QTest::qWaitFor([this] { return !m_sounds->isPlaying(); }, 20'000)) return false;
        m_microphone->end();
        return QTest::qWaitFor([this] { return !m_recorded.empty(); }, 5000);
    }
    engine::PromptDescription promptOf(const engine::Sound& sound) const {
        engine::Message message;
        message.parts.emplace_back(engine::AudioPart{});
        message.parts.emplace_back(engine::TextPart{""});
        engine::PromptDescription prompt;
        prompt.tokens = m_pair->engine().tokenizer().encode(engine::renderChat({message}));
        prompt.sounds.push_back({sound, {}});
        return prompt;
    }
    std::uint64_t hashOf(const engine::Sound& sound) const {
        return engine::promptHash(orThrow(engine::preparePrompt(promptOf(sound), m_pair->config())), m_pair->config());
    }

    std::unique_ptr<SoundServer> m_sounds;
    QString m_speech;
    std::unique_ptr<ModelPair> m_pair;
    std::unique_ptr<cloud::CloudServer> m_server;
    std::unique_ptr<Microphone> m_microphone;
    QList<MicrophoneChoice> m_listed;
    std::vector<engine::Sound> m_recorded;
};

}  // namespace msao::edge

QTEST_GUILESS_MAIN(msao::edge::SpokenQuestionTest)
#include "spoken_question_test.moc"
