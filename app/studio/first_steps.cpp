// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/first_steps.h"

#include "ui/settings/preferences.h"
#include "ui/settings/secret_store.h"

#include <QSettings>

#include <utility>

namespace msao::app {

void applyPreferences(LiveOptions& options) {
    const ui::Preferences kept = ui::loadPreferences(QSettings());
    const ui::SecretStore secrets = ui::SecretStore::standard();
    if (options.token.isEmpty()) options.token = kept.token;
    if (options.secretFile.isEmpty() && secrets.has()) options.secretFile = secrets.file();
    // One for an encrypted cloud says nothing of another.
    if (options.trust.authorities.isEmpty() && options.server.startsWith(QLatin1String("wss://"), Qt::CaseInsensitive))
        options.trust.authorities = kept.authorities;
    if (options.link.isEmpty()) options.link = kept.link;
    if (options.recordings.isEmpty()) options.recordings = kept.recordings;
}

FirstSteps::FirstSteps(ui::MainWindow& window, LiveOptions options) : m_window(window), m_options(std::move(options)) {
    m_window.settingsActions().setFirstRunFacts({!findPair().isEmpty()});
    connect(&m_window.settingsActions(), &ui::SettingsActions::firstStepWanted, this, &FirstSteps::take);
}

void FirstSteps::take(ui::FirstStep step) {
    LiveOptions options = m_options;
    applyPreferences(options);
    const ui::Preferences kept = ui::loadPreferences(QSettings());
    switch (step) {
        case ui::FirstStep::Skip:
            return;
        case ui::FirstStep::OpenRecording:
            return m_window.actionRegistry().action(ui::CommandId::Open)->trigger();
        case ui::FirstStep::Demo:
            options.isDemo = true;
            options.server.clear();
            completeDemo(options);
            return begin(std::move(options));
        case ui::FirstStep::ConnectServer:
            options.isDemo = false;
            options.server = kept.server;
            if (options.trust.authorities.isEmpty()) options.trust.authorities = kept.authorities;
            options.draft = kept.draft;
            // The edge reads answers with this model's tokenizer.
            if (const QString pair = findPair(); options.draft.isEmpty() && !pair.isEmpty())
                options.draft = pair + QStringLiteral("/draft");
            if (options.draft.isEmpty()) return m_window.settingsActions().openSettings();
            return begin(std::move(options));
    }
}

void FirstSteps::begin(LiveOptions options) {
    m_session.reset();  // two of them would both feed the window
    m_session = std::make_unique<LiveSession>(m_window, std::move(options));
    m_session->start();
}

}  // namespace msao::app
