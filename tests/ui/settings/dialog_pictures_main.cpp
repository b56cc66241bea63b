// SPDX-License-Identifier: Apache-2.0
// msao_dialog_pictures FOLDER: the window's dialogs over the sample run, as pictures for the documents.
#include "tests/ui/sample_run.h"
#include "ui/export/export_dialog.h"
#include "ui/settings/first_run_page.h"
#include "ui/settings/settings_dialog.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QPixmap>
#include <QStyleFactory>

#include <cstdio>

using namespace msao;
using namespace msao::ui;

namespace {

bool save(QWidget& dialog, const QString& file) {
    dialog.show();
    for (int i = 0; i < 8; ++i) QCoreApplication::processEvents();  // layouts settle in a few rounds
    const bool isSaved = dialog.grab().save(file);
    std::printf("%s\n", qPrintable(isSaved ? file : file + QStringLiteral(": not written")));
    return isSaved;
}

}  // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    if (argc != 2) return std::fprintf(stderr, "usage: msao_dialog_pictures FOLDER\n"), 2;
    const QString folder = QString::fromLocal8Bit(argv[1]) + QLatin1Char('/');
    loadTypeface();
    MainWindow window;
    engine::MemoryTraceSink sink;
    test::playSample(sink);
    window.model().append(sink.events());
    const ExportSource source{window.model()};
    auto* exports = new ExportDialog(source, {}, window.look(), &window);
    exports->chooseFormat(ExportFormat::Svg);
    Preferences preferences;
    preferences.server = QStringLiteral("wss://cloud.example:7443");
    preferences.token = QStringLiteral("laptop");
    auto* settings =
        new SettingsDialog({}, preferences, SecretStore(QStringLiteral("msao-studio.secret")), window.look(), &window);
    settings->find(QStringLiteral("server"));
    settings->find({});  // all pages again; the one that was found stays open
    auto* first = new FirstRunPage({true}, window.look(), &window);
    const bool areSaved = save(*exports, folder + QStringLiteral("desktop-export.png")) &&
                          save(*settings, folder + QStringLiteral("desktop-settings.png")) &&
                          save(*first, folder + QStringLiteral("desktop-first-run.png"));
    return areSaved ? 0 : 1;
}
