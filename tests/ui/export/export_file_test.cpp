// SPDX-License-Identifier: Apache-2.0
#include "ui/export/export_file.h"
#include "msao/engine/trace_writer.h"
#include "tests/ui/export/exported_run.h"
#include "tests/ui/sample_run.h"
#include "ui/theme/look.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <unistd.h>

#include <csignal>

using namespace msao;
using namespace msao::test;
using namespace msao::ui;

class ExportFileTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { loadTypeface(); }
    void fullDiskLeavesTheOldFileAndOneSentence();
    void missingRightsAndFoldersAreToldApart();
    void recordingExportsAsTheRunDid();
};

void ExportFileTest::fullDiskLeavesTheOldFileAndOneSentence() {
    RunModel run;
    run.append(sampleEvents());
    const auto full = exportTo(QStringLiteral("/dev/full"), {ExportFormat::Html}, {run});
    QVERIFY(!full);
    QVERIFY2(full.error().message.ends_with("the disk is full."), full.error().message.c_str());

    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("run.html"));
    QVERIFY(ExportFile::write(file, [](QIODevice& out) -> engine::Status {
        out.write("before");
        return engine::Done{};
    }));
    // No file of this process may grow beyond 4 kB for a moment.
    rlimit usual{};
    getrlimit(RLIMIT_FSIZE, &usual);
    const rlimit small{4096, usual.rlim_max};
    const auto before = std::signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    const auto status = exportTo(file, {ExportFormat::Html}, {run});
    setrlimit(RLIMIT_FSIZE, &usual);
    std::signal(SIGXFSZ, before);
    QVERIFY(!status);
    QCOMPARE(sentencesOf(status).size(), 1);
    QFile kept(file);
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), QByteArray("before"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{QStringLiteral("run.html")});
}

void ExportFileTest::missingRightsAndFoldersAreToldApart() {
    const RunModel run;
    QTemporaryDir folder;
    const auto missing = exportTo(folder.filePath(QStringLiteral("no/run.csv")), {ExportFormat::Csv}, {run});
    QVERIFY(!missing);
    QVERIFY2(missing.error().message.find("there is no folder") != std::string::npos, missing.error().message.c_str());

    QVERIFY(QFile::setPermissions(folder.path(), QFileDevice::ReadOwner | QFileDevice::ExeOwner));
    const bool isRoot = geteuid() == 0;  // who may write everywhere: then for a moment somebody else
    if (isRoot) QCOMPARE(seteuid(65534), 0);
    const auto forbidden = exportTo(folder.filePath(QStringLiteral("run.csv")), {ExportFormat::Csv}, {run});
    if (isRoot) QCOMPARE(seteuid(0), 0);
    QFile::setPermissions(folder.path(), QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    QVERIFY(!forbidden);
    QVERIFY2(forbidden.error().message.find("you may not write") != std::string::npos,
             forbidden.error().message.c_str());
}

void ExportFileTest::recordingExportsAsTheRunDid() {
    QTemporaryDir folder;
    const QString recording = folder.filePath(QStringLiteral("run.msao"));
    auto writer = engine::TraceWriter::create(recording.toStdString());
    QVERIFY(writer);
    test::playSample(*writer);
    QVERIFY(writer->close());
    const QString file = folder.filePath(QStringLiteral("run.csv"));
    QVERIFY(exportRecording(recording, {}, {ExportFormat::Csv}, file));
    RunModel run;
    run.append(sampleEvents());
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.readAll(), exported(run, ExportFormat::Csv));
    QVERIFY(!exportRecording(folder.filePath(QStringLiteral("none.msao")), {}, {ExportFormat::Csv}, file));
}

QTEST_MAIN(ExportFileTest)
#include "export_file_test.moc"
