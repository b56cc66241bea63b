// SPDX-License-Identifier: Apache-2.0
// A camera that vanishes, hangs and returns at the device boundary, while questions go on being answered.
#include "edge/capture/camera_source.h"
#include "tests/edge/edge_at_work.h"
#include "tests/edge/fake_camera.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <memory>
#include <random>
#include <vector>

namespace msao::edge {
namespace {

constexpr int kToldMs = 1000;
constexpr int kHangToldMs = 3000;
constexpr int kBusy = 10;  // what else the machine does is nobody's fault here: bars are so many times as long
constexpr int kPatienceMs = 60'000;  // likewise

}  // namespace

class CameraTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_pair = std::make_unique<ModelPair>(); }
    void init() {
        m_edge = std::make_unique<EdgeAtWork>(*m_pair);
        m_widths.clear();
        m_told.clear();
        m_state = {};
        connect(&m_edge->runtime(), &EdgeRuntime::frameTaken, this,
                [this](const Frame& frame) { m_widths.push_back(frame.image ? frame.image->width : 0); });
        connect(&m_edge->runtime(), &EdgeRuntime::sourceChanged, this, [this](const SourceState& state) {
            m_state = state;
            if (!state.words.isEmpty()) m_told.push_back(m_clock.elapsed());
        });
    }
    void cleanup() {
        m_camera = nullptr;
        m_edge.reset();
    }

    void itOpensWhenItIsChosenAndClosesWhenItIsNot() {
        auto device = std::make_unique<FakeCameraDevice>();
        FakeCameraDevice& camera = *device;
        auto source = std::make_unique<CameraSource>(std::move(device), QByteArray("fake"));
        QCOMPARE(camera.openings(), 0);
        m_edge->runtime().setFrameSource(std::move(source));
        QTRY_VERIFY_WITH_TIMEOUT(camera.isOpen(), kPatienceMs);
        const std::shared_ptr<const bool> isClosed = camera.closedAtItsEnd();
        m_edge->runtime().setFrameSource(nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(isClosed.use_count() == 1, kPatienceMs);
        QVERIFY(*isClosed);
    }

    /// With the patience that it has in earnest.
    void aHangIsToldWithinThreeSeconds() {
        choose(CameraSource::kMostSilenceMs, 1);
        plugInAndSee(1);
        m_told.clear();
        m_clock.start();
        m_camera->hangThenShow(2);
        QTRY_COMPARE_WITH_TIMEOUT(m_told.size(), std::size_t{1}, kPatienceMs);
        QVERIFY2(m_told.front() <= kBusy * kHangToldMs, qPrintable(QString::number(m_told.front())));
        qInfo("told after %lld ms (bar: %d)", static_cast<long long>(m_told.front()), kHangToldMs);
        QCOMPARE(m_widths.back(), 0);
        m_camera->goOn();
        QTRY_VERIFY_WITH_TIMEOUT(m_camera->openings() >= 2, kPatienceMs);  // by itself
        plugInAndSee(3);                                                   // and what it had seen before was not shown
        QVERIFY(std::ranges::find(m_widths, 2) == m_widths.end());
    }

    void oneThatHangsWhileItIsOpenedIsToldToo() {
        m_isHangingAtFirst = true;
        choose(400);
        m_isHangingAtFirst = false;
        QTRY_VERIFY_WITH_TIMEOUT(!m_state.isOpen && !m_state.words.isEmpty(), kPatienceMs);
        m_camera->setHangsOpening(false);
        m_camera->goOn();
        QTRY_VERIFY_WITH_TIMEOUT(m_camera->openings() >= 2, kPatienceMs);
        plugInAndSee(4);
    }

    /// It is opened once more, and then left alone until one is plugged in.
    void oneThatGivesNothingIsNotOpenedAgainAndAgain() {
        choose(50);
        QTRY_COMPARE_WITH_TIMEOUT(m_camera->openings(), 2, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(!m_camera->isOpen(), kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(m_told.size(), std::size_t{1}, kPatienceMs);
        QCOMPARE(m_camera->openings(), 2);
        plugInAndSee(5);
    }

    /// Vanished, hung in a call, or silent: told in time, nothing stale is seen, a question is answered meanwhile, and
    /// the camera that comes back is used again. The patience with a hang is shorter here than in earnest.
    void aHundredTroublesAreToldAndLeaveNothingStale() {
        const unsigned seed = std::random_device{}();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        choose(400, 2);
        qint64 longest = 0;
        plugInAndSee(2);
        for (int cycle = 1; cycle <= 100; ++cycle) {
            m_told.clear();
            m_clock.start();
            const int kind = static_cast<int>(random() % 3);
            if (kind == 0) m_camera->vanish();
            if (kind == 1) m_camera->hangThenShow(2 * cycle + 1);
            QTRY_VERIFY_WITH_TIMEOUT(!m_told.empty() && !m_state.isOpen, kPatienceMs);
            QVERIFY2(m_told.front() <= kBusy * kToldMs, qPrintable(QString::number(m_told.front())));
            longest = std::max(longest, m_told.front());
            QCOMPARE(m_widths.back(), 0);
            goOnTalking(static_cast<std::size_t>(cycle));
            if (kind == 1) m_camera->goOn();
            plugInAndSee(2 * cycle + 2);
        }
        for (const int width : m_widths) QVERIFY2(width % 2 == 0, "a picture from before a hang");
        qInfo("told after %lld ms at most (bar: %d)", static_cast<long long>(longest), kToldMs);
    }

private:
    void choose(int mostSilenceMs, int opensWith = 0) {
        auto device = std::make_unique<FakeCameraDevice>();
        m_camera = device.get();
        m_camera->setHangsOpening(m_isHangingAtFirst);
        m_camera->setOpensWith(opensWith);
        m_edge->runtime().setFrameSource(
            std::make_unique<CameraSource>(std::move(device), QByteArray("fake"), mostSilenceMs));
    }
    /// Plugged in until it is seen: on a busy machine its first picture may come after the patience with it has ended.
    void plugInAndSee(int width) {
        m_camera->setOpensWith(width);
        const auto isSeen = [&] {
            if (!m_state.isOpen) m_camera->comeBack();
            return !m_widths.empty() && m_widths.back() == width;
        };
        QVERIFY(QTest::qWaitFor(isSeen, kPatienceMs));
        QVERIFY(m_state.isOpen && m_state.words.isEmpty());
        m_camera->setOpensWith(0);
    }
    /// One that needs no picture is answered, one that does is refused in words: what was there is not.
    void goOnTalking(std::size_t cycle) {
        m_edge->ask("what is two and two?", 2, engine::Mode::EdgeOnly);
        Question looking;
        looking.text = "what do you see?";
        looking.looks = true;
        looking.mode = engine::Mode::EdgeOnly;
        m_edge->runtime().ask(looking);
        QVERIFY(m_edge->waitForReports(2 * cycle));
        QVERIFY(!m_edge->reports[2 * cycle - 2].error);
        QVERIFY(m_edge->reports[2 * cycle - 1].error.has_value());
    }

    std::unique_ptr<ModelPair> m_pair;
    std::unique_ptr<EdgeAtWork> m_edge;
    FakeCameraDevice* m_camera = nullptr;
    bool m_isHangingAtFirst = false;
    QElapsedTimer m_clock;
    std::vector<int> m_widths;  // of the frames; 0: there is none
    std::vector<qint64> m_told;
    SourceState m_state;
};

}  // namespace msao::edge

QTEST_GUILESS_MAIN(msao::edge::CameraTest)
#include "camera_test.moc"
