// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/cheat_sheet.h"

#include <QTextBrowser>
#include <QVBoxLayout>

namespace msao::ui {

CheatSheet::CheatSheet(const ActionRegistry& actions, const Look& look, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(look.px(680), look.px(640));
    auto* page = new QTextBrowser(this);
    page->setAccessibleName(windowTitle());
    page->setHtml(html(actions));
    auto* column = new QVBoxLayout(this);
    column->addWidget(page);
}

QString CheatSheet::html(const ActionRegistry& actions) {
    QString page = QStringLiteral("<table cellpadding='4'>");
    for (const CommandGroup group : kCommandGroups) {
        page += QStringLiteral("<tr><td colspan='3'><h3>%1</h3></td></tr>")
                    .arg(ActionRegistry::groupName(group).toHtmlEscaped());
        for (const CommandId id : actions.commands(group)) {
            const QAction* action = actions.action(id);
            page += QStringLiteral("<tr><td><b>%1</b></td><td>%2</td><td>%3</td></tr>")
                        .arg(action->shortcut().toString(QKeySequence::NativeText).toHtmlEscaped(),
                             action->text().toHtmlEscaped(), action->statusTip().toHtmlEscaped());
        }
    }
    return page + QStringLiteral("</table>");
}

}  // namespace msao::ui
