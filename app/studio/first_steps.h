// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/live_session.h"

#include <memory>

namespace msao::app {

/// What was kept in the settings, where the command line says nothing.
void applyPreferences(LiveOptions& options);

/// Begins what the user of the first page wants, in the window that is already open.
class FirstSteps final : public QObject {
    Q_OBJECT

public:
    FirstSteps(ui::MainWindow& window, LiveOptions options);

private:
    void take(ui::FirstStep step);
    void begin(LiveOptions options);

    ui::MainWindow& m_window;
    LiveOptions m_options;
    std::unique_ptr<LiveSession> m_session;
};

}  // namespace msao::app
