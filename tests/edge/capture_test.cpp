// SPDX-License-Identifier: Apache-2.0
// Sources of pictures at the runtime's boundary: swapped while they run, gone in words, never stale.
#include "edge/capture/camera_source.h"
#include "edge/capture/file_source.h"
#include "edge/capture/scene_source.h"
#include "edge/runtime/edge_runtime.h"

#include "msao/world/render.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

namespace msao::edge {
namespace {

/// At the device boundary: does what the test says, when it says it.
class FakeCamera final : public FrameSource {
public:
    QString name() const override { return QStringLiteral("fake"); }
    void start() override { m_isOpen = true; }
    void stop() override { m_isOpen = false; }
    bool isOpen() const { return m_isOpen; }

    void show(int width) {
        auto image = std::make_shared<engine::RgbImage>(engine::RgbImage{width, 1, {}});
        image->pixels.resize(static_cast<std::size_t>(width) * 3);
        Q_EMIT frameTaken({std::move(image), std::chrono::steady_clock::now()});
    }

private:
    std::atomic<bool> m_isOpen = false;
};

class Silence final : public engine::TraceSink {
public:
    void record(const engine::TraceEvent&) override {}
};

}  // namespace

class CaptureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_runtime = std::make_unique<EdgeRuntime>(m_trace);
        m_frames.clear();
        m_state = {};
        connect(m_runtime.get(), &EdgeRuntime::frameTaken, this, [this](const Frame& f) { m_frames.push_back(f); });
        connect(m_runtime.get(), &EdgeRuntime::sourceChanged, this, [this](const SourceState& s) { m_state = s; });
    }
    void cleanup() { m_runtime.reset(); }

    void aSceneMovesAndTheSameSeedShowsTheSame() {
        SceneSourceOptions options;
        options.seed = 9;
        options.width = 64;
        options.height = 48;
        options.framesPerSecond = 50;
        m_runtime->setFrameSource(std::make_unique<SceneSource>(options));
        QTRY_VERIFY_WITH_TIMEOUT(m_frames.size() >= 10, 30'000);
        QVERIFY(m_state.isOpen);
        QVERIFY(*m_frames.front().image != *m_frames.back().image);
        QVERIFY(m_frames.front().time < m_frames.back().time);
        world::SceneOptions moving;
        moving.motion = world::MotionMode::Endless;
        const world::Scene scene = world::makeScene(9, moving);
        for (const Frame& frame : m_frames) {
            const double seconds = std::chrono::duration<double>(frame.time - m_frames.front().time).count();
            QVERIFY(*frame.image == world::render(scene, seconds, 64, 48));
        }
    }

    void aClipRunsInACircle() {
        QTemporaryDir folder;
        QFile file(folder.filePath("clip.y4m"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("YUV4MPEG2 W8 H8 F50:1 C444\n");
        for (int frame = 0; frame < 4; ++frame)
            file.write("FRAME\n" + QByteArray(3 * 64, static_cast<char>(40 * frame)));
        file.close();
        m_runtime->setFrameSource(std::make_unique<FileSource>(file.fileName().toStdString(), 50));
        QTRY_VERIFY_WITH_TIMEOUT(m_frames.size() >= 9, 30'000);
        QVERIFY(*m_frames[0].image != *m_frames[1].image);
        QVERIFY(*m_frames[0].image == *m_frames[4].image);
        QVERIFY(*m_frames[4].image == *m_frames[8].image);
    }

    void aFileThatIsNotThereIsNamed() {
        m_runtime->setFrameSource(std::make_unique<FileSource>("/nowhere/picture.png"));
        QTRY_VERIFY_WITH_TIMEOUT(!m_state.words.isEmpty(), 30'000);
        QVERIFY(!m_state.isOpen);
        QVERIFY2(m_state.words.contains("picture.png"), qPrintable(m_state.words));
    }

    void aCameraOpensOnlyWhenItIsChosenAndClosesWhenItIsNot() {
        auto camera = std::make_unique<FakeCamera>();
        FakeCamera& fake = *camera;
        QVERIFY(!fake.isOpen());
        m_runtime->setFrameSource(std::move(camera));
        QTRY_VERIFY_WITH_TIMEOUT(fake.isOpen(), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(m_state.isOpen, 30'000);
        m_runtime->setFrameSource(nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(!m_state.isOpen, 30'000);
    }

    void noFrameOfASourceBeforeIsSeen() {
        for (int cycle = 1; cycle <= 100; ++cycle) {
            auto camera = std::make_unique<FakeCamera>();
            FakeCamera& fake = *camera;
            m_runtime->setFrameSource(std::move(camera));
            m_frames.clear();
            QMetaObject::invokeMethod(
                &fake, [&fake, cycle] { fake.show(cycle); }, Qt::QueuedConnection);
            QTRY_COMPARE_WITH_TIMEOUT(m_frames.size(), std::size_t{1}, 30'000);
            QCOMPARE(m_frames.back().image->width, cycle);
        }
    }

    void whatVanishesIsToldAndItsLastFrameIsGone() {
        auto camera = std::make_unique<FakeCamera>();
        FakeCamera& fake = *camera;
        m_runtime->setFrameSource(std::move(camera));
        QMetaObject::invokeMethod(
            &fake,
            [&fake] {
                fake.show(5);
                Q_EMIT fake.vanished(QStringLiteral("somebody pulled the plug"));
            },
            Qt::QueuedConnection);
        QTRY_COMPARE_WITH_TIMEOUT(m_state.words, QStringLiteral("somebody pulled the plug"), 30'000);
        QVERIFY(!m_state.isOpen);
        QCOMPARE(m_frames.size(), std::size_t{2});
        QVERIFY(m_frames.back().image == nullptr);
    }

    void aCameraThatThisMachineLacksIsSaidToBeMissing() {
        m_runtime->setFrameSource(std::make_unique<CameraSource>("no such device"));
        QTRY_VERIFY_WITH_TIMEOUT(!m_state.words.isEmpty(), 30'000);
        QVERIFY(!m_state.isOpen);
    }

private:
    Silence m_trace;
    std::unique_ptr<EdgeRuntime> m_runtime;
    std::vector<Frame> m_frames;
    SourceState m_state;
};

}  // namespace msao::edge

QTEST_GUILESS_MAIN(msao::edge::CaptureTest)
#include "capture_test.moc"
