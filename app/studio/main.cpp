// SPDX-License-Identifier: GPL-3.0-or-later
// msao-studio: the window.
#include "app/process/core_dumps.h"
#include "app/process/end_process.h"
#include "app/studio/bench/first_frame.h"
#include "app/studio/bench/ui_bench.h"
#include "app/studio/live_report.h"
#include "app/studio/live_runs.h"
#include "app/studio/live_session.h"
#include "app/studio/screenshots.h"
#include "app/studio/studio_options.h"
#include "app/studio/studio_settings.h"
#include "ui/theme/icons.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QFileInfo>
#include <QImage>
#include <QSettings>
#include <QStyleFactory>

#include <cstdio>
#include <optional>
#include <utility>

namespace {

using namespace msao;

QString pictureOf(const app::StudioOptions& options) {
    if (!options.picture.isEmpty()) return options.picture;
    const QFileInfo recording(options.replay);
    for (const char* suffix : {".png", ".jpg"}) {
        const QString beside =
            recording.path() + QLatin1Char('/') + recording.completeBaseName() + QLatin1String(suffix);
        if (QFileInfo::exists(beside)) return beside;
    }
    return {};
}

int showAndDraw(ui::MainWindow& window, const app::StudioOptions& options) {
    if (!options.screenshotTo.isEmpty()) {
        const engine::TraceTime begin = window.model().timeline().begin();
        window.model().setCursor(options.atSeconds ? begin + ui::fromMs(*options.atSeconds * 1000)
                                                   : window.model().timeline().end());
        return app::saveScreenshots(window, options) ? 0 : 1;
    }
    if (options.atSeconds) {
        window.model().setCursor(window.model().timeline().begin() + ui::fromMs(*options.atSeconds * 1000));
    } else if (options.endsAfterFirstFrame) {
        app::showFirstPicture(window.model());
    }
    const ui::HeatmapView& map = window.panels().heatmap();
    if (!options.endsAfterFirstFrame || (!map.visibleRegion().isEmpty() && map.showsPicture())) return 0;
    std::fprintf(stderr,
                 "msao-studio: %s: no picture is seen: --first-frame needs a workspace that has one (--layout demo) "
                 "and a moment that has one (--at)\n",
                 qPrintable(options.replay));
    return 1;
}

/// A picture of a live run is taken when its first answer has ended, or when something stands in its way.
int runLive(ui::MainWindow& window, const app::StudioOptions& options, app::LiveRuns& runs) {
    app::LiveSession& session = runs.begin(options.live);
    if (options.isPresenting) window.actionRegistry().action(ui::CommandId::Presenter)->trigger();
    bool isDrawn = false;
    const auto draw = [&](bool isWhole) {
        if (std::exchange(isDrawn, true)) return;
        QApplication::exit(app::saveScreenshots(window, options) && isWhole ? 0 : 1);
    };
    if (!options.screenshotTo.isEmpty()) {
        QObject::connect(&session, &app::LiveSession::answered, &window, [&](const QString&, bool isWhole) {
            app::printReport(session.milestones(), window.model().whole());
            draw(isWhole);
        });
        // Queued: a run may be in trouble before its event loop has begun, and could not be ended.
        QObject::connect(
            &session, &app::LiveSession::troubled, &window,
            [&](const QString& words) {
                std::fprintf(stderr, "msao-studio: %s\n", qPrintable(words));
                draw(false);
            },
            static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
    }
    return QApplication::exec();
}

int run(int argc, char** argv) {
    const ui::Ground ground = ui::chooseDisplay(argc, argv);
    app::MeteredApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("msao"));
    QApplication::setApplicationName(QStringLiteral("msao-studio"));
    QApplication::setApplicationDisplayName(QStringLiteral("MSAO Studio"));
    QApplication::setApplicationVersion(QStringLiteral(MSAO_VERSION));
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QApplication::setDesktopFileName(QStringLiteral("org.msao.studio"));
    app::StudioOptions options = app::parseStudioOptions(QApplication::arguments());
    if (ground == ui::Ground::None) {
        std::fputs(
            "msao-studio: there is no display (DISPLAY and WAYLAND_DISPLAY are empty): --screenshot-to FILE.png "
            "--all-layouts draws the same into pictures, see --help for what else does without one\n",
            stderr);
        return 3;
    }
    const app::LiveOptions asGiven = options.live;
    app::applyPreferences(options.live);
    const bool drawsOnly = !options.screenshotTo.isEmpty();
    ui::loadTypeface();
    QApplication::setWindowIcon(ui::icon(QStringLiteral("app"), Qt::white));

    ui::MainWindow window;
    window.resize(options.size);
    if (options.errand.kind != ui::Errand::Kind::None)
        return ui::runErrand(options.errand, window, options.replay, pictureOf(options), app::findPair());
    if (options.bench) return app::runUiBench(application, window, *options.bench);
    if (drawsOnly) {
        window.setThemeName(options.theme.value_or(ui::ThemeName::Dark));
        window.setLanguage(options.language.value_or(ui::Language::English));
        window.look().setUserScale(options.scale.value_or(1));
        window.showWorkspace(options.workspace.value_or(ui::Workspace::Demo));
    } else {
        app::restoreSettings(window, options);
        QObject::connect(&application, &QApplication::aboutToQuit, &window, [&window] { app::saveSettings(window); });
        QObject::connect(&window, &ui::MainWindow::leavingLive, &window, [&window] { app::saveConversations(window); });
    }
    if (const QString file = pictureOf(options); !file.isEmpty()) {
        const QImage picture(file);
        window.setPictures([picture](const engine::FrameProbed&) { return picture; });
    }
    std::optional<app::FirstFrameWatch> firstFrame;
    if (options.endsAfterFirstFrame) firstFrame.emplace(window);
    window.show();
    app::LiveRuns liveRuns(window, asGiven);
    if (options.live.isLive()) return runLive(window, options, liveRuns);
    if (options.isPresenting) window.actionRegistry().action(ui::CommandId::Presenter)->trigger();
    if (options.replay.isEmpty() && drawsOnly) return showAndDraw(window, options);
    if (options.replay.isEmpty()) {
        window.settingsActions().greetNewUsers();
        return QApplication::exec();
    }
    QObject::connect(&window, &ui::MainWindow::recordingOpened, &window, [&] {
        const int outcome = showAndDraw(window, options);
        if (drawsOnly || outcome != 0) QApplication::exit(outcome);
    });
    QObject::connect(&window, &ui::MainWindow::recordingRefused, &window,
                     [&](const QString& file, const QString& reason) {
                         std::fprintf(stderr, "msao-studio: %s: %s\n", qPrintable(file), qPrintable(reason));
                         if (drawsOnly || options.endsAfterFirstFrame) QApplication::exit(1);
                     });
    window.openRecording(options.replay);
    return QApplication::exec();
}

}  // namespace

int main(int argc, char** argv) {
    app::forbidCoreDumps();
    app::endProcess(run(argc, argv));
}
