// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/live_session.h"

#include <memory>

namespace msao::app {

/// What was kept in the settings, where the command line says nothing.
void applyPreferences(LiveOptions& options);

/// The live runs of a window that is already open, one after the other: the command line's, and what the user of the
/// first page or of the settings wants.
class LiveRuns final : public QObject {
    Q_OBJECT

public:
    /// `options` are the command line's alone: what is kept in the settings may be another by the time it counts.
    LiveRuns(ui::MainWindow& window, LiveOptions options);

    /// Takes the place of the run before.
    LiveSession& begin(LiveOptions options);

private:
    void take(ui::FirstStep step);
    void connectServer();

    ui::MainWindow& m_window;
    LiveOptions m_options;
    bool m_isDemo = false;  // the run that goes on is one
    std::unique_ptr<LiveSession> m_session;
};

}  // namespace msao::app
