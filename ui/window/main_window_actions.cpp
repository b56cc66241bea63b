// SPDX-License-Identifier: GPL-3.0-or-later
// What the window's commands do.
#include "ui/ask/answer_tokens.h"
#include "ui/commands/cheat_sheet.h"
#include "ui/commands/command_palette.h"
#include "ui/theme/icons.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>

#include <algorithm>

namespace msao::ui {

void MainWindow::connectFileActions() {
    const auto on = [this](CommandId id, auto&& act) { connect(m_actions.action(id), &QAction::triggered, this, act); };
    on(CommandId::Open, [this] {
        auto* dialog = new QFileDialog(this, tr("Open recording"), QString(), tr("Recordings (*.msao)"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::openRecording);
        dialog->open();
    });
    on(CommandId::Screenshot, [this] {
        const QPixmap picture = grab();
        auto* dialog = new QFileDialog(this, tr("Save screenshot"), QString(), tr("Pictures (*.png)"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setDefaultSuffix(QStringLiteral("png"));
        connect(dialog, &QFileDialog::fileSelected, this, [this, picture](const QString& file) {
            if (!picture.save(file))
                QMessageBox::warning(this, tr("Save screenshot"), tr("%1 could not be written.").arg(file));
        });
        dialog->open();
    });
    on(CommandId::Quit, [this] { close(); });
    on(CommandId::CopyAnswer, [this] { copyAnswer(false); });
    on(CommandId::CopyAnswerWithMarks, [this] { copyAnswer(true); });
    connect(&m_loader, &TraceLoader::loaded, this,
            [this](const QString& file, std::vector<engine::TraceEvent> events, const QString& remark) {
                if (m_isLive) Q_EMIT leavingLive();
                m_isLive = false;
                m_desk.refuse({});
                m_model.clear();
                m_model.setFollowsEnd(false);
                m_model.append(std::move(events));
                m_model.setCursor(m_model.timeline().begin());
                m_chips->setSource(QFileInfo(file).fileName(), false);
                m_panels->heatmap().setLive(false);
                showBars();
                if (!remark.isEmpty() && isVisible()) {
                    auto* box =
                        new QMessageBox(QMessageBox::Warning, tr("Damaged recording"),
                                        tr("What could be read is shown. %1").arg(remark), QMessageBox::Ok, this);
                    box->setAttribute(Qt::WA_DeleteOnClose);
                    box->open();
                }
                Q_EMIT recordingOpened(file);
            });
    connect(&m_loader, &TraceLoader::failed, this, [this](const QString& file, const QString& reason) {
        m_desk.refuse(reason);
        Q_EMIT recordingRefused(file, reason);
    });
}

void MainWindow::copyAnswer(bool withMarks) {
    const RequestState* request = m_model.shown().current();
    if (request) QApplication::clipboard()->setText(withMarks ? answerTextWithMarks(*request) : answerText(*request));
}

void MainWindow::connectViewActions() {
    const auto on = [this](CommandId id, auto&& act) { connect(m_actions.action(id), &QAction::triggered, this, act); };
    on(CommandId::WorkspaceDemo, [this] { showWorkspace(Workspace::Demo); });
    on(CommandId::WorkspaceDebug, [this] { showWorkspace(Workspace::Debug); });
    on(CommandId::WorkspaceReplay, [this] { showWorkspace(Workspace::Replay); });
    on(CommandId::WorkspaceAnswers, [this] { showWorkspace(Workspace::Answers); });
    on(CommandId::ResetWorkspace, [this] {
        m_layouts.erase(m_workspace);
        showWorkspace(m_workspace);
    });
    on(CommandId::ShowTune, [this](bool isShown) { showTune(isShown); });
    on(CommandId::LockLayout, [this](bool isLocked) { m_panels->setLocked(isLocked); });
    HeatmapView& map = m_panels->heatmap();
    on(CommandId::ToggleMap, [&map](bool isShown) { map.setMapShown(isShown); });
    const auto show = [this, &map](MapView view) {
        map.setMapView(view);
        updateChecks();
    };
    on(CommandId::MapHeat, [show] { show(MapView::Heat); });
    on(CommandId::MapKept, [show] { show(MapView::Kept); });
    on(CommandId::MapBoth, [show] { show(MapView::Both); });
    on(CommandId::LessMap, [&map] { map.setOpacity(map.opacity() - 0.1); });
    on(CommandId::MoreMap, [&map] { map.setOpacity(map.opacity() + 0.1); });
    on(CommandId::Presenter, [this](bool isPresenting) { setPresenting(isPresenting); });
    on(CommandId::FullScreen, [this](bool isFull) {
        setWindowState(isFull ? windowState() | Qt::WindowFullScreen : windowState() & ~Qt::WindowFullScreen);
    });
    on(CommandId::LargerText, [this] { m_look.setUserScale(m_look.userScale() * 1.125); });
    on(CommandId::SmallerText, [this] { m_look.setUserScale(m_look.userScale() / 1.125); });
    on(CommandId::NormalText, [this] { m_look.setUserScale(1); });
}

void MainWindow::connectRunActions() {
    const auto on = [this](CommandId id, auto&& act) { connect(m_actions.action(id), &QAction::triggered, this, act); };
    on(CommandId::PlayPause, [this](bool isPlaying) {
        // Live there is nothing to play: holding is standing still while the run goes on behind.
        if (m_isLive) return m_model.setFollowsEnd(isPlaying);
        m_clock.setPlaying(isPlaying);
    });
    on(CommandId::PreviousToken, [this] { m_model.stepToken(-1); });
    on(CommandId::NextToken, [this] { m_model.stepToken(1); });
    on(CommandId::PreviousOffload, [this] { m_model.stepOffload(-1); });
    on(CommandId::NextOffload, [this] { m_model.stepOffload(1); });
    on(CommandId::FollowEnd, [this](bool follows) { m_model.setFollowsEnd(follows); });
    on(CommandId::Faster, [this] { changeSpeed(1); });
    on(CommandId::Slower, [this] { changeSpeed(-1); });
    connect(&m_model, &RunModel::followsEndChanged, m_actions.action(CommandId::FollowEnd), &QAction::setChecked);
    connect(&m_clock, &ReplayClock::playingChanged, this, [this](bool isPlaying) {
        QAction* action = m_actions.action(CommandId::PlayPause);
        action->setChecked(isPlaying);
        action->setIcon(icon(isPlaying ? QStringLiteral("pause") : QStringLiteral("play"), m_look.theme().text));
    });
}

void MainWindow::changeSpeed(int by) {
    const auto now = std::find(kReplaySpeeds.begin(), kReplaySpeeds.end(), m_clock.speed());
    const auto place =
        std::clamp<std::ptrdiff_t>(now - kReplaySpeeds.begin() + by, 0, std::ptrdiff_t(kReplaySpeeds.size()) - 1);
    m_clock.setSpeed(kReplaySpeeds[static_cast<std::size_t>(place)]);
}

void MainWindow::addSettings() {
    m_settings =
        addSettingsActions(*this, m_actions, m_look,
                           {[this] {
                                return Appearance{m_look.theme().name, m_language.language(), m_look.userScale()};
                            },
                            [this](const Appearance& wanted) {
                                if (wanted.theme != m_look.theme().name) setThemeName(wanted.theme);
                                if (wanted.language != m_language.language()) setLanguage(wanted.language);
                                if (wanted.scale != m_look.userScale()) m_look.setUserScale(wanted.scale);
                            }});
}

void MainWindow::connectSettings() {
    const auto on = [this](CommandId id, auto&& act) { connect(m_actions.action(id), &QAction::triggered, this, act); };
    connect(&m_panels->answer(), &AnswerView::startWanted, m_actions.action(CommandId::GettingStarted),
            &QAction::trigger);
    on(CommandId::ThemeDark, [this] { setThemeName(ThemeName::Dark); });
    on(CommandId::ThemeLight, [this] { setThemeName(ThemeName::Light); });
    on(CommandId::ThemeHighContrast, [this] { setThemeName(ThemeName::HighContrast); });
    on(CommandId::English, [this] { setLanguage(Language::English); });
    on(CommandId::Chinese, [this] { setLanguage(Language::SimplifiedChinese); });
    on(CommandId::German, [this] { setLanguage(Language::German); });
    on(CommandId::CommandPalette, [this] { (new CommandPalette(m_actions, m_look, this))->open(); });
    on(CommandId::CheatSheet, [this] { (new CheatSheet(m_actions, m_look, this))->open(); });
    on(CommandId::AboutQt, [] { QApplication::aboutQt(); });
}

}  // namespace msao::ui
