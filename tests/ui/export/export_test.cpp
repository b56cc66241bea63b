// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/trace_export.h"
#include "msao/engine/trace_writer.h"
#include "tests/ui/sample_run.h"
#include "ui/ask/answer_tokens.h"
#include "ui/export/clip_frames.h"
#include "ui/export/export_file.h"
#include "ui/export/export_order.h"
#include "ui/export/transcript.h"
#include "ui/theme/ink.h"

#include <QBuffer>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QTextDocument>
#include <QXmlStreamReader>

#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <sstream>

using namespace msao;
using namespace msao::ui;

namespace {

const std::string kHostile = "</span><script>alert(1)</script> \"'&`# [x](http://x) \n> * \x80";

std::vector<engine::TraceEvent> sampleEvents() {
    engine::MemoryTraceSink sink;
    test::playSample(sink);
    return sink.events();
}

/// The sample, with every text that comes from outside replaced by one that wants to be markup.
std::vector<engine::TraceEvent> hostileEvents() {
    std::vector<engine::TraceEvent> events = sampleEvents();
    for (engine::TraceEvent& event : events) {
        if (auto* asked = std::get_if<engine::RequestStarted>(&event.fact)) asked->question = kHostile;
        if (auto* emitted = std::get_if<engine::TokenEmitted>(&event.fact)) emitted->text = kHostile;
        if (auto* option = std::get_if<engine::OptionChanged>(&event.fact)) option->value = kHostile;
    }
    return events;
}

QByteArray exported(const RunModel& run, ExportFormat format, FigureKind figure = FigureKind::Entropy) {
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("out"));
    ExportOrder order;
    order.format = format;
    order.figure = figure;
    const auto status = exportTo(file, order, {run, [](const engine::FrameProbed&) {
                                                   return test::sampleScene({320, 180});
                                               }});
    if (!status) qWarning("%s", status.error().message.c_str());
    QFile written(file);
    return written.open(QIODevice::ReadOnly) ? written.readAll() : QByteArray();
}

/// By RFC 4180.
QList<QByteArrayList> parseCsv(const QByteArray& text) {
    QList<QByteArrayList> rows(1);
    QByteArray field;
    bool isQuoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char character = text[i];
        if (isQuoted && character == '"' && i + 1 < text.size() && text[i + 1] == '"') {
            field += text[++i];
        } else if (character == '"') {
            isQuoted = !isQuoted;
        } else if (!isQuoted && character == ',') {
            rows.back() << std::exchange(field, {});
        } else if (!isQuoted && character == '\r') {
            rows.back() << std::exchange(field, {});
        } else if (!isQuoted && character == '\n') {
            rows.push_back({});
        } else {
            field += character;
        }
    }
    rows.pop_back();
    return rows;
}

QStringList sentencesOf(const engine::Status& status) {
    return status ? QStringList() : QString::fromStdString(status.error().message).split(QLatin1Char('\n'));
}

}  // namespace

class ExportTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void csvHasARowForEveryDraftAndEveryTokenOfTheCloud();
    void csvStaysOneRowATokenWhateverTheTextsAre();
    void csvIsTheSameInEveryLanguage();
    void chromeTraceIsWhatTheEngineMakesOfTheRecording();
    void markdownSaysWhatWasAskedAndAnswered();
    void markdownObeysNoTextFromOutside();
    void htmlIsOnePageThatFetchesNothing();
    void htmlObeysNoTextFromOutside();
    void draftsAddUpInEveryTranscript();
    void figuresKeepTheirTextApart_data();
    void figuresKeepTheirTextApart();
    void svgHasTheSizeOnPaperThatWasAsked();
    void pngHasTheDotsThatWereAsked();
    void figuresSayWhatIsMissing();
    void absurdSizesAreRefused();
    void fullDiskLeavesTheOldFileAndOneSentence();
    void missingRightsAndFoldersAreToldApart();
    void clipHasAPictureAMomentAndAppearsWhole();
    void stoppedClipLeavesNothing();
    void recordingExportsAsTheRunDid();
};

void ExportTest::initTestCase() {
    loadTypeface();
}

void ExportTest::csvHasARowForEveryDraftAndEveryTokenOfTheCloud() {
    RunModel run;
    run.append(sampleEvents());
    const auto rows = parseCsv(exported(run, ExportFormat::Csv));
    qsizetype expected = 1;
    for (const RequestState& request : run.whole().requests)
        expected += request.drafts.size() + static_cast<qsizetype>(request.counts.cloud);
    QCOMPARE(rows.size(), expected);
    const qsizetype mark = rows[0].indexOf("mark");
    QHash<QByteArray, std::int64_t> marks;
    for (qsizetype i = 1; i < rows.size(); ++i) {
        QCOMPARE(rows[i].size(), rows[0].size());
        ++marks[rows[i][mark]];
    }
    RunCounts counts;
    for (const RequestState& request : run.whole().requests) {
        counts.accepted += request.counts.accepted;
        counts.corrected += request.counts.corrected;
        counts.rejected += request.counts.rejected;
        counts.cloud += request.counts.cloud;
    }
    QVERIFY(counts.corrected > 0);
    QCOMPARE(marks["accepted"], counts.accepted);
    QCOMPARE(marks["corrected"], counts.corrected);
    QCOMPARE(marks["rejected"], counts.rejected);
    QCOMPARE(marks["cloud"], counts.cloud);
}

void ExportTest::csvStaysOneRowATokenWhateverTheTextsAre() {
    RunModel run;
    run.append(hostileEvents());
    const QByteArray text = exported(run, ExportFormat::Csv);
    const auto rows = parseCsv(text);
    QCOMPARE(text.count('\n'), rows.size());
    const qsizetype column = rows[0].indexOf("text");
    int seen = 0;
    for (qsizetype i = 1; i < rows.size(); ++i) {
        QCOMPARE(rows[i].size(), rows[0].size());
        if (rows[i][column].isEmpty()) continue;
        const QByteArray list = '[' + rows[i][column] + ']';
        QCOMPARE(QJsonDocument::fromJson(list).array().at(0).toString(), QString::fromStdString(kHostile));
        ++seen;
    }
    QVERIFY(seen > 10);
}

void ExportTest::csvIsTheSameInEveryLanguage() {
    RunModel run;
    run.append(sampleEvents());
    const QByteArray english = exported(run, ExportFormat::Csv);
    QLocale::setDefault(QLocale(QStringLiteral("de")));
    const QByteArray german = exported(run, ExportFormat::Csv);
    QLocale::setDefault(QLocale::c());
    QVERIFY(english == german);
}

void ExportTest::chromeTraceIsWhatTheEngineMakesOfTheRecording() {
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

void ExportTest::markdownSaysWhatWasAskedAndAnswered() {
    RunModel run;
    run.append(sampleEvents());
    QTextDocument document;
    document.setMarkdown(QString::fromUtf8(exported(run, ExportFormat::Markdown)),
                         QTextDocument::MarkdownDialectGitHub);
    const QString text = document.toPlainText();
    for (const RequestState& request : run.whole().requests) {
        QVERIFY(text.contains(request.question()));
        QVERIFY(text.contains(answerText(request)));
        QVERIFY(text.contains(answerTextWithMarks(request)));
    }
}

void ExportTest::markdownObeysNoTextFromOutside() {
    RunModel run;
    run.append(hostileEvents());
    const QString page = QString::fromUtf8(exported(run, ExportFormat::Markdown));
    QVERIFY(!page.isEmpty());
    for (const QString& line : page.split(QLatin1Char('\n'))) {
        QVERIFY2(!line.contains(QLatin1String("<script>")) || line.contains(QLatin1String("\\<script\\>")),
                 qPrintable(line));
        const bool isOurHeading = line.startsWith(QLatin1String("# MSAO")) || line.startsWith(QLatin1String("## "));
        QVERIFY2(!line.startsWith(QLatin1Char('#')) || isOurHeading, qPrintable(line));
        if (line.startsWith(QLatin1String("> "))) continue;
        QVERIFY2(!line.contains(QLatin1String("[x](")), qPrintable(line));
    }
}

void ExportTest::htmlIsOnePageThatFetchesNothing() {
    RunModel run;
    run.append(sampleEvents());
    const QByteArray page = exported(run, ExportFormat::Html);
    QVERIFY(page.size() > 10'000);
    for (const char* outside : {"http:", "https:", "url(", "<script", "<link", "@import", "src=\"/", "file:"})
        QVERIFY2(!page.contains(outside), outside);
    for (const char* wanted :
         {"prefers-color-scheme:dark", "@media print", "data:image/svg+xml;base64,", "default-src 'none'"})
        QVERIFY2(page.contains(wanted), wanted);
    for (const TokenMark mark : kTokenMarks) QVERIFY(page.contains(TokenMarkNames::symbol(mark).toUtf8()));
}

void ExportTest::htmlObeysNoTextFromOutside() {
    RunModel run;
    run.append(hostileEvents());
    QByteArray page = exported(run, ExportFormat::Html);
    QVERIFY(page.contains("&lt;script&gt;"));
    QVERIFY(!page.contains("<script"));
    // Every tag closes: nothing of the texts opened or closed one.
    page.replace("<!DOCTYPE html>", "").replace("<meta charset=\"utf-8\">", "");
    page.replace("content=\"width=device-width,initial-scale=1\">", "content=\"\"/>")
        .replace("img-src data:\">", "\"/>");
    QXmlStreamReader reader(QString::fromUtf8(page).replace(
        QRegularExpression(QStringLiteral("(<(?:img|source)[^>]*)>")), QStringLiteral("\\1/>")));
    QSet<QString> names;
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement) names.insert(reader.name().toString());
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QVERIFY(!names.contains(QStringLiteral("script")));
    QVERIFY(names.contains(QStringLiteral("section")));
}

void ExportTest::draftsAddUpInEveryTranscript() {
    RunModel run;
    run.append(sampleEvents());
    for (const RequestState& request : run.whole().requests) {
        QVERIFY(request.counts.addsUp());
        const QString sum = Transcript::draftSum(request.counts);
        std::int64_t total = 0;
        static const QRegularExpression number(QStringLiteral("(\\d+)"));
        auto numbers = number.globalMatch(sum);
        const std::int64_t proposed = numbers.next().captured().toLongLong();
        while (numbers.hasNext()) total += numbers.next().captured().toLongLong();
        QCOMPARE(total, proposed);
        QVERIFY(exported(run, ExportFormat::Html).contains(sum.toUtf8()));
    }
}

void ExportTest::figuresKeepTheirTextApart_data() {
    QTest::addColumn<FigureKind>("kind");
    QTest::addColumn<FigurePreset>("preset");
    for (const FigureKind kind : kFigureKinds) {
        for (const FigurePreset preset : kFigurePresets)
            QTest::newRow(qPrintable(figureKindKey(kind) + QLatin1Char('-') + figurePresetKey(preset)))
                << kind << preset;
    }
}

void ExportTest::figuresKeepTheirTextApart() {
    QFETCH(const FigureKind, kind);
    QFETCH(const FigurePreset, preset);
    RunModel run;
    run.append(sampleEvents());
    const ExportSource source{run};
    const FigureStyle style = figureStyle(preset);
    const TextLedger ledger;
    QBuffer png;
    png.open(QIODevice::WriteOnly);
    QVERIFY(FigureFile::writePng(*makeFigure(kind, source), style, png));
    QVERIFY(ledger.entries().size() > 4);
    const QRectF page(QPointF(), style.millimetres / 25.4 * style.dotsPerInch);
    for (std::size_t i = 0; i < ledger.entries().size(); ++i) {
        const PaintedText& text = ledger.entries()[i];
        QVERIFY2(!text.isCut, qPrintable(text.text));
        QVERIFY2(page.contains(text.bounds), qPrintable(text.text));
        for (std::size_t j = i + 1; j < ledger.entries().size(); ++j) {
            const QRectF shared = text.bounds.intersected(ledger.entries()[j].bounds);
            const double height = std::min(text.bounds.height(), ledger.entries()[j].bounds.height());
            QVERIFY2(shared.width() <= 1 || shared.height() <= 0.3 * height,
                     qPrintable(text.text + QStringLiteral(" lies over ") + ledger.entries()[j].text));
        }
    }
}

void ExportTest::svgHasTheSizeOnPaperThatWasAsked() {
    RunModel run;
    run.append(sampleEvents());
    for (const FigureKind kind : kFigureKinds) {
        const QByteArray svg = exported(run, ExportFormat::Svg, kind);
        const QSvgRenderer renderer(svg);
        QVERIFY(renderer.isValid());
        QXmlStreamReader reader(svg);
        QVERIFY(reader.readNextStartElement());
        const QString width = reader.attributes().value(QStringLiteral("width")).toString();
        QVERIFY2(width.endsWith(QLatin1String("mm")), qPrintable(width));
        QVERIFY(std::abs(width.chopped(2).toDouble() - 85) < 0.1);
        // Letters are outlines: no typeface needs to be there.
        QVERIFY(!svg.contains("<text"));
    }
}

void ExportTest::pngHasTheDotsThatWereAsked() {
    RunModel run;
    run.append(sampleEvents());
    const QImage image = QImage::fromData(exported(run, ExportFormat::Png, FigureKind::Timeline));
    QCOMPARE(image.width(), qRound(85 / 25.4 * 300));
    QCOMPARE(qRound(image.dotsPerMeterX() * 0.0254), 300);
}

void ExportTest::figuresSayWhatIsMissing() {
    const RunModel empty;
    QTemporaryDir folder;
    for (const FigureKind kind : kFigureKinds) {
        ExportOrder order;
        order.format = ExportFormat::Svg;
        order.figure = kind;
        const QString file = folder.filePath(figureKindKey(kind));
        const auto status = exportTo(file, order, {empty});
        QVERIFY(!status);
        QCOMPARE(sentencesOf(status).size(), 1);
        QVERIFY(sentencesOf(status)[0].endsWith(QLatin1Char('.')));
        QVERIFY(!QFile::exists(file));
    }
    for (const ExportFormat format :
         {ExportFormat::Csv, ExportFormat::Chrome, ExportFormat::Markdown, ExportFormat::Html})
        QVERIFY(!exported(empty, format).isEmpty());
}

void ExportTest::absurdSizesAreRefused() {
    RunModel run;
    run.append(sampleEvents());
    const auto figure = makeFigure(FigureKind::Entropy, {run});
    QBuffer out;
    out.open(QIODevice::WriteOnly);
    for (const QSizeF size : {QSizeF(0, 50), QSizeF(-5, 50), QSizeF(50, 1e9), QSizeF(qQNaN(), 50)}) {
        FigureStyle style;
        style.millimetres = size;
        QVERIFY(!FigureFile::writeSvg(*figure, style, out));
        QVERIFY(!FigureFile::writePng(*figure, style, out));
    }
    FigureStyle dense;
    dense.dotsPerInch = 1'000'000;
    QVERIFY(!FigureFile::writePng(*figure, dense, out));
    QVERIFY(out.data().isEmpty());
}

void ExportTest::fullDiskLeavesTheOldFileAndOneSentence() {
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

void ExportTest::missingRightsAndFoldersAreToldApart() {
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

void ExportTest::clipHasAPictureAMomentAndAppearsWhole() {
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

void ExportTest::stoppedClipLeavesNothing() {
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

void ExportTest::recordingExportsAsTheRunDid() {
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

QTEST_MAIN(ExportTest)
#include "export_test.moc"
