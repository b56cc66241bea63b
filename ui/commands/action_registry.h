// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QList>
#include <QObject>
#include <QString>

#include <array>
#include <map>

namespace msao::ui {

enum class CommandGroup { File, Edit, View, Live, Run, Settings, Help };

enum class CommandId {
    Open,
    Screenshot,
    Export,
    Quit,
    CopyAnswer,
    CopyAnswerWithMarks,
    WorkspaceDemo,
    WorkspaceDebug,
    WorkspaceReplay,
    WorkspaceAnswers,
    ResetWorkspace,
    LockLayout,
    ToggleMap,
    MapHeat,
    MapKept,
    MapBoth,
    LessMap,
    MoreMap,
    Presenter,
    FullScreen,
    LargerText,
    SmallerText,
    NormalText,
    ShowTune,
    Ask,
    StopAnswer,
    AskAgain,
    Talk,
    MuteMicrophone,
    AskWithSound,
    Race,
    NewConversation,
    ShowConversations,
    KeepPicture,
    WatchScene,
    SourceScene,
    SourceFile,
    SourcePaste,
    SourceScreen,
    SourceNone,
    Unplug,
    Record,
    RecordPicture,
    BackToLive,
    PlayPause,
    PreviousToken,
    NextToken,
    PreviousOffload,
    NextOffload,
    FollowEnd,
    Faster,
    Slower,
    ThemeDark,
    ThemeLight,
    ThemeHighContrast,
    English,
    Chinese,
    German,
    Preferences,
    GettingStarted,
    CommandPalette,
    CheatSheet,
    AboutQt,
};

/// Every command of the window: made in one place, so that menus, palette and cheat sheet know the same ones, and a
/// test can ask each for its name, its hint and a shortcut that no other has.
class ActionRegistry final : public QObject {
    Q_OBJECT

public:
    explicit ActionRegistry(QObject* parent = nullptr);

    QAction* action(CommandId id) const { return m_actions.at(id); }
    QList<CommandId> commands(CommandGroup group) const;
    QList<QAction*> all() const;
    static QString groupName(CommandGroup group);

    /// Names and hints in the language that is installed now.
    void retranslate();

private:
    std::map<CommandId, QAction*> m_actions;
};

inline constexpr std::array kCommandGroups = {CommandGroup::File, CommandGroup::Edit, CommandGroup::View,
                                              CommandGroup::Live, CommandGroup::Run,  CommandGroup::Settings,
                                              CommandGroup::Help};

}  // namespace msao::ui
