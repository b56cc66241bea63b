// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/link/link_sliders.h"
#include "ui/link/link_view.h"
#include "ui/live/live_desk.h"

#include <QComboBox>
#include <QLabel>
#include <QToolButton>

namespace msao::ui {

/// The link as it was measured and, in a live run, what it is made to be: presets of an emulated link, and sliders for
/// one's own.
class LinkDock final : public QWidget {
    Q_OBJECT

public:
    LinkDock(RunModel& model, LiveDesk& desk, const Look& look, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void refresh();
    void dress();

    LiveDesk& m_desk;
    const Look& m_look;
    QWidget* m_controls;
    QLabel* m_label;
    QComboBox* m_presets;
    QToolButton* m_adjust;
    LinkSliders* m_sliders;  // in its menu
};

}  // namespace msao::ui
