// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/link/link_dock.h"

#include "ui/live/link_presets.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <QWidgetAction>

namespace msao::ui {

LinkDock::LinkDock(RunModel& model, LiveDesk& desk, const Look& look, QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_look(look),
      m_controls(new QWidget(this)),
      m_label(new QLabel(m_controls)),
      m_presets(new QComboBox(m_controls)),
      m_adjust(new QToolButton(m_controls)),
      m_sliders(new LinkSliders(look)) {
    auto* row = new QHBoxLayout(m_controls);
    row->addWidget(m_label);
    row->addWidget(m_presets, 1);
    row->addWidget(m_adjust);
    auto* menu = new QMenu(m_adjust);
    auto* action = new QWidgetAction(menu);
    action->setDefaultWidget(m_sliders);
    menu->addAction(action);
    m_adjust->setMenu(menu);
    m_adjust->setPopupMode(QToolButton::InstantPopup);
    m_adjust->setToolButtonStyle(Qt::ToolButtonTextOnly);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_controls);
    column->addWidget(new LinkView(model, look, this), 1);
    m_presets->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(m_presets, &QComboBox::activated, this,
            [this](int index) { m_desk.emulate(m_presets->itemData(index).toString()); });
    connect(m_sliders, &LinkSliders::moved, this, [this](const QString& profile) {
        if (profile != m_desk.state().link) m_desk.emulate(profile);
    });
    connect(&desk, &LiveDesk::changed, this, &LinkDock::refresh);
    connect(&look, &Look::changed, this, &LinkDock::dress);
    dress();
    retranslate();
}

void LinkDock::dress() {
    m_controls->layout()->setContentsMargins(m_look.px(4), 0, m_look.px(4), m_look.px(8));
    m_controls->layout()->setSpacing(m_look.px(12));
}

void LinkDock::retranslate() {
    const QSignalBlocker blocker(m_presets);
    m_label->setText(tr("Emulated link"));
    m_presets->setAccessibleName(tr("Emulated link"));
    m_presets->setToolTip(tr("Delays and throttles what travels, as this link would; said wherever it is on"));
    m_adjust->setText(tr("Adjust"));
    m_adjust->setAccessibleName(tr("Adjust the emulated link"));
    m_adjust->setToolTip(tr("Sliders for bandwidth, round trip and loss; the connection is made anew for each change"));
    m_presets->clear();
    for (const LinkPreset& preset : LinkPresets::all()) m_presets->addItem(preset.name, preset.profile);
    refresh();
}

void LinkDock::refresh() {
    const LiveState& state = m_desk.state();
    m_controls->setVisible(state.isAttached && !state.place.isEmpty());
    // Behind the presets stands the one that was adjusted, or that the command line named, while it is the link.
    const int presets = static_cast<int>(LinkPresets::all().size());
    while (m_presets->count() > presets) m_presets->removeItem(presets);
    if (m_presets->findData(state.link) < 0) m_presets->addItem(state.link, state.link);
    m_presets->setCurrentIndex(m_presets->findData(state.link));
    m_sliders->take(state.link);
}

void LinkDock::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace msao::ui
