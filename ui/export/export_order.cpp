// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_order.h"

#include "ui/export/chrome_trace.h"
#include "ui/export/export_file.h"
#include "ui/export/token_csv.h"
#include "ui/export/transcript.h"
#include "ui/replay/trace_loader.h"

#include <QEventLoop>

namespace msao::ui {

using namespace engine;

QString ExportFormats::key(ExportFormat format) {
    switch (format) {
        case ExportFormat::Csv:
            return QStringLiteral("csv");
        case ExportFormat::Chrome:
            return QStringLiteral("chrome");
        case ExportFormat::Markdown:
            return QStringLiteral("md");
        case ExportFormat::Html:
            return QStringLiteral("html");
        case ExportFormat::Svg:
            return QStringLiteral("svg");
        case ExportFormat::Png:
            return QStringLiteral("png");
    }
    return {};
}

std::optional<ExportFormat> ExportFormats::parse(const QString& key) {
    for (const ExportFormat format : kExportFormats) {
        if (ExportFormats::key(format) == key) return format;
    }
    return std::nullopt;
}

QString ExportFormats::suffix(ExportFormat format) {
    return format == ExportFormat::Chrome ? QStringLiteral("trace.json") : key(format);
}

QString ExportFormats::name(ExportFormat format) {
    switch (format) {
        case ExportFormat::Csv:
            return tr("Tokens (CSV)");
        case ExportFormat::Chrome:
            return tr("Trace for Perfetto (JSON)");
        case ExportFormat::Markdown:
            return tr("Transcript (Markdown)");
        case ExportFormat::Html:
            return tr("Transcript (HTML)");
        case ExportFormat::Svg:
            return tr("Figure (SVG)");
        case ExportFormat::Png:
            return tr("Figure (PNG)");
    }
    return {};
}

QString ExportFormats::hint(ExportFormat format) {
    switch (format) {
        case ExportFormat::Csv:
            return tr("A row for every draft and every token of the cloud's own, with entropy, θ, times and bytes.");
        case ExportFormat::Chrome:
            return tr("Opens in ui.perfetto.dev and chrome://tracing: lanes for edge, link and cloud.");
        case ExportFormat::Markdown:
            return tr("Questions, answers with their marks, and the numbers, as text.");
        case ExportFormat::Html:
            return tr("One page without other files: colours, marks, reasons and entropy; light, dark and print.");
        case ExportFormat::Svg:
            return tr("A figure with its legend for a paper or a slide, sharp at every size.");
        case ExportFormat::Png:
            return tr("A figure with its legend as a picture.");
    }
    return {};
}

QString ExportFormats::figureName(FigureKind kind) {
    switch (kind) {
        case FigureKind::Entropy:
            return tr("Entropy");
        case FigureKind::Timeline:
            return tr("Timeline");
        case FigureKind::Heatmap:
            return tr("MAS heatmap");
    }
    return {};
}

QString ExportFormats::presetName(FigurePreset preset) {
    switch (preset) {
        case FigurePreset::Column:
            return tr("Paper, one column");
        case FigurePreset::Page:
            return tr("Paper, full width");
        case FigurePreset::Slide:
            return tr("Slide");
    }
    return {};
}

Status exportTo(const QString& file, const ExportOrder& order, const ExportSource& source) {
    return ExportFile::write(file, [&](QIODevice& out) -> Status {
        switch (order.format) {
            case ExportFormat::Csv:
                return TokenCsv::write(source, out);
            case ExportFormat::Chrome:
                return ChromeTrace::write(source, out);
            case ExportFormat::Markdown:
                return MarkdownTranscript::write(source, out);
            case ExportFormat::Html:
                return HtmlTranscript::write(source, out);
            case ExportFormat::Svg:
                return FigureFile::writeSvg(*makeFigure(order.figure, source), order.style, out);
            case ExportFormat::Png:
                return FigureFile::writePng(*makeFigure(order.figure, source), order.style, out);
        }
        return Error{ErrorCode::InvalidArgument, "no such format"};
    });
}

Status exportRecording(const QString& recording, const QString& picture, const ExportOrder& order,
                       const QString& file) {
    RunModel run;
    TraceLoader loader;
    QEventLoop reading;
    QString failure;
    QObject::connect(&loader, &TraceLoader::loaded, &run,
                     [&](const QString&, std::vector<TraceEvent> events, const QString&) {
                         run.append(std::move(events));
                         reading.quit();
                     });
    QObject::connect(&loader, &TraceLoader::failed, &run, [&](const QString&, const QString& reason) {
        failure = reason;
        reading.exit(1);
    });
    loader.load(recording);
    if (reading.exec() != 0) return Error{ErrorCode::FileUnreadable, failure.toStdString()};
    ExportSource source{run};
    const QImage seen = picture.isEmpty() ? QImage() : QImage(picture);
    if (!seen.isNull()) source.pictures = [seen](const FrameProbed&) { return seen; };
    return exportTo(file, order, source);
}

}  // namespace msao::ui
