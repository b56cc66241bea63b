// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/link/link_dock.h"

#include "ui/live/link_presets.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace msao::ui {

LinkDock::LinkDock(RunModel& model, LiveDesk& desk, const Look& look, QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_look(look),
      m_controls(new QWidget(this)),
      m_label(new QLabel(m_controls)),
      m_presets(new QComboBox(m_controls)) {
    auto* row = new QHBoxLayout(m_controls);
    row->addWidget(m_label);
    row->addWidget(m_presets, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_controls);
    column->addWidget(new LinkView(model, look, this), 1);
    m_presets->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(m_presets, &QComboBox::activated, this,
            [this](int index) { m_desk.emulate(m_presets->itemData(index).toString()); });
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
    m_presets->clear();
    for (const LinkPreset& preset : LinkPresets::all()) m_presets->addItem(preset.name, preset.profile);
    refresh();
}

void LinkDock::refresh() {
    const LiveState& state = m_desk.state();
    m_controls->setVisible(state.isAttached && !state.place.isEmpty());
    int index = m_presets->findData(state.link);
    if (index < 0) {  // of the command line
        m_presets->addItem(state.link, state.link);
        index = m_presets->count() - 1;
    }
    m_presets->setCurrentIndex(index);
}

void LinkDock::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace msao::ui
