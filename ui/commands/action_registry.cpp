// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/action_registry.h"

#include <QCoreApplication>
#include <QKeySequence>

#include <array>

namespace msao::ui {
namespace {

struct CommandText {
    const char* name;
    const char* hint;
};

struct Command {
    CommandId id;
    CommandGroup group;
    CommandText text;
    // Explicit: Qt's standard keys are empty for several of these, depending on the platform.
    const char* keys = "";
    const char* icon = "";
    bool isCheckable = false;
};

const std::array kCommands = {
    Command{CommandId::Open,
            CommandGroup::File,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Open recording…"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Opens a recorded run, paused")},
            "Ctrl+O",
            "open"},
    Command{CommandId::Screenshot,
            CommandGroup::File,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Save screenshot…"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Saves the window as a picture")},
            "Ctrl+Shift+S",
            "screenshot"},
    Command{CommandId::Export,
            CommandGroup::File,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Export…"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Saves tokens, traces, transcripts, figures or a clip")},
            "Ctrl+E"},
    Command{CommandId::Quit,
            CommandGroup::File,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Quit"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Closes the window")},
            "Ctrl+Q"},
    Command{CommandId::CopyAnswer,
            CommandGroup::Edit,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Copy answer"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Copies the answer as text")},
            "Ctrl+Shift+C",
            "copy"},
    Command{CommandId::CopyAnswerWithMarks,
            CommandGroup::Edit,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Copy answer with marks"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Copies the answer with the origin of every token")},
            "Ctrl+Alt+C"},
    Command{CommandId::WorkspaceDemo,
            CommandGroup::View,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Demo"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Picture, answer, entropy and headline numbers")},
            "Ctrl+1",
            "",
            true},
    Command{CommandId::WorkspaceDebug,
            CommandGroup::View,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Debug"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Every token, batch and decision")},
            "Ctrl+2",
            "",
            true},
    Command{CommandId::WorkspaceReplay,
            CommandGroup::View,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Replay"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Timeline and tokens of a recording")},
            "Ctrl+3",
            "",
            true},
    Command{CommandId::WorkspaceAnswers,
            CommandGroup::View,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Questions"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "The answer large, the picture small")},
            "Ctrl+4",
            "",
            true},
    Command{CommandId::ResetWorkspace,
            CommandGroup::View,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Reset workspace"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Puts the panels back where they belong")},
            "Ctrl+Shift+R"},
    Command{CommandId::LockLayout,
            CommandGroup::View,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Lock layout"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Panels cannot be moved by accident")},
            "Ctrl+L",
            "",
            true},
    Command{CommandId::ToggleMap,
            CommandGroup::View,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Show heatmap"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Lays the probe's map over the picture")},
            "H",
            "",
            true},
    Command{CommandId::MapHeat,
            CommandGroup::View,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Heatmap: importance"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Colours every token by its importance")},
            "Shift+1",
            "",
            true},
    Command{CommandId::MapKept,
            CommandGroup::View,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Heatmap: kept tokens"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Lights what travels and dims the rest")},
            "Shift+2",
            "",
            true},
    Command{CommandId::MapBoth,
            CommandGroup::View,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Heatmap: both"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Importance of the tokens that travel")},
            "Shift+3",
            "",
            true},
    Command{CommandId::LessMap,
            CommandGroup::View,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Fainter heatmap"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "More of the picture, less of the map")},
            "["},
    Command{CommandId::MoreMap,
            CommandGroup::View,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Stronger heatmap"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "More of the map, less of the picture")},
            "]"},
    Command{CommandId::Presenter,
            CommandGroup::View,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Presenter mode"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Large type for a hall, nothing else around it")},
            "F9",
            "",
            true},
    Command{CommandId::FullScreen,
            CommandGroup::View,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Full screen"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Fills the screen")},
            "F11",
            "",
            true},
    Command{CommandId::LargerText,
            CommandGroup::View,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Larger text"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Everything a step larger")},
            "Ctrl++"},
    Command{CommandId::SmallerText,
            CommandGroup::View,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Smaller text"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Everything a step smaller")},
            "Ctrl+-"},
    Command{CommandId::NormalText,
            CommandGroup::View,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Normal text size"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Back to the size it was made for")},
            "Ctrl+0"},
    Command{CommandId::ShowTune,
            CommandGroup::View,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Tune panel"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "How the next question is answered")},
            "F8",
            "",
            true},
    Command{CommandId::Ask,
            CommandGroup::Live,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Ask"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Asks what stands in the question line; goes there first")},
            "Ctrl+Return"},
    Command{CommandId::StopAnswer,
            CommandGroup::Live,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Stop"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Ends the answer within one token")},
            "Esc"},
    Command{CommandId::AskAgain,
            CommandGroup::Live,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Ask again"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Asks the last question again, about what is there now")},
            "Ctrl+Shift+Return"},
    Command{CommandId::Talk,
            CommandGroup::Live,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Hold to talk"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry",
                               "Asks aloud for as long as it is held; or press, talk, and press again")},
            "F4"},
    Command{CommandId::MuteMicrophone,
            CommandGroup::Live,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Mute the microphone"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Closes the microphone, and keeps it closed")},
            "Ctrl+M",
            "",
            true},
    Command{CommandId::AskWithSound,
            CommandGroup::Live,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Ask with a sound file…"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "A WAV file, as if it had been spoken")},
            "Ctrl+Shift+A"},
    Command{CommandId::NewConversation,
            CommandGroup::Live,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "New conversation"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "The next question goes on from nothing")},
            "Ctrl+N"},
    Command{CommandId::ShowConversations,
            CommandGroup::Live,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Conversations…"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Finds, renames, exports and goes on with conversations")},
            "Ctrl+J"},
    Command{
        CommandId::KeepPicture,
        CommandGroup::Live,
        {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Keep picture"),
         QT_TRANSLATE_NOOP("msao::ui::ActionRegistry",
                           "Further questions are about the picture of this conversation, whatever moves meanwhile")},
        "Ctrl+K",
        "",
        true},
    Command{CommandId::WatchScene,
            CommandGroup::Live,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Watch"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry",
                               "Asks the last question again by itself whenever the scene has changed")},
            "Ctrl+Shift+W",
            "",
            true},
    Command{CommandId::Race,
            CommandGroup::Live,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Race against cloud only"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry",
                               "The last question about one picture, first by the cloud alone, then as it is tuned")},
            "Ctrl+G"},
    Command{CommandId::SourceScene,
            CommandGroup::Live,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Look at the moving scene"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "The animated scene of the demo world")},
            "Ctrl+Alt+S"},
    Command{CommandId::SourceFile,
            CommandGroup::Live,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Look at a picture file…"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "A picture, or a .y4m clip in a circle")},
            "Ctrl+Shift+O"},
    Command{CommandId::SourcePaste,
            CommandGroup::Live,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Look at the pasted picture"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "The picture in the clipboard")},
            "Ctrl+Shift+V"},
    Command{CommandId::SourceNone,
            CommandGroup::Live,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Look at nothing"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Questions without a picture; a camera is closed")},
            "Ctrl+Alt+N"},
    Command{CommandId::Unplug,
            CommandGroup::Live,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Unplug the cloud"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Emulates a link that is down, and plugs it in again")},
            "Ctrl+U",
            "",
            true},
    Command{CommandId::Record,
            CommandGroup::Live,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Record"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry",
                               "Records the last minute and what follows, until pressed again")},
            "Ctrl+R",
            "",
            true},
    Command{CommandId::BackToLive,
            CommandGroup::Live,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Back to live"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Leaves the recording for the live run behind it")},
            "Ctrl+B"},
    Command{CommandId::PlayPause,
            CommandGroup::Run,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Play or pause"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Plays the recording, or holds it")},
            "Space",
            "play",
            true},
    Command{CommandId::PreviousToken,
            CommandGroup::Run,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Previous token"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "One token back")},
            ",",
            "previous"},
    Command{CommandId::NextToken,
            CommandGroup::Run,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Next token"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "One token on")},
            ".",
            "next"},
    Command{CommandId::PreviousOffload,
            CommandGroup::Run,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Previous offload"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Back to where the edge was not sure")},
            "Shift+,",
            "previous-offload"},
    Command{CommandId::NextOffload,
            CommandGroup::Run,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Next offload"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "On to where the edge is not sure")},
            "Shift+.",
            "next-offload"},
    Command{CommandId::FollowEnd,
            CommandGroup::Run,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Follow the end"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Shows the newest moment as it comes")},
            "End",
            "",
            true},
    Command{CommandId::Faster,
            CommandGroup::Run,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Faster"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Plays faster, up to ten times")},
            "Ctrl+Right"},
    Command{CommandId::Slower,
            CommandGroup::Run,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Slower"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Plays slower, down to a tenth")},
            "Ctrl+Left"},
    Command{CommandId::ThemeDark,
            CommandGroup::Settings,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Dark theme"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "For a projector and the evening")},
            "Ctrl+Alt+1",
            "",
            true},
    Command{CommandId::ThemeLight,
            CommandGroup::Settings,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Light theme"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "For a bright room and for print")},
            "Ctrl+Alt+2",
            "",
            true},
    Command{CommandId::ThemeHighContrast,
            CommandGroup::Settings,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "High-contrast theme"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "White on black, strong lines")},
            "Ctrl+Alt+3",
            "",
            true},
    Command{CommandId::English,
            CommandGroup::Settings,
            {"English", QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "The window in English")},
            "Ctrl+Alt+E",
            "",
            true},
    Command{CommandId::Chinese,
            CommandGroup::Settings,
            {"简体中文", QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "The window in Simplified Chinese")},
            "Ctrl+Alt+Z",
            "",
            true},
    Command{CommandId::German,
            CommandGroup::Settings,
            {"Deutsch", QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "The window in German")},
            "Ctrl+Alt+D",
            "",
            true},
    Command{CommandId::Preferences,
            CommandGroup::Settings,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Settings…"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Look, server, link and recordings")},
            "Ctrl+;"},
    Command{CommandId::GettingStarted,
            CommandGroup::Help,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Getting started…"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "The demo, a recording, or a server")},
            "F1"},
    Command{CommandId::CommandPalette,
            CommandGroup::Help,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Command palette…"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Finds a command by its name")},
            "Ctrl+Shift+P",
            "menu"},
    Command{CommandId::CheatSheet,
            CommandGroup::Help,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "Keyboard shortcuts"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "All commands and their keys")},
            "Ctrl+/"},
    Command{CommandId::AboutQt,
            CommandGroup::Help,
            {QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "About Qt"),
             QT_TRANSLATE_NOOP("msao::ui::ActionRegistry", "The toolkit that draws this window")},
            "Ctrl+Alt+Q"},
};

QString translated(const char* text) {
    return QCoreApplication::translate("msao::ui::ActionRegistry", text);
}

}  // namespace

ActionRegistry::ActionRegistry(QObject* parent) : QObject(parent) {
    for (const Command& command : kCommands) {
        auto* action = new QAction(this);
        action->setShortcut(QKeySequence(QString::fromLatin1(command.keys)));
        action->setCheckable(command.isCheckable);
        m_actions[command.id] = action;
    }
    retranslate();
}

QList<CommandId> ActionRegistry::commands(CommandGroup group) const {
    QList<CommandId> ids;
    for (const Command& command : kCommands) {
        if (command.group == group) ids.push_back(command.id);
    }
    return ids;
}

QList<QAction*> ActionRegistry::all() const {
    QList<QAction*> actions;
    for (const Command& command : kCommands) actions.push_back(action(command.id));
    return actions;
}

QString ActionRegistry::groupName(CommandGroup group) {
    switch (group) {
        case CommandGroup::File:
            return tr("File");
        case CommandGroup::Edit:
            return tr("Edit");
        case CommandGroup::View:
            return tr("View");
        case CommandGroup::Live:
            return tr("Live");
        case CommandGroup::Run:
            return tr("Run");
        case CommandGroup::Settings:
            return tr("Settings");
        case CommandGroup::Help:
            return tr("Help");
    }
    return {};
}

void ActionRegistry::retranslate() {
    for (const Command& command : kCommands) {
        QAction* action = m_actions.at(command.id);
        const QString hint = translated(command.text.hint);
        action->setText(translated(command.text.name));
        action->setStatusTip(hint);
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        action->setToolTip(keys.isEmpty() ? hint : tr("%1 (%2)").arg(hint, keys));
    }
}

}  // namespace msao::ui
