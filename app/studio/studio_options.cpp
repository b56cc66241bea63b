// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/studio_options.h"

#include "app/process/end_process.h"
#include "app/studio/studio_option_table.h"

#include <QCommandLineParser>
#include <QFileInfo>

#include <cstdio>

namespace msao::app {
namespace {

[[noreturn]] void refuse(const QString& option, const QString& value, const QString& expected) {
    std::fprintf(stderr, "msao-studio: --%s: expected %s, found \"%s\"\n", qPrintable(option), qPrintable(expected),
                 qPrintable(value));
    endProcess(2);
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

ui::SourceWish sourceOf(const QString& words) {
    ui::SourceWish wish;
    if (words.isEmpty() || words == QLatin1String("scene")) return wish;
    if (words.startsWith(QLatin1String("scene:"))) {
        bool isNumber = false;
        wish.seed = words.mid(6).toULongLong(&isNumber);
        if (!isNumber) refuse(QStringLiteral("source"), words, QStringLiteral("a number behind scene:"));
    } else if (words == QLatin1String("none")) {
        wish.kind = ui::SourceKind::None;
    } else if (QFileInfo::exists(words)) {
        wish.kind = ui::SourceKind::File;
        wish.file = words;
    } else {
        refuse(QStringLiteral("source"), words, QStringLiteral("scene, none, or a file or folder that is there"));
    }
    return wish;
}

ui::Tuning tuningOf(const QCommandLineParser& parser) {
    ui::Tuning tuning;
    if (const QString mode = parser.value(QStringLiteral("mode")); !mode.isEmpty()) {
        const auto parsed = engine::parseMode(mode.toStdString());
        if (!parsed) refuse(QStringLiteral("mode"), mode, QStringLiteral("a mode that `msao ask` knows"));
        tuning.mode = *parsed;
    }
    const QString policy = parser.value(QStringLiteral("policy"));
    if (policy == QLatin1String("paper")) {
        tuning.policy = engine::Policy::Paper;
    } else if (!policy.isEmpty() && policy != QLatin1String("adaptive")) {
        refuse(QStringLiteral("policy"), policy, QStringLiteral("adaptive or paper"));
    }
    return tuning;
}

std::optional<UiBenchOptions> benchOptions(const QCommandLineParser& parser) {
    if (!parser.isSet(QStringLiteral("bench-ui"))) return std::nullopt;
    UiBenchOptions bench;
    bench.minutes = number(parser, QStringLiteral("bench-minutes"), 0.01, 600).value_or(bench.minutes);
    bench.json = parser.value(QStringLiteral("bench-json"));
    bench.program = QCoreApplication::applicationFilePath();
    bench.pair = parser.value(QStringLiteral("pair"));
    if (bench.pair.isEmpty()) bench.pair = findPair();
    return bench;
}

LiveOptions liveOptions(const QCommandLineParser& parser) {
    LiveOptions live;
    live.isDemo = parser.isSet(QStringLiteral("demo"));
    live.server = parser.value(QStringLiteral("server"));
    live.token = parser.value(QStringLiteral("token"));
    live.secretFile = parser.value(QStringLiteral("secret"));
    live.trust = {parser.value(QStringLiteral("ca")), parser.value(QStringLiteral("cert")),
                  parser.value(QStringLiteral("key"))};
    live.draft = parser.value(QStringLiteral("draft"));
    live.pair = parser.value(QStringLiteral("pair"));
    live.source = sourceOf(parser.value(QStringLiteral("source")));
    live.mic = parser.value(QStringLiteral("mic"));
    live.link = parser.value(QStringLiteral("link"));
    live.question = parser.value(QStringLiteral("ask"));
    live.tuning = tuningOf(parser);
    live.recordings = parser.value(QStringLiteral("recordings"));
    live.isPolicyGiven = parser.isSet(QStringLiteral("policy"));
    live.isLinkGiven = parser.isSet(QStringLiteral("link"));
    if (live.isDemo) completeDemo(live);
    return live;
}

/// What would only be found out behind an open window.
void checkLive(const LiveOptions& live) {
    const bool isTrustNamed = !live.trust.authorities.isEmpty() || !live.trust.certificate.isEmpty();
    const bool isPlain = live.isDemo || (!live.server.isEmpty() &&
                                         !live.server.startsWith(QLatin1String("wss://"), Qt::CaseInsensitive));
    if (isTrustNamed && isPlain)
        refuse(QStringLiteral("server"), live.server, QStringLiteral("a wss:// address with --ca or --cert"));
    const QString isModel = QStringLiteral("a folder with draft/config.json and target/config.json");
    if (live.isDemo) {
        const QString pair = live.pair.isEmpty() ? findPair() : live.pair;
        for (const char* model : {"/draft", "/target"}) {
            if (!QFileInfo::exists(pair + QLatin1String(model) + QStringLiteral("/config.json")))
                refuse(QStringLiteral("pair"), pair, isModel);
        }
    } else if (!live.server.isEmpty() && live.draft.isEmpty()) {
        refuse(QStringLiteral("draft"), live.draft,
               QStringLiteral("a folder: the edge reads answers with its tokenizer"));
    }
}

}  // namespace

StudioOptions parseStudioOptions(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("MSAO Studio: see how edge and cloud answer together."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions(studioOptionTable());
    ui::addErrandOptions(parser);
    parser.process(arguments);
    StudioOptions options;
    const auto errand = ui::errandOf(parser);
    if (!errand) {
        std::fprintf(stderr, "msao-studio: %s\n", errand.error().message.c_str());
        endProcess(2);
    }
    options.errand = *errand;
    options.replay = parser.value(QStringLiteral("replay"));
    if (options.replay.isEmpty() && !parser.positionalArguments().isEmpty())
        options.replay = parser.positionalArguments().constFirst();
    options.picture = parser.value(QStringLiteral("picture"));
    options.atSeconds = number(parser, QStringLiteral("at"), 0, 1e9);
    options.screenshotTo = parser.value(QStringLiteral("screenshot-to"));
    options.allLayouts = parser.isSet(QStringLiteral("all-layouts"));
    options.bench = benchOptions(parser);
    options.endsAfterFirstFrame = parser.isSet(QStringLiteral("first-frame"));
    options.isPresenting = parser.isSet(QStringLiteral("presenter"));
    options.size = windowSize(parser, options.size);
    options.workspace =
        choice(parser, QStringLiteral("layout"), ui::parseWorkspace, QStringLiteral("demo, debug, replay or qa"));
    options.theme =
        choice(parser, QStringLiteral("theme"), ui::parseTheme, QStringLiteral("dark, light or high-contrast"));
    options.language = choice(parser, QStringLiteral("lang"), ui::parseLanguage, QStringLiteral("en, zh_CN or de"));
    options.live = liveOptions(parser);
    checkLive(options.live);
    if (options.endsAfterFirstFrame && options.replay.isEmpty() && !options.live.isLive())
        refuse(QStringLiteral("first-frame"), QString(), QStringLiteral("--replay FILE or --demo beside it"));
    options.scale = number(parser, QStringLiteral("scale"), 0.8, 2);
    return options;
}

}  // namespace msao::app
