// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/ask_bar.h"

#include "ui/live/menu_heading.h"
#include "ui/live/microphone_bar.h"

#include <QEvent>

namespace msao::ui {

AskBar::AskBar(LiveDesk& desk, ActionRegistry& actions, const Look& look, QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_actions(actions),
      m_look(look),
      m_row(new QHBoxLayout(this)),
      m_source(new QToolButton(this)),
      m_sources(new QMenu(this)),
      m_cameras(new CameraMenu(desk, this)),
      m_presetsButton(new QToolButton(this)),
      m_presets(new QMenu(this)),
      m_line(new QuestionLine(desk, this)) {
    for (auto* button : {m_source, m_presetsButton}) {
        button->setPopupMode(QToolButton::InstantPopup);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    }
    m_source->setMenu(m_sources);
    m_presetsButton->setMenu(m_presets);
    m_row->addWidget(m_source);
    m_row->addWidget(m_line, 1);
    m_row->addWidget(new MicrophoneBar(desk.microphone(), actions, look, this));
    m_row->addWidget(m_presetsButton);
    m_ask = addButton(CommandId::Ask);
    m_ask->setObjectName(QStringLiteral("askButton"));
    m_stop = addButton(CommandId::StopAnswer);
    m_again = addButton(CommandId::AskAgain);
    addButton(CommandId::CopyAnswer)->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_record = addButton(CommandId::Record);
    fillSources();
    connect(&desk, &LiveDesk::changed, this, &AskBar::refresh);
    connect(&desk, &LiveDesk::questionsChanged, this, &AskBar::fillPresets);
    connect(&look, &Look::changed, this, &AskBar::dress);
    dress();
    retranslate();
}

QToolButton* AskBar::addButton(CommandId id) {
    auto* button = new QToolButton(this);
    button->setDefaultAction(m_actions.action(id));
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_buttons.push_back(button);
    m_row->addWidget(button);
    return button;
}

void AskBar::fillSources() {
    for (const CommandId id :
         {CommandId::SourceScene, CommandId::SourceFile, CommandId::SourcePaste, CommandId::SourceScreen})
        m_sources->addAction(m_actions.action(id));
    m_sources->addMenu(m_cameras);
    m_sources->addAction(m_actions.action(CommandId::SourceNone));
}

/// What was asked lately, then what can be asked.
void AskBar::fillPresets() {
    m_presets->clear();
    const auto add = [this](const QString& question) {
        QString words = question;
        connect(m_presets->addAction(words.replace(QLatin1Char('&'), QStringLiteral("&&"))), &QAction::triggered, this,
                [this, question] {
                    m_line->setText(question);
                    m_line->submit();
                });
    };
    for (const QString& question : m_desk.presets()) add(question);
    QStringList earlier;
    for (qsizetype i = m_desk.questions().size(); i-- > 0 && earlier.size() < 8;) {
        const QString& question = m_desk.questions()[i];
        if (!earlier.contains(question) && !m_desk.presets().contains(question)) earlier.push_back(question);
    }
    if (!earlier.isEmpty()) addHeading(*m_presets, tr("Asked before"));
    for (const QString& question : earlier) add(question);
}

void AskBar::refresh() {
    const LiveState& state = m_desk.state();
    const QString name = state.sourceName.isEmpty() ? tr("no picture") : state.sourceName;
    m_source->setText(fontMetrics().elidedText(name, Qt::ElideMiddle, m_look.px(180)));
    m_source->setToolTip(tr("What is looked at: %1").arg(name));
    m_stop->setVisible(state.isAnswering);
    m_again->setVisible(!state.isAnswering);
}

void AskBar::dress() {
    m_row->setContentsMargins(0, m_look.px(10), 0, 0);
    m_row->setSpacing(m_look.px(8));
    m_line->setFont(m_look.font(TextRole::Question));
    m_line->setMinimumHeight(m_look.px(44));
    for (auto* button : findChildren<QToolButton*>(Qt::FindDirectChildrenOnly)) button->setMinimumHeight(m_look.px(44));
    refresh();
}

void AskBar::retranslate() {
    m_line->setPlaceholderText(tr("Ask about what you see…"));
    m_line->setAccessibleName(tr("Question"));
    m_source->setAccessibleName(tr("What is looked at"));
    m_presetsButton->setText(tr("Examples"));
    m_presetsButton->setAccessibleName(tr("Examples of questions"));
    m_cameras->retranslate();
    for (QToolButton* button : m_buttons) button->setAccessibleName(button->defaultAction()->text());
    fillPresets();
    refresh();
}

void AskBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace msao::ui
