// SPDX-License-Identifier: Apache-2.0
#include "ui/export/clip_frames.h"
#include "tests/ui/export/exported_run.h"
#include "tests/ui/sample_run.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace msao;
using namespace msao::test;
using namespace msao::ui;

class ClipFramesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void clipHasAPictureAMomentAndAppearsWhole();
    void stoppedClipLeavesNothing();
};

void ClipFramesTest::clipHasAPictureAMomentAndAppearsWhole() {
    QTemporaryDir folder;
    const QString clip = folder.filePath(QStringLiteral("clip"));
    QList<TraceTime> asked;
    auto frames = ClipFrames::begin(clip, {fromMs(100), fromMs(500), 10}, [&asked](TraceTime time) {
        asked << time;
        return test::sampleScene({64, 36});
    });
    QVERIFY(frames);
    QCOMPARE((*frames)->frameCount(), 5);
    while (!(*frames)->isDone()) {
        QVERIFY(!QFile::exists(clip));
        QVERIFY((*frames)->writeNext());
    }
    const QList<TraceTime> moments = {fromMs(100), fromMs(200), fromMs(300), fromMs(400), fromMs(500)};
    QCOMPARE(asked, moments);
    frames->reset();
    QCOMPARE(QDir(clip).entryList(QDir::Files).size(), 5);
    QVERIFY(!QImage(clip + QStringLiteral("/frame-00005.png")).isNull());
    QVERIFY(!ClipFrames::begin(clip, {fromMs(0), fromMs(1), 10}, [](TraceTime) { return QImage(); }));
}

void ClipFramesTest::stoppedClipLeavesNothing() {
    QTemporaryDir folder;
    const auto picture = [](TraceTime) { return test::sampleScene({64, 36}); };
    auto stopped = ClipFrames::begin(folder.filePath(QStringLiteral("a")), {fromMs(0), fromMs(1000), 10}, picture);
    QVERIFY(stopped);
    QVERIFY((*stopped)->writeNext());
    stopped->reset();
    auto blind = ClipFrames::begin(folder.filePath(QStringLiteral("b")), {fromMs(0), fromMs(1000), 10},
                                   [](TraceTime) { return QImage(); });
    QVERIFY(blind);
    QVERIFY(!(*blind)->writeNext());
    blind->reset();
    QVERIFY(QDir(folder.path()).isEmpty());
    for (const ClipRange range : {ClipRange{fromMs(10), fromMs(0), 10}, ClipRange{fromMs(0), fromMs(10), 0},
                                  ClipRange{fromMs(0), fromMs(1e9), 60}, ClipRange{fromMs(0), fromMs(10), qQNaN()}})
        QVERIFY(!ClipFrames::begin(folder.filePath(QStringLiteral("c")), range, picture));
}

QTEST_MAIN(ClipFramesTest)
#include "clip_frames_test.moc"
