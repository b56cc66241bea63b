// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include "ui/ask/race_rows.h"
#include "ui/replay/replay_bar.h"
#include "ui/theme/icons.h"

#include <QApplication>
#include <QChildEvent>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QMenuBar>
#include <QTabBar>
#include <QToolButton>

namespace msao::ui {
namespace {

constexpr int kLayoutVersion = 1;

}  // namespace

MainWindow::MainWindow(QWidget* parent) : QMainWindow(parent), m_clock(m_model) {
    setObjectName(QStringLiteral("MainWindow"));
    setWindowTitle(QStringLiteral("MSAO Studio"));
    setMinimumSize(1024, 640);
    setDockNestingEnabled(true);
    setAnimated(false);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    m_language.use(Language::English);
    m_actions.retranslate();
    m_panels = std::make_unique<PanelSet>(*this, m_model, m_desk, m_look);
    makeBars();
    makeLiveBars();
    fillMenus();
    connectFileActions();
    connectViewActions();
    connectRunActions();
    connectSettings();
    m_exports = addExportActions(*this, m_model, m_actions, m_look);
    addSettings();
    connectLiveActions();
    connectSourceActions();
    connect(&m_look, &Look::changed, this, &MainWindow::applyLook);
    connect(&m_panels->heatmap(), &HeatmapView::aspectChanged, this, [this] {
        if (m_actions.action(CommandId::LockLayout)->isChecked() && room() != m_room) fitRoom();
    });
    connect(&m_model, &RunModel::changed, this, [this] {
        if (wantsRoomForRace() != m_givesRoomToRace && mayRearrange()) showWorkspace(m_workspace);
    });
    m_actions.action(CommandId::LockLayout)->setChecked(true);
    m_panels->setLocked(true);
    applyLook();
    showWorkspace(Workspace::Demo);
    updateChecks();
    // Not on the first button of the bar: Space would press it.
    setFocusPolicy(Qt::ClickFocus);
    setFocus();
}

MainWindow::~MainWindow() = default;

void MainWindow::makeBars() {
    m_head = new QToolBar(this);
    m_head->setObjectName(QStringLiteral("head"));
    m_head->setMovable(false);
    m_chips = new StatusChips(m_model, m_desk, m_look, m_head);
    m_head->addWidget(m_chips);
    // In a widget of their own: an action that is made invisible would lose its key.
    auto* buttons = new QWidget(m_head);
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, m_look.px(8));
    for (const CommandId id : {CommandId::WorkspaceDemo, CommandId::WorkspaceDebug, CommandId::WorkspaceReplay,
                               CommandId::WorkspaceAnswers, CommandId::Open}) {
        auto* button = new QToolButton(buttons);
        button->setDefaultAction(m_actions.action(id));
        m_headButtons.push_back(button);
        row->addWidget(button);
    }
    m_allMenus = new QMenu(this);
    m_menuButton = new QToolButton(buttons);
    m_menuButton->setObjectName(QStringLiteral("menuButton"));
    m_menuButton->setMenu(m_allMenus);
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    row->addWidget(m_menuButton);
    m_headRest = m_head->addWidget(buttons);
    addToolBar(Qt::TopToolBarArea, m_head);
    m_transport = new QToolBar(this);
    m_transport->setObjectName(QStringLiteral("transport"));
    m_transport->setMovable(false);
    m_transport->addWidget(new ReplayBar(m_model, m_clock, m_actions, m_look, m_transport));
    addToolBar(Qt::BottomToolBarArea, m_transport);
    setContextMenuPolicy(Qt::NoContextMenu);
}

void MainWindow::fillMenus() {
    for (const CommandGroup group : kCommandGroups) {
        QMenu* menu = menuBar()->addMenu(QString());
        for (const CommandId id : m_actions.commands(group)) menu->addAction(m_actions.action(id));
        m_allMenus->addMenu(menu);
        m_menus[group] = menu;
    }
    // The commands must work while the menu bar is hidden.
    addActions(m_actions.all());
    retranslate();
}

void MainWindow::openRecording(const QString& file) {
    m_loader.load(file);
}

void MainWindow::setPictures(PictureSource pictures) {
    m_exports->setPictures(pictures);
    m_panels->heatmap().setPictures(std::move(pictures));
}

void MainWindow::showWorkspace(Workspace workspace) {
    const bool mayHaveMoved = !m_actions.action(CommandId::LockLayout)->isChecked();
    if (workspace != m_workspace && mayHaveMoved && !m_look.isPresenting())
        m_layouts[m_workspace] = saveState(kLayoutVersion);
    m_workspace = workspace;
    m_room = room();
    m_givesRoomToRace = wantsRoomForRace();
    arrange(*this, m_panels->docks(), rows(), m_look.scale());
    for (auto* tabs : findChildren<QTabBar*>()) tabs->setDrawBase(false);
    const auto saved = m_look.isPresenting() ? m_layouts.end() : m_layouts.find(workspace);
    if (saved != m_layouts.end() && !restoreState(saved->second, kLayoutVersion)) m_layouts.erase(saved);
    if (m_look.isPresenting() || !m_layouts.contains(workspace)) shareOutLater();
    showBars();
    updateChecks();
}

void MainWindow::showBars() {
    const bool isCalm = m_look.isPresenting();
    menuBar()->setVisible(!isCalm && m_workspace != Workspace::Demo);
    m_headRest->setVisible(!isCalm);
    m_transport->setVisible(!isCalm && !m_isLive);
    m_noticeRow->setVisible(!m_desk.state().notices.isEmpty());
    m_askRow->setVisible(m_desk.state().isAttached && (!isCalm || m_asksWhilePresenting));
}

QByteArray MainWindow::layoutState(Workspace workspace) const {
    const bool mayHaveMoved = !m_actions.action(CommandId::LockLayout)->isChecked();
    const bool isOwn = mayHaveMoved || !isAsArranged(m_panels->docks(), rows());
    if (workspace == m_workspace && !m_look.isPresenting() && isOwn) return saveState(kLayoutVersion);
    const auto saved = m_layouts.find(workspace);
    return saved == m_layouts.end() ? QByteArray() : saved->second;
}

void MainWindow::setLayoutState(Workspace workspace, const QByteArray& state) {
    m_layouts[workspace] = state;
    if (workspace != m_workspace) return;
    if (restoreState(state, kLayoutVersion)) return showBars();
    m_layouts.erase(workspace);
    showWorkspace(workspace);
}

void MainWindow::setThemeName(ThemeName theme) {
    m_look.setTheme(theme);
    updateChecks();
}

void MainWindow::setLanguage(Language language) {
    m_language.use(language);
    updateChecks();
}

void MainWindow::setPresenting(bool isPresenting) {
    if (isPresenting == m_look.isPresenting()) return;
    m_look.setPresenting(isPresenting);
    showWorkspace(isPresenting ? Workspace::Demo : m_workspace);
}

void MainWindow::applyLook() {
    QApplication::setPalette(paletteOf(m_look.theme()));
    QApplication::setFont(m_look.font(TextRole::Body));
    setStyleSheet(styleSheetOf(m_look));
    setContentsMargins(m_look.px(24), m_look.px(12), m_look.px(24), m_look.px(16));
    const QColor& colour = m_look.theme().text;
    m_actions.action(CommandId::Open)->setIcon(icon(QStringLiteral("open"), colour));
    m_actions.action(CommandId::PlayPause)
        ->setIcon(icon(m_clock.isPlaying() ? QStringLiteral("pause") : QStringLiteral("play"), colour));
    m_actions.action(CommandId::PreviousToken)->setIcon(icon(QStringLiteral("previous"), colour));
    m_actions.action(CommandId::NextToken)->setIcon(icon(QStringLiteral("next"), colour));
    m_actions.action(CommandId::PreviousOffload)->setIcon(icon(QStringLiteral("previous-offload"), colour));
    m_actions.action(CommandId::NextOffload)->setIcon(icon(QStringLiteral("next-offload"), colour));
    m_actions.action(CommandId::CopyAnswer)->setIcon(icon(QStringLiteral("copy"), colour));
    m_menuButton->setIcon(icon(QStringLiteral("menu"), colour));
    const QSize size(m_look.px(20), m_look.px(20));
    setIconSize(size);
    for (auto* button : findChildren<QToolButton*>()) button->setIconSize(size);
    fitRoom();
}

/// As many panels as the window has room for now, unless they stand where the user put them.
void MainWindow::fitRoom() {
    if (!m_look.isPresenting() && m_layouts.contains(m_workspace)) return;
    const bool hasRaceChanged = wantsRoomForRace() != m_givesRoomToRace && mayRearrange();
    if (room() != m_room || hasRaceChanged) return showWorkspace(m_workspace);
    shareOutLater();
}

LayoutRoom MainWindow::room() const {
    return roomOf(m_workspace, shapeOf(m_panels->heatmap().aspect()), size(), m_look.scale());
}

/// On a low projector or screen the race is what one looks at while it stands, and the traces make room for it; not
/// where the user chose what stands there.
bool MainWindow::wantsRoomForRace() const {
    const bool isDemo = m_workspace == Workspace::Demo && !m_layouts.contains(m_workspace);
    const bool isLow = m_look.isPresenting() ? isLowForRace(size(), m_look.scale())
                                             : isDemo && isDemoLowForRace(m_room.shape, size(), m_look.scale());
    return isLow && raceRows(m_model.shown(), m_model.cursor()).size() > 1;
}

/// Whether the panels stand as the program put them: what the user opened, closed or moved stays.
bool MainWindow::mayRearrange() const {
    if (m_look.isPresenting()) return true;
    return m_actions.action(CommandId::LockLayout)->isChecked() && isAsArranged(m_panels->docks(), rows());
}

void MainWindow::shareOutLater() {
    shareOut(*this, m_panels->docks(), rows(), m_look.scale());
    // Again once the bars have their new heights.
    QMetaObject::invokeMethod(
        this, [this] { shareOut(*this, m_panels->docks(), rows(), m_look.scale()); }, Qt::QueuedConnection);
}

/// Qt's own tab bars of docks draw a line beside their tabs, in a colour that is no theme's; what the style sheet says
/// of it reaches only those that are there when it is set.
void MainWindow::childEvent(QChildEvent* event) {
    if (event->polished()) {
        if (auto* tabs = qobject_cast<QTabBar*>(event->child())) tabs->setDrawBase(false);
    }
    QMainWindow::childEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    if (m_actions.action(CommandId::LockLayout)->isChecked()) fitRoom();
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange && m_panels) retranslate();
    QMainWindow::changeEvent(event);
}

void MainWindow::retranslate() {
    m_actions.retranslate();
    m_panels->retranslate();
    // Qt 6.4 walks an action's widgets while it tells them of the new text, and a visible menu bar that finds itself
    // too narrow adds one to them.
    menuBar()->hide();
    for (const auto& [group, menu] : m_menus) menu->setTitle(ActionRegistry::groupName(group));
    showBars();
    m_head->setWindowTitle(tr("Head"));
    m_transport->setWindowTitle(tr("Transport"));
    m_askRow->setWindowTitle(tr("Question"));
    m_noticeRow->setWindowTitle(tr("Notice"));
    m_menuButton->setAccessibleName(tr("Menu"));
    m_menuButton->setToolTip(tr("All commands"));
    for (QToolButton* button : m_headButtons) button->setAccessibleName(button->defaultAction()->text());
}

void MainWindow::updateChecks() {
    const auto check = [this](CommandId id, bool isChecked) { m_actions.action(id)->setChecked(isChecked); };
    check(CommandId::WorkspaceDemo, m_workspace == Workspace::Demo);
    check(CommandId::WorkspaceDebug, m_workspace == Workspace::Debug);
    check(CommandId::WorkspaceReplay, m_workspace == Workspace::Replay);
    check(CommandId::WorkspaceAnswers, m_workspace == Workspace::Answers);
    check(CommandId::ThemeDark, m_look.theme().name == ThemeName::Dark);
    check(CommandId::ThemeLight, m_look.theme().name == ThemeName::Light);
    check(CommandId::ThemeHighContrast, m_look.theme().name == ThemeName::HighContrast);
    check(CommandId::English, m_language.language() == Language::English);
    check(CommandId::Chinese, m_language.language() == Language::SimplifiedChinese);
    check(CommandId::German, m_language.language() == Language::German);
    check(CommandId::Presenter, m_look.isPresenting());
    check(CommandId::ShowTune, m_panels->docks().at(PanelId::Tune)->isVisibleTo(this));
    check(CommandId::FollowEnd, m_model.followsEnd());
    const MapView view = m_panels->heatmap().mapView();
    check(CommandId::ToggleMap, m_panels->heatmap().isMapShown());
    check(CommandId::MapHeat, view == MapView::Heat);
    check(CommandId::MapKept, view == MapView::Kept);
    check(CommandId::MapBoth, view == MapView::Both);
}

}  // namespace msao::ui
