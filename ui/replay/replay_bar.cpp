// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/replay/replay_bar.h"

#include "ui/theme/quantities.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QSignalBlocker>
#include <QToolButton>

namespace msao::ui {
namespace {

constexpr int kSliderSteps = 10000;

}  // namespace

ReplayBar::ReplayBar(RunModel& model, ReplayClock& clock, ActionRegistry& actions, const Look& look, QWidget* parent)
    : QWidget(parent),
      m_model(model),
      m_clock(clock),
      m_slider(new QSlider(Qt::Horizontal, this)),
      m_moment(new QLabel(this)),
      m_speeds(new QComboBox(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, look.px(10), 0, 0);
    row->setSpacing(look.px(8));
    for (const CommandId id : {CommandId::PreviousOffload, CommandId::PreviousToken, CommandId::PlayPause,
                               CommandId::NextToken, CommandId::NextOffload}) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(actions.action(id));
        button->setAccessibleName(actions.action(id)->text());
        row->addWidget(button);
    }
    row->addWidget(m_slider, 1);
    row->addWidget(m_moment);
    row->addWidget(m_speeds);
    m_slider->setRange(0, kSliderSteps);
    fillSpeeds();
    retranslate();
    connect(m_slider, &QSlider::valueChanged, this, [this](int value) {
        const TraceTime span = m_model.timeline().end() - m_model.timeline().begin();
        m_model.setFollowsEnd(false);
        m_model.setCursor(m_model.timeline().begin() + fromMs(toMs(span) * value / kSliderSteps));
    });
    connect(m_speeds, &QComboBox::activated, this,
            [this](int index) { m_clock.setSpeed(m_speeds->itemData(index).toDouble()); });
    connect(&clock, &ReplayClock::speedChanged, this,
            [this](double speed) { m_speeds->setCurrentIndex(m_speeds->findData(speed)); });
    connect(&model, &RunModel::changed, this, &ReplayBar::showMoment);
    showMoment();
}

void ReplayBar::fillSpeeds() {
    for (const double speed : kReplaySpeeds) m_speeds->addItem(QStringLiteral("×") + QLocale().toString(speed), speed);
    m_speeds->setCurrentIndex(m_speeds->findData(m_clock.speed()));
}

void ReplayBar::retranslate() {
    m_slider->setAccessibleName(tr("Moment of the run"));
    m_speeds->setAccessibleName(tr("Speed of the replay"));
    m_speeds->setToolTip(tr("Speed of the replay"));
}

void ReplayBar::showMoment() {
    const double total = toMs(m_model.timeline().end() - m_model.timeline().begin());
    const double at = toMs(m_model.cursor() - m_model.timeline().begin());
    const QSignalBlocker blocker(m_slider);
    m_slider->setValue(total > 0 ? static_cast<int>(at / total * kSliderSteps) : 0);
    m_moment->setText(tr("%1 of %2 s").arg(Quantities::number(at / 1000, 3), Quantities::number(total / 1000, 3)));
}

void ReplayBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        showMoment();
    }
    QWidget::changeEvent(event);
}

}  // namespace msao::ui
