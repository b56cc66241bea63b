// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/export/exported_run.h"
#include "ui/export/export_file.h"
#include "ui/theme/ink.h"
#include "ui/theme/look.h"

#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <cmath>

using namespace msao;
using namespace msao::test;
using namespace msao::ui;

class FigureTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { loadTypeface(); }
    void figuresKeepTheirTextApart_data();
    void figuresKeepTheirTextApart();
    void svgHasTheSizeOnPaperThatWasAsked();
    void pngHasTheDotsThatWereAsked();
    void figuresSayWhatIsMissing();
    void absurdSizesAreRefused();
};

void FigureTest::figuresKeepTheirTextApart_data() {
    QTest::addColumn<FigureKind>("kind");
    QTest::addColumn<FigurePreset>("preset");
    for (const FigureKind kind : kFigureKinds) {
        for (const FigurePreset preset : kFigurePresets)
            QTest::newRow(qPrintable(figureKindKey(kind) + QLatin1Char('-') + figurePresetKey(preset)))
                << kind << preset;
    }
}

void FigureTest::figuresKeepTheirTextApart() {
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

void FigureTest::svgHasTheSizeOnPaperThatWasAsked() {
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

void FigureTest::pngHasTheDotsThatWereAsked() {
    RunModel run;
    run.append(sampleEvents());
    const QImage image = QImage::fromData(exported(run, ExportFormat::Png, FigureKind::Timeline));
    QCOMPARE(image.width(), qRound(85 / 25.4 * 300));
    QCOMPARE(qRound(image.dotsPerMeterX() * 0.0254), 300);
}

void FigureTest::figuresSayWhatIsMissing() {
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

void FigureTest::absurdSizesAreRefused() {
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

QTEST_MAIN(FigureTest)
#include "figure_test.moc"
