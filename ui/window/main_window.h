// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/action_registry.h"
#include "ui/export/export_actions.h"
#include "ui/live/ask_bar.h"
#include "ui/live/conversation_bar.h"
#include "ui/live/drop_wish.h"
#include "ui/live/live_desk.h"
#include "ui/live/notice_bar.h"
#include "ui/live/region_picker.h"
#include "ui/replay/replay_clock.h"
#include "ui/replay/trace_loader.h"
#include "ui/run/run_model.h"
#include "ui/settings/settings_actions.h"
#include "ui/theme/look.h"
#include "ui/window/language.h"
#include "ui/window/panel_set.h"
#include "ui/window/status_chips.h"
#include "ui/workspaces/workspace.h"

#include <QMainWindow>
#include <QToolBar>
#include <QToolButton>

#include <map>
#include <memory>
#include <vector>

namespace msao::ui {

/// The window. It is fed with trace events and nothing else: by a recording that it opens, or by a LiveFeed on its
/// model.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    RunModel& model() { return m_model; }
    Look& look() { return m_look; }
    ActionRegistry& actionRegistry() { return m_actions; }
    ReplayClock& replayClock() { return m_clock; }
    SettingsActions& settingsActions() { return *m_settings; }
    const PanelSet& panels() const { return *m_panels; }
    /// What people want of a live run, and how it stands.
    LiveDesk& desk() { return m_desk; }
    AskBar& askBar() { return *m_askBar; }
    ConversationBar& conversationBar() { return *m_conversationBar; }
    RegionPicker& regionPicker() { return *m_regionPicker; }
    const NoticeBar& noticeBar() const { return *m_notices; }

    /// Paused, at its beginning. recordingOpened or recordingRefused follows.
    void openRecording(const QString& file);
    /// From now on a live run feeds the model; `before` is what had happened in it.
    void beginLive(std::vector<engine::TraceEvent> before = {});
    bool isLive() const { return m_isLive; }
    void setPictures(PictureSource pictures);
    /// What the live run's source shows now.
    void setLivePicture(const QImage& picture);

    Workspace workspace() const { return m_workspace; }
    void showWorkspace(Workspace workspace);
    void setThemeName(ThemeName theme);
    void setLanguage(Language language);
    Language language() const { return m_language.language(); }

    /// Where the panels stand, for the next start; an unusable state leaves the workspace as it was made.
    QByteArray layoutState(Workspace workspace) const;
    void setLayoutState(Workspace workspace, const QByteArray& state);

Q_SIGNALS:
    void recordingOpened(const QString& file);
    void recordingRefused(const QString& file, const QString& reason);
    /// The model still holds the live run, and will not in a moment.
    void leavingLive();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void childEvent(QChildEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void makeBars();
    void fillMenus();
    void connectFileActions();
    void connectViewActions();
    void connectRunActions();
    void connectSettings();
    void addSettings();
    void makeLiveBars();
    void connectLiveActions();
    void connectSourceActions();
    void askOrGoThere();
    void showTune(bool isShown);
    void updateLive();
    void take(const DropWish& wish);
    void applyLook();
    void setPresenting(bool isPresenting);
    void showBars();
    QList<LayoutRow> rows() const {
        if (m_look.isPresenting()) return presenterLayout(m_givesRoomToRace);
        return m_givesRoomToRace ? raceLayout(m_room) : layoutOf(m_workspace, m_room);
    }
    LayoutRoom room() const;
    bool wantsRoomForRace() const;
    bool mayRearrange() const;
    void shareOutLater();
    void fitRoom();
    void retranslate();
    void copyAnswer(bool withMarks);
    void changeSpeed(int by);
    void updateChecks();

    Look m_look;
    LanguageSwitch m_language;
    RunModel m_model;
    ActionRegistry m_actions;
    LiveDesk m_desk;
    ReplayClock m_clock;
    TraceLoader m_loader;
    std::unique_ptr<PanelSet> m_panels;
    ExportActions* m_exports = nullptr;
    SettingsActions* m_settings = nullptr;
    StatusChips* m_chips = nullptr;
    QToolBar* m_head = nullptr;
    QToolBar* m_transport = nullptr;
    QToolBar* m_askRow = nullptr;
    QToolBar* m_noticeRow = nullptr;
    AskBar* m_askBar = nullptr;
    ConversationBar* m_conversationBar = nullptr;
    NoticeBar* m_notices = nullptr;
    RegionPicker* m_regionPicker = nullptr;
    QAction* m_headRest = nullptr;  // all of the head but the chips
    QList<QToolButton*> m_headButtons;
    QToolButton* m_menuButton = nullptr;
    QMenu* m_allMenus = nullptr;
    std::map<CommandGroup, QMenu*> m_menus;
    std::map<Workspace, QByteArray> m_layouts;
    Workspace m_workspace = Workspace::Demo;
    LayoutRoom m_room;  // that the panels were arranged for
    bool m_givesRoomToRace = false;
    bool m_isLive = false;
    bool m_asksWhilePresenting = false;  // the question line is there until it has been asked
};

}  // namespace msao::ui
