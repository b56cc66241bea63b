// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <optional>

namespace msao::ui {

enum class Workspace { Demo, Debug, Replay, Answers };

inline constexpr std::array kWorkspaces = {Workspace::Demo, Workspace::Debug, Workspace::Replay, Workspace::Answers};

/// The name on the command line and in settings: "demo", "debug", "replay", "qa".
QString workspaceKey(Workspace workspace);
std::optional<Workspace> parseWorkspace(const QString& key);

/// The panels that can stand in a window.
enum class PanelId {
    Picture,
    Answer,
    Entropy,
    Timeline,
    Headline,
    Tokens,
    Inspector,
    Modalities,
    Plan,
    Link,
    Resources,
    Events,
    Tune,
    Server,
    Messages
};

inline constexpr std::array kPanelIds = {PanelId::Picture,  PanelId::Answer, PanelId::Entropy,   PanelId::Timeline,
                                         PanelId::Headline, PanelId::Tokens, PanelId::Inspector, PanelId::Modalities,
                                         PanelId::Plan,     PanelId::Link,   PanelId::Resources, PanelId::Events,
                                         PanelId::Tune,     PanelId::Server, PanelId::Messages};

/// The name in saved layouts; never changed.
QString panelKey(PanelId panel);

}  // namespace msao::ui
