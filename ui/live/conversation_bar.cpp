// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/conversation_bar.h"

#include "ui/live/menu_heading.h"
#include "ui/theme/quantities.h"

#include <QEvent>

#include <algorithm>
#include <array>

namespace msao::ui {
namespace {

constexpr std::array kClipSeconds = {2, 4, 8, 16};
constexpr std::array kThresholds = {0.02, 0.05, 0.1, 0.25};
constexpr std::array kPauseSeconds = {5, 10, 30, 60};
constexpr std::array kRivals = {engine::Mode::CloudOnly, engine::Mode::EdgeOnly, engine::Mode::Sync,
                                engine::Mode::PerLlm};

}  // namespace

ConversationBar::ConversationBar(RunModel& model, LiveDesk& desk, ActionRegistry& actions, const Look& look,
                                 QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_actions(actions),
      m_look(look),
      m_conversations(model, desk),
      m_list(new ConversationList(m_conversations, desk, look, this)),
      m_row(new QHBoxLayout(this)),
      m_talk(addButton()),
      m_begin(addButton()),
      m_keep(nullptr),
      m_clip(nullptr),
      m_watch(nullptr),
      m_race(nullptr),
      m_clips(new QMenu(this)),
      m_watching(new QMenu(this)),
      m_rivals(new QMenu(this)) {
    m_row->addStretch(1);
    m_keep = addButton();
    m_clip = addButton();
    m_watch = addButton();
    m_race = addButton();
    m_begin->setDefaultAction(actions.action(CommandId::NewConversation));
    m_keep->setDefaultAction(actions.action(CommandId::KeepPicture));
    m_watch->setDefaultAction(actions.action(CommandId::WatchScene));
    m_watch->setMenu(m_watching);
    m_watch->setPopupMode(QToolButton::MenuButtonPopup);
    m_race->setDefaultAction(actions.action(CommandId::Race));
    m_race->setMenu(m_rivals);
    m_race->setPopupMode(QToolButton::MenuButtonPopup);
    m_clip->setMenu(m_clips);
    m_clip->setPopupMode(QToolButton::InstantPopup);
    for (auto* button : {m_begin, m_keep, m_watch, m_race}) button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    connect(m_clips, &QMenu::aboutToShow, this, &ConversationBar::fillClip);
    connect(m_watching, &QMenu::aboutToShow, this, &ConversationBar::fillWatch);
    connect(m_rivals, &QMenu::aboutToShow, this, &ConversationBar::fillRivals);
    connect(&desk, &LiveDesk::rivalChanged, this, &ConversationBar::refresh);
    // A button takes its action's name whenever that changes in any way.
    connect(actions.action(CommandId::Race), &QAction::changed, this, &ConversationBar::refresh);
    connect(m_talk, &QToolButton::clicked, this, &ConversationBar::openList);
    connect(m_list, &ConversationList::exportWanted, this, &ConversationBar::exportWanted);
    connect(&m_conversations, &QAbstractItemModel::modelReset, this, &ConversationBar::refresh);
    connect(&m_conversations, &QAbstractItemModel::dataChanged, this, &ConversationBar::refresh);
    connect(&desk, &LiveDesk::conversationChanged, this, &ConversationBar::refresh);
    connect(&desk, &LiveDesk::changed, this, &ConversationBar::refresh);
    connect(&desk, &LiveDesk::questionsChanged, this, &ConversationBar::refresh);
    connect(&look, &Look::changed, this, &ConversationBar::dress);
    connectActions();
    dress();
    retranslate();
}

QToolButton* ConversationBar::addButton() {
    auto* button = new QToolButton(this);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_row->addWidget(button);
    return button;
}

void ConversationBar::connectActions() {
    const auto on = [this](CommandId id, auto&& act) { connect(m_actions.action(id), &QAction::triggered, this, act); };
    on(CommandId::NewConversation, [this] { m_desk.beginConversation(); });
    on(CommandId::ShowConversations, [this] { openList(); });
    on(CommandId::KeepPicture, [this](bool isKept) { m_desk.keepPicture(isKept); });
    on(CommandId::WatchScene, [this](bool isOn) {
        WatchWish wish = m_desk.watch();
        wish.isOn = isOn;
        wish.question.clear();
        m_desk.watch(wish);
        refresh();
    });
}

void ConversationBar::openList() {
    const QWidget& place = isVisible() ? *m_talk : *window();
    m_list->openAbove({place.mapToGlobal(QPoint()), place.size()});
}

QAction* ConversationBar::addChoice(QMenu& menu, QActionGroup& group, const QString& text, bool isChosen) {
    QAction* action = menu.addAction(text);
    action->setCheckable(true);
    action->setChecked(isChosen);
    group.addAction(action);
    return action;
}

void ConversationBar::fillClip() {
    m_clips->clear();
    auto* group = new QActionGroup(m_clips);
    const auto add = [&](const QString& text, int seconds) {
        connect(addChoice(*m_clips, *group, text, seconds == m_desk.clipSeconds()), &QAction::triggered, this,
                [this, seconds] { m_desk.setClipSeconds(seconds); });
    };
    add(tr("One picture"), 0);
    for (const int seconds : kClipSeconds) add(tr("The last %n second(s)", nullptr, seconds), seconds);
}

void ConversationBar::fillWatch() {
    m_watching->clear();
    const auto choose = [this](auto change) {
        return [this, change] {
            WatchWish wish = m_desk.watch();
            change(wish);
            m_desk.watch(wish);
        };
    };
    addHeading(*m_watching, tr("Ask again when more than this has changed"));
    auto* thresholds = new QActionGroup(m_watching);
    for (const double threshold : kThresholds) {
        const QString text = tr("γ > %1").arg(Quantities::number(threshold, 2));
        connect(addChoice(*m_watching, *thresholds, text, threshold == m_desk.watch().threshold), &QAction::triggered,
                this, choose([threshold](WatchWish& wish) { wish.threshold = threshold; }));
    }
    addHeading(*m_watching, tr("And no sooner than after"));
    auto* pauses = new QActionGroup(m_watching);
    for (const int seconds : kPauseSeconds) {
        const QString text = tr("%n second(s)", nullptr, seconds);
        connect(addChoice(*m_watching, *pauses, text, seconds == m_desk.watch().pauseSeconds), &QAction::triggered,
                this, choose([seconds](WatchWish& wish) { wish.pauseSeconds = seconds; }));
    }
}

void ConversationBar::fillRivals() {
    m_rivals->clear();
    addHeading(*m_rivals, tr("The last question is asked twice: first as this answers"));
    auto* group = new QActionGroup(m_rivals);
    for (const engine::Mode mode : kRivals) {
        QAction* choice = addChoice(*m_rivals, *group, Quantities::mode(mode), mode == m_desk.rival());
        // Half a model of somebody else's cloud is not here.
        const bool isThere = mode != engine::Mode::PerLlm || m_desk.state().canSplit;
        choice->setEnabled(isThere && mode != m_desk.tuning().mode);
        if (!isThere) choice->setText(tr("%1 (needs a cloud of one's own)").arg(choice->text()));
        connect(choice, &QAction::triggered, this, [this, mode] {
            m_desk.setRival(mode);
            m_desk.race();
        });
    }
}

void ConversationBar::refresh() {
    const bool isAttached = m_desk.state().isAttached;
    const QString title = m_conversations.title(m_desk.conversation());
    m_talk->setText(
        QStringLiteral("☰  ") +
        fontMetrics().elidedText(title, Qt::ElideRight, std::clamp(width() / 6, m_look.px(72), m_look.px(260))));
    m_talk->setToolTip(tr("Conversation: %1").arg(title));
    // The list's button says the same of a conversation that has neither a question nor a name.
    m_begin->setVisible(!m_conversations.isNew(m_desk.conversation()));
    m_race->setText(tr("Race: %1").arg(Quantities::mode(m_desk.rival())));
    const int seconds = m_desk.clipSeconds();
    m_clip->setText(seconds == 0 ? tr("One picture") : tr("Last %n second(s)", nullptr, seconds));
    const bool isWatching = m_desk.watch().isOn;
    m_watch->setText(isWatching ? tr("Watching: stop") : m_actions.action(CommandId::WatchScene)->text());
    m_actions.action(CommandId::WatchScene)->setChecked(isWatching);
    m_actions.action(CommandId::WatchScene)->setEnabled(isAttached && (isWatching || !m_desk.questions().isEmpty()));
    m_actions.action(CommandId::KeepPicture)->setChecked(m_desk.keepsPicture());
    for (const CommandId id : {CommandId::NewConversation, CommandId::KeepPicture})
        m_actions.action(id)->setEnabled(isAttached);
}

void ConversationBar::dress() {
    m_row->setContentsMargins(0, m_look.px(8), 0, 0);
    m_row->setSpacing(m_look.px(8));
    for (auto* button : {m_talk, m_begin, m_keep, m_clip, m_watch, m_race}) button->setMinimumHeight(m_look.px(32));
    refresh();
}

void ConversationBar::retranslate() {
    m_talk->setAccessibleName(tr("Conversations"));
    m_clip->setAccessibleName(tr("What a question looks at"));
    m_clip->setToolTip(tr("What a question looks at: one picture, or the last seconds as a clip"));
    for (auto* button : {m_begin, m_keep, m_watch, m_race}) button->setAccessibleName(button->defaultAction()->text());
    refresh();
}

void ConversationBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    refresh();
}

void ConversationBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace msao::ui
