// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/studio_settings.h"

#include <QSettings>

#include <algorithm>

namespace msao::app {
namespace {

const QString kTheme = QStringLiteral("appearance/theme");
const QString kLanguage = QStringLiteral("appearance/language");
const QString kScale = QStringLiteral("appearance/scale");
const QString kGeometry = QStringLiteral("window/geometry");
const QString kWorkspace = QStringLiteral("window/workspace");
const QString kRecordsPicture = QStringLiteral("recording/picture");
const QString kConversations = QStringLiteral("conversations");
const QString kLayout = QStringLiteral("window/layout-%1");

void restoreConversations(ui::MainWindow& window) {
    QSettings settings;
    QList<ui::KeptConversation> kept;
    std::uint64_t last = 0;
    const int count = settings.beginReadArray(kConversations);
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        const std::uint64_t id = settings.value(QStringLiteral("id")).toUInt();  // 32 bits: room to count on from
        kept.push_back({id, settings.value(QStringLiteral("name")).toString()});
        last = std::max(last, id);
    }
    settings.endArray();
    window.conversationBar().conversations().restore(kept);
    if (last > 0) window.desk().beginBehind(last);
}

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
    window.desk().recordPicture(settings.value(kRecordsPicture, true).toBool());
    window.restoreGeometry(settings.value(kGeometry).toByteArray());
    for (const ui::Workspace known : ui::kWorkspaces) {
        const QByteArray state = settings.value(kLayout.arg(ui::workspaceKey(known))).toByteArray();
        if (!state.isEmpty()) window.setLayoutState(known, state);
    }
    window.showWorkspace(workspace.value_or(ui::Workspace::Demo));
    restoreConversations(window);
}

void saveConversations(ui::MainWindow& window) {
    if (!window.isLive()) return;
    QSettings settings;
    settings.remove(kConversations);
    settings.beginWriteArray(kConversations);
    int place = 0;
    for (const ui::KeptConversation& kept : window.conversationBar().conversations().kept()) {
        settings.setArrayIndex(place++);
        settings.setValue(QStringLiteral("id"), QVariant::fromValue(kept.id));
        settings.setValue(QStringLiteral("name"), kept.name);
    }
    settings.endArray();
}

void saveSettings(ui::MainWindow& window) {
    const ui::Look& look = window.look();
    saveConversations(window);
    QSettings settings;
    settings.setValue(kTheme, ui::themeKey(look.theme().name));
    settings.setValue(kLanguage, ui::languageKey(window.language()));
    settings.setValue(kScale, look.userScale());
    settings.setValue(kRecordsPicture, window.desk().recordsPicture());
    settings.setValue(kGeometry, window.saveGeometry());
    settings.setValue(kWorkspace, ui::workspaceKey(window.workspace()));
    const QByteArray state = window.layoutState(window.workspace());
    if (!state.isEmpty()) settings.setValue(kLayout.arg(ui::workspaceKey(window.workspace())), state);
}

}  // namespace msao::app
