// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ask/answer_view.h"
#include "ui/heatmap/heatmap_view.h"
#include "ui/live/live_desk.h"
#include "ui/run/run_model.h"
#include "ui/theme/look.h"
#include "ui/workspaces/workspace_layout.h"

#include <QCoreApplication>
#include <QMainWindow>

namespace msao::ui {

/// Makes every panel of a window and the dock it stands in.
class PanelSet {
    Q_DECLARE_TR_FUNCTIONS(msao::ui::PanelSet)

public:
    PanelSet(QMainWindow& window, RunModel& model, LiveDesk& desk, const Look& look);

    const Docks& docks() const { return m_docks; }
    HeatmapView& heatmap() const { return *m_heatmap; }
    AnswerView& answer() const { return *m_answer; }
    void retranslate();
    /// Without title bars panels cannot be moved, and the picture is calm.
    void setLocked(bool isLocked);

private:
    static QString title(PanelId panel);

    Docks m_docks;
    HeatmapView* m_heatmap = nullptr;
    AnswerView* m_answer = nullptr;
};

}  // namespace msao::ui
