// SPDX-License-Identifier: GPL-3.0-or-later
// The window of a live run: question, source, link, recording.
#include "ui/live/link_presets.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QVBoxLayout>

#include <utility>

namespace msao::ui {
namespace {

// A minute and a half of the busiest run there is, so that "the last 60 s" can be recorded; hours of an idle one.
constexpr std::size_t kLiveEventsKept = 1 << 16;

}  // namespace

void MainWindow::makeLiveBars() {
    m_noticeRow = new QToolBar(this);
    m_noticeRow->setObjectName(QStringLiteral("notice"));
    m_noticeRow->setMovable(false);
    m_notices = new NoticeBar(m_desk, m_look, m_noticeRow);
    m_noticeRow->addWidget(m_notices);
    addToolBarBreak(Qt::TopToolBarArea);
    addToolBar(Qt::TopToolBarArea, m_noticeRow);
    m_noticeRow->hide();
    m_askRow = new QToolBar(this);
    m_askRow->setObjectName(QStringLiteral("ask"));
    m_askRow->setMovable(false);
    auto* rows = new QWidget(m_askRow);
    auto* column = new QVBoxLayout(rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_conversationBar = new ConversationBar(m_model, m_desk, m_actions, m_look, rows);
    m_askBar = new AskBar(m_desk, m_actions, m_look, rows);
    column->addWidget(m_conversationBar);
    column->addWidget(m_askBar);
    m_askRow->addWidget(rows);
    connect(m_conversationBar, &ConversationBar::exportWanted, this,
            [this](quint64 conversation) { m_exports->exportConversation(conversation); });
    addToolBarBreak(Qt::BottomToolBarArea);
    addToolBar(Qt::BottomToolBarArea, m_askRow);
    m_askRow->hide();
    m_regionPicker = new RegionPicker(m_look, this);
    setAcceptDrops(true);
    connect(&m_desk, &LiveDesk::changed, this, &MainWindow::updateLive);
    connect(&m_desk, &LiveDesk::asked, this, [this] {
        if (std::exchange(m_asksWhilePresenting, false)) showBars();
    });
}

void MainWindow::connectLiveActions() {
    const auto on = [this](CommandId id, auto&& act) { connect(m_actions.action(id), &QAction::triggered, this, act); };
    on(CommandId::Ask, [this] { askOrGoThere(); });
    on(CommandId::StopAnswer, [this] { m_desk.stop(); });
    on(CommandId::AskAgain, [this] { m_desk.askAgain(); });
    on(CommandId::Race, [this] { m_desk.race(); });
    on(CommandId::Record, [this] { m_desk.toggleRecording(); });
    on(CommandId::RecordPicture, [this](bool isRecorded) { m_desk.recordPicture(isRecorded); });
    on(CommandId::BackToLive, [this] { m_desk.help(Trouble::Replaying, Remedy::BackToLive); });
    on(CommandId::Unplug, [this, before = QString()](bool isUnplugged) mutable {
        if (isUnplugged) before = m_desk.state().link;
        m_desk.emulate(isUnplugged ? LinkPresets::unplugged() : before);
    });
    updateLive();
}

void MainWindow::connectSourceActions() {
    const auto on = [this](CommandId id, auto&& act) { connect(m_actions.action(id), &QAction::triggered, this, act); };
    on(CommandId::SourceScene, [this] { m_desk.look({}); });
    on(CommandId::SourceNone, [this] {
        SourceWish wish;
        wish.kind = SourceKind::None;
        m_desk.look(wish);
    });
    on(CommandId::SourcePaste, [this] {
        const QMimeData* clip = QApplication::clipboard()->mimeData();
        take(clip ? dropWish(*clip) : DropWish());
    });
    on(CommandId::SourceScreen, [this] { m_regionPicker->open(); });
    connect(m_regionPicker, &RegionPicker::picked, this, [this](const QRect& region) {
        SourceWish wish;
        wish.kind = SourceKind::Screen;
        wish.region = region;
        m_desk.look(wish);
    });
    on(CommandId::SourceFile, [this] {
        auto* dialog = new QFileDialog(this, tr("Look at a picture file"), QString(),
                                       tr("Pictures and clips (*.png *.jpg *.jpeg *.y4m)"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
            SourceWish wish;
            wish.kind = SourceKind::File;
            wish.file = file;
            m_desk.look(wish);
        });
        dialog->open();
    });
}

/// What stands in the line is asked; an empty line, or one that is not there, is gone to.
void MainWindow::askOrGoThere() {
    QuestionLine& line = m_askBar->line();
    if (line.isVisible() && line.hasFocus() && !line.text().trimmed().isEmpty()) return line.submit();
    m_asksWhilePresenting = m_look.isPresenting();
    showBars();
    line.setFocus();
    line.selectAll();
}

void MainWindow::beginLive(std::vector<engine::TraceEvent> before) {
    m_isLive = true;
    m_clock.setPlaying(false);
    m_model.clear();
    m_model.setEventsKept(kLiveEventsKept);
    m_model.setFollowsEnd(true);
    m_model.append(std::move(before));
    m_chips->setSource({}, true);
    m_panels->heatmap().setLive(true);
    showBars();
}

void MainWindow::setLivePicture(const QImage& picture) {
    m_panels->heatmap().setLivePicture(picture);
}

/// Where the workspace has no place for it, at the right.
void MainWindow::showTune(bool isShown) {
    QDockWidget* tune = m_panels->docks().at(PanelId::Tune);
    if (isShown && dockWidgetArea(tune) == Qt::NoDockWidgetArea) addDockWidget(Qt::RightDockWidgetArea, tune);
    tune->setVisible(isShown);
    if (isShown) tune->raise();
}

void MainWindow::updateLive() {
    const LiveState& state = m_desk.state();
    const auto enable = [this](CommandId id, bool isEnabled) { m_actions.action(id)->setEnabled(isEnabled); };
    for (const CommandId id : {CommandId::Ask, CommandId::SourceScene, CommandId::SourceFile, CommandId::SourcePaste,
                               CommandId::SourceScreen, CommandId::SourceNone, CommandId::ShowTune})
        enable(id, state.isAttached);
    enable(CommandId::Record, state.isAttached && (m_isLive || state.isRecording));
    enable(CommandId::StopAnswer, state.isAnswering);
    enable(CommandId::AskAgain, state.isAttached && state.hasAsked);
    enable(CommandId::Race, state.isAttached && state.hasAsked && !state.place.isEmpty());
    enable(CommandId::Unplug, state.isAttached && !state.place.isEmpty());
    enable(CommandId::BackToLive, state.isAttached && !m_isLive);
    m_actions.action(CommandId::Record)->setChecked(state.isRecording);
    m_actions.action(CommandId::RecordPicture)->setChecked(m_desk.recordsPicture());
    m_actions.action(CommandId::Unplug)->setChecked(state.link == LinkPresets::unplugged());
    showBars();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    // What is of no use is let in, too: only then it can be said why.
    if (!std::holds_alternative<std::monostate>(dropWish(*event->mimeData()))) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    take(dropWish(*event->mimeData()));
    event->acceptProposedAction();
}

void MainWindow::take(const DropWish& wish) {
    m_desk.refuse({});
    if (const auto* recording = std::get_if<DroppedRecording>(&wish)) return openRecording(recording->file);
    if (const auto* inVain = std::get_if<DroppedInVain>(&wish)) return m_desk.refuse(inVain->why);
    if (std::holds_alternative<std::monostate>(wish)) return m_desk.refuse(DropWords::nothing());
    if (!m_desk.state().isAttached) return m_desk.refuse(DropWords::nothingRuns());
    if (const auto* source = std::get_if<SourceWish>(&wish)) {
        m_desk.look(*source);
    } else if (const auto* sound = std::get_if<DroppedSound>(&wish)) {
        m_desk.microphone().give(sound->file);
    } else if (const auto* question = std::get_if<DroppedQuestion>(&wish)) {
        m_askBar->line().setText(question->text);
        m_askBar->line().setFocus();
    }
}

}  // namespace msao::ui
