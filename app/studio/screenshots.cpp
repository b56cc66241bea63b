// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/screenshots.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QPixmap>

#include <cstdio>

namespace msao::app {
namespace {

/// Layouts settle in a few rounds of posted events.
void settle() {
    for (int i = 0; i < 8; ++i) QCoreApplication::processEvents();
}

bool saveOne(ui::MainWindow& window, const QString& file) {
    settle();
    if (!window.grab().save(file)) {
        std::fprintf(stderr, "msao-studio: %s could not be written\n", qPrintable(file));
        return false;
    }
    std::printf("%s\n", qPrintable(file));
    return true;
}

}  // namespace

bool saveScreenshots(ui::MainWindow& window, const StudioOptions& options) {
    if (!options.allLayouts) return saveOne(window, options.screenshotTo);
    const QFileInfo target(options.screenshotTo);
    for (const ui::Workspace workspace : ui::kWorkspaces) {
        window.showWorkspace(workspace);
        const QString name =
            QStringLiteral("%1/%2-%3.png").arg(target.path(), target.completeBaseName(), ui::workspaceKey(workspace));
        if (!saveOne(window, name)) return false;
    }
    return true;
}

}  // namespace msao::app
