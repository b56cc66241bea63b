// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/action_registry.h"
#include "ui/settings/first_run_page.h"
#include "ui/settings/settings_dialog.h"

#include <QObject>
#include <QWidget>

#include <functional>

namespace msao::ui {

/// How the settings reach the window's look.
struct AppearanceAccess {
    std::function<Appearance()> read;
    std::function<void(const Appearance&)> apply;
};

/// Opens the settings of a window and the page for new users.
class SettingsActions final : public QObject {
    Q_OBJECT

public:
    SettingsActions(QWidget& window, ActionRegistry& actions, const Look& look, AppearanceAccess access);

    /// What the program can offer; asked when the page is opened.
    void setFirstRunFacts(const FirstRunFacts& facts) { m_facts = facts; }
    void openSettings();
    /// At the page of server and draft model.
    void openLiveSettings();
    /// Opens them where that can be given, and says so.
    void askFor(SettingsDialog::Missing missing);
    void openFirstRun();
    /// Once, for who has never seen it.
    void greetNewUsers();

Q_SIGNALS:
    /// What the user of the first page wants to begin with; to connect a server, once it is named in the settings, or
    /// when the settings say so.
    void firstStepWanted(msao::ui::FirstStep step);

private:
    SettingsDialog* makeDialog();
    void take(FirstStep step);

    QWidget& m_window;
    const Look& m_look;
    AppearanceAccess m_access;
    FirstRunFacts m_facts;
};

/// Connects the registry's commands of settings. The window owns what is returned.
SettingsActions* addSettingsActions(QWidget& window, ActionRegistry& actions, const Look& look,
                                    AppearanceAccess access);

}  // namespace msao::ui
