// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_actions.h"

#include "ui/export/export_dialog.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QPixmap>

namespace msao::ui {

ExportActions::ExportActions(QWidget& window, RunModel& run, ActionRegistry& actions, const Look& look)
    : QObject(&window), m_window(window), m_run(run), m_look(look), m_source{run} {
    connect(actions.action(CommandId::Export), &QAction::triggered, this, &ExportActions::openDialog);
}

QImage ExportActions::windowAt(TraceTime time) {
    m_run.setFollowsEnd(false);
    m_run.setCursor(time);
    return m_window.grab().toImage();
}

void ExportActions::exportConversation(std::uint64_t conversation) {
    auto* dialog = new QFileDialog(&m_window, tr("Export the conversation"), QStringLiteral("conversation.md"),
                                   tr("Markdown (*.md)"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("md"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this, conversation](const QString& file) {
        const engine::Status written = exportConversation(conversation, file);
        if (written) return;
        auto* refusal = new QMessageBox(QMessageBox::Warning, tr("Export"),
                                        QString::fromStdString(written.error().message), QMessageBox::Ok, &m_window);
        refusal->setAttribute(Qt::WA_DeleteOnClose);
        refusal->open();
    });
    dialog->open();
}

engine::Status ExportActions::exportConversation(std::uint64_t conversation, const QString& file) const {
    ExportSource source = m_source;
    source.conversation = conversation;
    return exportTo(file, {ExportFormat::Markdown}, source);
}

void ExportActions::openDialog() {
    auto* dialog = new ExportDialog(
        m_source, [this](TraceTime time) { return windowAt(time); }, m_look, &m_window);
    // A clip moves the cursor; afterwards the window shows what it showed before.
    connect(dialog, &ExportDialog::clipEnded, this, [this, cursor = m_run.cursor(), follows = m_run.followsEnd()] {
        m_run.setCursor(cursor);
        m_run.setFollowsEnd(follows);
    });
    dialog->open();
}

ExportActions* addExportActions(QWidget& window, RunModel& run, ActionRegistry& actions, const Look& look) {
    return new ExportActions(window, run, actions, look);
}

}  // namespace msao::ui
