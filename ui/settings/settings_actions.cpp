// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_actions.h"

#include <QSettings>

#include <utility>

namespace msao::ui {

SettingsActions::SettingsActions(QWidget& window, ActionRegistry& actions, const Look& look, AppearanceAccess access)
    : QObject(&window), m_window(window), m_look(look), m_access(std::move(access)) {
    connect(actions.action(CommandId::Preferences), &QAction::triggered, this, &SettingsActions::openSettings);
    connect(actions.action(CommandId::GettingStarted), &QAction::triggered, this, &SettingsActions::openFirstRun);
}

SettingsDialog* SettingsActions::makeDialog() {
    auto* dialog =
        new SettingsDialog(m_access.read(), loadPreferences(QSettings()), SecretStore::standard(), m_look, &m_window);
    connect(dialog, &SettingsDialog::appearanceChanged, this, m_access.apply);
    connect(dialog, &SettingsDialog::preferencesChanged, this, [](const Preferences& preferences) {
        QSettings settings;
        savePreferences(settings, preferences);
    });
    connect(dialog, &SettingsDialog::connectWanted, this, [this] { take(FirstStep::ConnectServer); });
    return dialog;
}

void SettingsActions::openSettings() {
    makeDialog()->open();
}

void SettingsActions::openLiveSettings() {
    SettingsDialog* dialog = makeDialog();
    dialog->turnTo(SettingsDialog::Page::Live);
    dialog->open();
}

void SettingsActions::askFor(SettingsDialog::Missing missing) {
    SettingsDialog* dialog = makeDialog();
    dialog->open();
    dialog->askFor(missing);
}

void SettingsActions::openFirstRun() {
    auto* page = new FirstRunPage(m_facts, m_look, &m_window);
    connect(page, &FirstRunPage::chosen, this, &SettingsActions::take);
    page->open();
}

void SettingsActions::greetNewUsers() {
    if (!hasSeenFirstRun(QSettings())) openFirstRun();
}

void SettingsActions::take(FirstStep step) {
    QSettings settings;
    markFirstRunSeen(settings);
    // An address has to be known before it can be connected to.
    if (step == FirstStep::ConnectServer && loadPreferences(settings).server.isEmpty())
        return askFor(SettingsDialog::Missing::Server);
    Q_EMIT firstStepWanted(step);
}

SettingsActions* addSettingsActions(QWidget& window, ActionRegistry& actions, const Look& look,
                                    AppearanceAccess access) {
    return new SettingsActions(window, actions, look, std::move(access));
}

}  // namespace msao::ui
