// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/microphone_bar.h"

#include <QEvent>
#include <QFileDialog>

namespace msao::ui {
namespace {

constexpr int kNarrowRow = 1200;  // the question needs the room more than the button's words do

}  // namespace

MicrophoneBar::MicrophoneBar(MicrophoneDesk& desk, ActionRegistry& actions, const Look& look, QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_actions(actions),
      m_look(look),
      m_talk(new TalkButton(desk, actions, look, this)),
      m_more(new QToolButton(this)),
      m_choices(new QMenu(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    row->addWidget(m_talk);
    row->addWidget(m_more);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(m_choices);
    connect(m_choices, &QMenu::aboutToShow, this, &MicrophoneBar::beginChoices);
    connect(m_talk, &TalkButton::choiceWanted, this, [this] { m_choices->popup(above()); });
    connect(&desk, &MicrophoneDesk::listed, this, &MicrophoneBar::showChoices);
    connect(&desk, &MicrophoneDesk::changed, this, &MicrophoneBar::refresh);
    connect(&look, &Look::changed, this, &MicrophoneBar::dress);
    connectActions();
    if (parent) parent->installEventFilter(this);
    dress();
    retranslate();
}

/// The row stands at the bottom of the window.
QPoint MicrophoneBar::above() const {
    return mapToGlobal(QPoint(0, -m_choices->sizeHint().height()));
}

void MicrophoneBar::connectActions() {
    connect(m_actions.action(CommandId::MuteMicrophone), &QAction::triggered, &m_desk, &MicrophoneDesk::mute);
    connect(m_actions.action(CommandId::AskWithSound), &QAction::triggered, this, &MicrophoneBar::chooseSound);
}

void MicrophoneBar::beginChoices() {
    m_choices->clear();
    m_choices->addAction(tr("Looking for microphones…"))->setEnabled(false);
    addRest();
    m_desk.list();
}

void MicrophoneBar::showChoices(const QList<MicrophoneChoice>& microphones) {
    m_choices->clear();
    if (!m_desk.state().isAllowed)
        m_choices->addAction(tr("Which one may be opened while you talk?"))->setEnabled(false);
    if (microphones.isEmpty())
        m_choices->addAction(tr("No microphone found. Connect one, or take a file."))->setEnabled(false);
    for (const MicrophoneChoice& microphone : microphones) {
        QAction* choice = m_choices->addAction(microphone.name);
        choice->setCheckable(true);
        choice->setChecked(m_desk.state().isAllowed && m_desk.state().id == microphone.id);
        connect(choice, &QAction::triggered, this, [this, microphone] { m_desk.allow(microphone); });
    }
    addRest();
    if (m_choices->isVisible()) m_choices->move(above());
}

void MicrophoneBar::addRest() {
    m_choices->addSeparator();
    m_choices->addAction(m_actions.action(CommandId::MuteMicrophone));
    m_choices->addAction(m_actions.action(CommandId::AskWithSound));
    QAction* none = m_choices->addAction(tr("Use no microphone"));
    none->setEnabled(m_desk.state().isAllowed);
    connect(none, &QAction::triggered, &m_desk, &MicrophoneDesk::forbid);
}

void MicrophoneBar::chooseSound() {
    auto* dialog = new QFileDialog(window(), tr("Ask with a sound file"), QString(), tr("Sounds (*.wav)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, &m_desk, &MicrophoneDesk::give);
    dialog->open();
}

void MicrophoneBar::refresh() {
    m_more->setEnabled(m_desk.canTalk());
    m_actions.action(CommandId::AskWithSound)->setEnabled(m_desk.canTalk());
    QAction* mute = m_actions.action(CommandId::MuteMicrophone);
    mute->setEnabled(m_desk.canTalk() && m_desk.state().isAllowed);
    mute->setChecked(m_desk.state().isMuted);
}

void MicrophoneBar::dress() {
    for (QToolButton* button : {static_cast<QToolButton*>(m_talk), m_more}) button->setMinimumHeight(m_look.px(44));
    m_more->setFixedWidth(m_look.px(30));  // an arrow beside the button, not a field that nobody has filled
    fit();
    refresh();
}

void MicrophoneBar::fit() {
    const bool isNarrow = parentWidget() && parentWidget()->width() < m_look.px(kNarrowRow);
    m_talk->setToolButtonStyle(isNarrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
}

bool MicrophoneBar::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize) fit();
    return QWidget::eventFilter(watched, event);
}

void MicrophoneBar::retranslate() {
    m_talk->retranslate();
    m_more->setAccessibleName(tr("Microphones"));
    m_more->setToolTip(tr("Which microphone, its mute, or a sound file"));
    refresh();
}

void MicrophoneBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace msao::ui
