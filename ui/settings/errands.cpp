// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/errands.h"

#include "ui/settings/diagnostics.h"
#include "ui/settings/self_test.h"
#include "ui/window/main_window.h"

#include <cstdio>
#include <string_view>

namespace msao::ui {

using namespace engine;

namespace {

const QString kSelfTest = QStringLiteral("self-test");
const QString kDiagnostics = QStringLiteral("print-diagnostics");
const QString kHeadless = QStringLiteral("headless");
const QString kExport = QStringLiteral("export");
const QString kFigure = QStringLiteral("figure");
const QString kPaper = QStringLiteral("paper");

/// The command line speaks English, as its other messages do.
Error wrong(const QString& option, const QString& expected, const QString& found) {
    return {ErrorCode::InvalidArgument,
            QStringLiteral("--%1: expected %2, found \"%3\"").arg(option, expected, found).toStdString()};
}

Result<Errand> exportOf(const QCommandLineParser& parser) {
    Errand errand;
    errand.kind = Errand::Kind::Export;
    const auto format = ExportFormats::parse(parser.value(kExport));
    if (!format) return wrong(kExport, QStringLiteral("csv, chrome, md, html, svg or png"), parser.value(kExport));
    errand.order.format = *format;
    if (parser.isSet(kFigure)) {
        const auto figure = parseFigureKind(parser.value(kFigure));
        if (!figure) return wrong(kFigure, QStringLiteral("entropy, timeline or heatmap"), parser.value(kFigure));
        errand.order.figure = *figure;
    }
    if (parser.isSet(kPaper)) {
        const auto preset = parseFigurePreset(parser.value(kPaper));
        if (!preset) return wrong(kPaper, QStringLiteral("column, page or slide"), parser.value(kPaper));
        errand.order.style = figureStyle(*preset);
    }
    if (parser.value(QStringLiteral("replay")).isEmpty())
        return wrong(kExport, QStringLiteral("a recording in --replay"), QString());
    if (parser.positionalArguments().size() != 1)
        return wrong(kExport, QStringLiteral("one file to write behind the options"),
                     parser.positionalArguments().join(QLatin1Char(' ')));
    errand.file = parser.positionalArguments().constFirst();
    return errand;
}

int told(const Status& status, const QString& file) {
    if (!status) {
        std::fprintf(stderr, "msao-studio: %s\n", status.error().message.c_str());
        return 1;
    }
    std::printf("%s\n", qPrintable(file));
    return 0;
}

}  // namespace

void addErrandOptions(QCommandLineParser& parser) {
    parser.addOptions({
        {kExport, QStringLiteral("Writes the recording of --replay as csv, chrome, md, html, svg or png, and ends."),
         QStringLiteral("format")},
        {kFigure, QStringLiteral("With --export svg or png: entropy, timeline or heatmap."), QStringLiteral("figure")},
        {kPaper, QStringLiteral("With --export svg or png: size and type for a column, a page or a slide."),
         QStringLiteral("preset")},
        {kSelfTest, QStringLiteral("Tries the parts of the window, says how each fared, and ends.")},
        {kDiagnostics, QStringLiteral("Says what a report of a fault should contain, and ends.")},
        {kHeadless, QStringLiteral("Draws into memory, even where there is a display.")},
    });
    parser.addPositionalArgument(QStringLiteral("file"),
                                 QStringLiteral("A recording, or the file that --export writes."),
                                 QStringLiteral("[file]"));
}

Result<Errand> errandOf(const QCommandLineParser& parser) {
    Errand errand;
    if (parser.isSet(kExport)) return exportOf(parser);
    if (parser.isSet(kSelfTest)) errand.kind = Errand::Kind::SelfTest;
    if (parser.isSet(kDiagnostics)) errand.kind = Errand::Kind::Diagnostics;
    if (parser.positionalArguments().size() > 1)
        return wrong(QStringLiteral("replay"), QStringLiteral("one recording"),
                     parser.positionalArguments().join(QLatin1Char(' ')));
    return errand;
}

int runErrand(const Errand& errand, MainWindow& window, const QString& recording, const QString& picture,
              const QString& demoPair) {
    switch (errand.kind) {
        case Errand::Kind::SelfTest:
            return runSelfTest(window) ? 0 : 1;
        case Errand::Kind::Diagnostics:
            std::fputs(diagnostics(demoPair).toUtf8().constData(), stdout);
            return 0;
        case Errand::Kind::Export:
            return told(exportRecording(recording, picture, errand.order, errand.file), errand.file);
        case Errand::Kind::None:
            break;
    }
    return 0;
}

Ground chooseDisplay(int argc, const char* const* argv) {
    bool drawsOnly = false;
    bool isHeadless = false;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        isHeadless |= argument == "--headless";
        for (const char* option : {"--screenshot-to", "--export", "--self-test", "--print-diagnostics", "--bench-ui"})
            drawsOnly |= argument.starts_with(option);
    }
    const bool hasDisplay = !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
    if (!isHeadless && (hasDisplay || qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))) return Ground::Screen;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return isHeadless || drawsOnly ? Ground::Memory : Ground::None;
}

}  // namespace msao::ui
