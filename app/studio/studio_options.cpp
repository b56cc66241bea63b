// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/studio_options.h"

#include <QCommandLineParser>

#include <cstdio>
#include <cstdlib>

namespace msao::app {
namespace {

[[noreturn]] void refuse(const QString& option, const QString& value, const QString& expected) {
    std::fprintf(stderr, "msao-studio: --%s: expected %s, found \"%s\"\n", qPrintable(option), qPrintable(expected),
                 qPrintable(value));
    std::exit(2);
}

template <typename Parsed>
std::optional<Parsed> choice(const QCommandLineParser& parser, const QString& option,
                             std::optional<Parsed> (*parse)(const QString&), const QString& expected) {
    if (!parser.isSet(option)) return std::nullopt;
    const std::optional<Parsed> value = parse(parser.value(option));
    if (!value) refuse(option, parser.value(option), expected);
    return value;
}

std::optional<double> number(const QCommandLineParser& parser, const QString& option, double least, double most) {
    if (!parser.isSet(option)) return std::nullopt;
    bool isNumber = false;
    const double value = parser.value(option).toDouble(&isNumber);
    if (!isNumber || !(value >= least && value <= most))
        refuse(option, parser.value(option), QStringLiteral("a number from %1 to %2").arg(least).arg(most));
    return value;
}

QSize windowSize(const QCommandLineParser& parser, QSize usual) {
    const QString option = QStringLiteral("size");
    if (!parser.isSet(option)) return usual;
    const QStringList parts = parser.value(option).split(QLatin1Char('x'));
    const QSize size = parts.size() == 2 ? QSize(parts[0].toInt(), parts[1].toInt()) : QSize();
    if (size.width() < 640 || size.height() < 400 || size.width() > 7680 || size.height() > 4320)
        refuse(option, parser.value(option), QStringLiteral("WIDTHxHEIGHT, from 640x400 to 7680x4320"));
    return size;
}

}  // namespace

StudioOptions parseStudioOptions(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("MSAO Studio: see how edge and cloud answer together."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        {QStringLiteral("replay"), QStringLiteral("Opens a recorded run, paused."), QStringLiteral("file.msao")},
        {QStringLiteral("picture"), QStringLiteral("The picture that the run looked at."), QStringLiteral("file")},
        {QStringLiteral("at"),
         QStringLiteral("Shows this moment of the recording; the end, if not given with a screenshot."),
         QStringLiteral("seconds")},
        {QStringLiteral("screenshot-to"), QStringLiteral("Saves the window as a picture and ends."),
         QStringLiteral("file.png")},
        {QStringLiteral("all-layouts"), QStringLiteral("With --screenshot-to: a picture of every workspace.")},
        {QStringLiteral("presenter"), QStringLiteral("Begins in presenter mode.")},
        {QStringLiteral("size"), QStringLiteral("Size of the window."), QStringLiteral("WIDTHxHEIGHT")},
        {QStringLiteral("layout"), QStringLiteral("demo, debug, replay or qa."), QStringLiteral("workspace")},
        {QStringLiteral("theme"), QStringLiteral("dark, light or high-contrast."), QStringLiteral("theme")},
        {QStringLiteral("lang"), QStringLiteral("en, zh_CN or de."), QStringLiteral("language")},
        {QStringLiteral("scale"), QStringLiteral("Size of all text, 0.8 to 2."), QStringLiteral("factor")},
    });
    parser.process(arguments);
    StudioOptions options;
    options.replay = parser.value(QStringLiteral("replay"));
    options.picture = parser.value(QStringLiteral("picture"));
    options.atSeconds = number(parser, QStringLiteral("at"), 0, 1e9);
    options.screenshotTo = parser.value(QStringLiteral("screenshot-to"));
    options.allLayouts = parser.isSet(QStringLiteral("all-layouts"));
    options.isPresenting = parser.isSet(QStringLiteral("presenter"));
    options.size = windowSize(parser, options.size);
    options.workspace =
        choice(parser, QStringLiteral("layout"), ui::parseWorkspace, QStringLiteral("demo, debug, replay or qa"));
    options.theme =
        choice(parser, QStringLiteral("theme"), ui::parseTheme, QStringLiteral("dark, light or high-contrast"));
    options.language = choice(parser, QStringLiteral("lang"), ui::parseLanguage, QStringLiteral("en, zh_CN or de"));
    options.scale = number(parser, QStringLiteral("scale"), 0.8, 2);
    return options;
}

}  // namespace msao::app
