// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/action_registry.h"
#include "ui/export/export_source.h"
#include "ui/theme/look.h"

#include <QObject>
#include <QWidget>

namespace msao::ui {

/// Opens the export dialog of a window and lets it picture the window through the run.
class ExportActions final : public QObject {
    Q_OBJECT

public:
    ExportActions(QWidget& window, RunModel& run, ActionRegistry& actions, const Look& look);

    void setPictures(PictureSource pictures) { m_source.pictures = std::move(pictures); }
    /// Asks where to, and writes what was said in it as Markdown.
    void exportConversation(std::uint64_t conversation);
    engine::Status exportConversation(std::uint64_t conversation, const QString& file) const;

private:
    void openDialog();
    QImage windowAt(TraceTime time);

    QWidget& m_window;
    RunModel& m_run;
    const Look& m_look;
    ExportSource m_source;
};

/// Connects the registry's export commands. The window owns what is returned.
ExportActions* addExportActions(QWidget& window, RunModel& run, ActionRegistry& actions, const Look& look);

}  // namespace msao::ui
