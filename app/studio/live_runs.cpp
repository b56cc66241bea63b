// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/live_runs.h"

#include "ui/settings/preferences.h"
#include "ui/settings/secret_store.h"

#include <QSettings>

#include <utility>

namespace msao::app {
namespace {

bool isEncrypted(const QString& server) {
    return server.startsWith(QLatin1String("wss://"), Qt::CaseInsensitive);
}

/// What a demo brings along by itself (completeDemo) stays with it.
void leaveDemo(LiveOptions& options) {
    if (!std::exchange(options.isDemo, false)) return;
    options.question.clear();
    if (!options.isPolicyGiven) options.tuning.policy = ui::Tuning{}.policy;
    if (!options.isLinkGiven) options.link.clear();
}

/// As the settings name it, and what they leave open as the command line does.
void takeCloud(LiveOptions& options, const ui::Preferences& kept, const ui::SecretStore& secrets) {
    options.server = kept.server;
    if (!kept.token.isEmpty()) options.token = kept.token;
    if (secrets.has()) options.secretFile = secrets.file();
    if (!isEncrypted(kept.server)) options.trust = {};
    if (!kept.authorities.isEmpty()) options.trust.authorities = kept.authorities;
}

}  // namespace

void applyPreferences(LiveOptions& options) {
    const ui::Preferences kept = ui::loadPreferences(QSettings());
    const ui::SecretStore secrets = ui::SecretStore::standard();
    if (options.token.isEmpty()) options.token = kept.token;
    if (options.secretFile.isEmpty() && secrets.has()) options.secretFile = secrets.file();
    // One for an encrypted cloud says nothing of another.
    if (options.trust.authorities.isEmpty() && isEncrypted(options.server))
        options.trust.authorities = kept.authorities;
    if (options.link.isEmpty()) options.link = kept.link;
    if (options.recordings.isEmpty()) options.recordings = kept.recordings;
}

LiveRuns::LiveRuns(ui::MainWindow& window, LiveOptions options) : m_window(window), m_options(std::move(options)) {
    m_window.settingsActions().setFirstRunFacts({!m_options.pair.isEmpty() || !findPair().isEmpty()});
    connect(&m_window.settingsActions(), &ui::SettingsActions::firstStepWanted, this, &LiveRuns::take);
}

void LiveRuns::take(ui::FirstStep step) {
    switch (step) {
        case ui::FirstStep::Skip:
            return;
        case ui::FirstStep::OpenRecording:
            return m_window.actionRegistry().action(ui::CommandId::Open)->trigger();
        case ui::FirstStep::Demo: {
            LiveOptions options = m_options;
            applyPreferences(options);
            options.isDemo = true;
            options.server.clear();
            options.draft.clear();  // the pair's
            completeDemo(options);
            begin(std::move(options));
            return;
        }
        case ui::FirstStep::ConnectServer:
            return connectServer();
    }
}

void LiveRuns::connectServer() {
    const ui::Preferences kept = ui::loadPreferences(QSettings());
    LiveOptions options = m_options;
    leaveDemo(options);
    takeCloud(options, kept, ui::SecretStore::standard());
    applyPreferences(options);
    if (!kept.draft.isEmpty()) options.draft = kept.draft;
    // The edge reads answers with this model's tokenizer.
    const QString pair = options.pair.isEmpty() ? findPair() : options.pair;
    if (options.draft.isEmpty() && !pair.isEmpty()) options.draft = pair + QStringLiteral("/draft");
    if (options.draft.isEmpty()) return m_window.settingsActions().askFor(ui::SettingsDialog::Missing::Draft);
    if (m_session && !m_isDemo) return m_session->reconnect(options);
    begin(std::move(options));
}

LiveSession& LiveRuns::begin(LiveOptions options) {
    m_session.reset();  // two of them would both feed the window
    m_isDemo = options.isDemo;
    m_session = std::make_unique<LiveSession>(m_window, std::move(options));
    m_session->start();
    return *m_session;
}

}  // namespace msao::app
