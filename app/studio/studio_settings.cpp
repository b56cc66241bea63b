// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/studio_settings.h"

#include <QSettings>

namespace msao::app {
namespace {

const QString kTheme = QStringLiteral("appearance/theme");
const QString kLanguage = QStringLiteral("appearance/language");
const QString kScale = QStringLiteral("appearance/scale");
const QString kGeometry = QStringLiteral("window/geometry");
const QString kWorkspace = QStringLiteral("window/workspace");
const QString kLayout = QStringLiteral("window/layout-%1");

}  // namespace

void restoreSettings(ui::MainWindow& window, const StudioOptions& options) {
    const QSettings settings;
    const auto theme = options.theme ? options.theme : ui::parseTheme(settings.value(kTheme).toString());
    const auto language = options.language ? options.language : ui::parseLanguage(settings.value(kLanguage).toString());
    const auto workspace =
        options.workspace ? options.workspace : ui::parseWorkspace(settings.value(kWorkspace).toString());
    window.setThemeName(theme.value_or(ui::ThemeName::Dark));
    window.setLanguage(language.value_or(ui::Language::English));
    window.look().setUserScale(options.scale.value_or(settings.value(kScale, 1.0).toDouble()));
    window.restoreGeometry(settings.value(kGeometry).toByteArray());
    for (const ui::Workspace known : ui::kWorkspaces) {
        const QByteArray state = settings.value(kLayout.arg(ui::workspaceKey(known))).toByteArray();
        if (!state.isEmpty()) window.setLayoutState(known, state);
    }
    window.showWorkspace(workspace.value_or(ui::Workspace::Demo));
}

void saveSettings(const ui::MainWindow& window, ui::Look& look) {
    QSettings settings;
    settings.setValue(kTheme, ui::themeKey(look.theme().name));
    settings.setValue(kLanguage, ui::languageKey(window.language()));
    settings.setValue(kScale, look.userScale());
    settings.setValue(kGeometry, window.saveGeometry());
    settings.setValue(kWorkspace, ui::workspaceKey(window.workspace()));
    const QByteArray state = window.layoutState(window.workspace());
    if (!state.isEmpty()) settings.setValue(kLayout.arg(ui::workspaceKey(window.workspace())), state);
}

}  // namespace msao::app
