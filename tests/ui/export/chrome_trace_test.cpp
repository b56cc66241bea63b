// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/trace_export.h"
#include "msao/engine/trace_writer.h"
#include "tests/ui/export/exported_run.h"
#include "tests/ui/sample_run.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <sstream>

using namespace msao;
using namespace msao::test;
using namespace msao::ui;

class ChromeTraceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void chromeTraceIsWhatTheEngineMakesOfTheRecording();
};

void ChromeTraceTest::chromeTraceIsWhatTheEngineMakesOfTheRecording() {
    QTemporaryDir folder;
    const std::string file = folder.filePath(QStringLiteral("run.msao")).toStdString();
    auto writer = engine::TraceWriter::create(file);
    QVERIFY(writer);
    test::playSample(*writer);
    QVERIFY(writer->close());
    auto reader = engine::TraceReader::open(file);
    QVERIFY(reader);
    std::ostringstream engines;
    QVERIFY(engine::exportChromeTrace(*reader, engines));
    RunModel run;
    run.append(sampleEvents());
    const QByteArray ours = exported(run, ExportFormat::Chrome);
    QVERIFY(!QJsonDocument::fromJson(ours).isNull());
    QCOMPARE(ours, QByteArray::fromStdString(engines.str()));
}

QTEST_MAIN(ChromeTraceTest)
#include "chrome_trace_test.moc"
