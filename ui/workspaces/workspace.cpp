// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspaces/workspace.h"

namespace msao::ui {

QString workspaceKey(Workspace workspace) {
    switch (workspace) {
        case Workspace::Demo:
            return QStringLiteral("demo");
        case Workspace::Debug:
            return QStringLiteral("debug");
        case Workspace::Replay:
            return QStringLiteral("replay");
        case Workspace::Answers:
            return QStringLiteral("qa");
    }
    return {};
}

std::optional<Workspace> parseWorkspace(const QString& key) {
    for (const Workspace workspace : kWorkspaces) {
        if (workspaceKey(workspace) == key) return workspace;
    }
    return std::nullopt;
}

QString panelKey(PanelId panel) {
    switch (panel) {
        case PanelId::Picture:
            return QStringLiteral("picture");
        case PanelId::Answer:
            return QStringLiteral("answer");
        case PanelId::Entropy:
            return QStringLiteral("entropy");
        case PanelId::Timeline:
            return QStringLiteral("timeline");
        case PanelId::Headline:
            return QStringLiteral("headline");
        case PanelId::Tokens:
            return QStringLiteral("tokens");
        case PanelId::Inspector:
            return QStringLiteral("inspector");
        case PanelId::Modalities:
            return QStringLiteral("modalities");
        case PanelId::Plan:
            return QStringLiteral("plan");
        case PanelId::Link:
            return QStringLiteral("link");
        case PanelId::Resources:
            return QStringLiteral("resources");
        case PanelId::Events:
            return QStringLiteral("events");
        case PanelId::Tune:
            return QStringLiteral("tune");
        case PanelId::Server:
            return QStringLiteral("server");
        case PanelId::Messages:
            return QStringLiteral("messages");
    }
    return {};
}

}  // namespace msao::ui
