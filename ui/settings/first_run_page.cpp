// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/first_run_page.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace msao::ui {

FirstRunPage::FirstRunPage(const FirstRunFacts& facts, const Look& look, QWidget* parent)
    : QDialog(parent), m_look(look) {
    setWindowTitle(tr("Welcome to MSAO Studio"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(look.px(560), look.px(420));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(look.px(32), look.px(24), look.px(32), look.px(24));
    column->setSpacing(look.px(6));
    auto* heading = new QLabel(tr("How would you like to begin?"), this);
    heading->setFont(look.font(TextRole::Question));
    column->addWidget(heading);
    column->addSpacing(look.px(8));
    addChoice(FirstStep::Demo, tr("Try the demo"),
              facts.hasDemoPair ? tr("Two small models, a moving scene and a cloud of its own, all on this machine.")
                                : tr("The demo pair is not installed here: ./demo makes one."),
              facts.hasDemoPair);
    addChoice(FirstStep::OpenRecording, tr("Open a recording"), tr("A .msao file, to walk through token by token."),
              true);
    addChoice(FirstStep::ConnectServer, tr("Connect a server"),
              tr("An msao-cloud of yours: its address, and the token to log in with."), true);
    column->addStretch(1);
    auto* skip = new QPushButton(tr("Skip"), this);
    skip->setObjectName(QStringLiteral("skip"));
    skip->setAutoDefault(false);
    connect(skip, &QPushButton::clicked, this, &QDialog::reject);
    column->addWidget(skip, 0, Qt::AlignRight);
}

void FirstRunPage::addChoice(FirstStep step, const QString& name, const QString& hint, bool isPossible) {
    auto* button = new QPushButton(name, this);
    button->setEnabled(isPossible);
    button->setMinimumHeight(m_look.px(44));
    button->setAccessibleDescription(hint);
    auto* words = new QLabel(hint, this);
    words->setWordWrap(true);
    words->setBuddy(button);
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->addWidget(button);
    column->addWidget(words);
    column->addSpacing(m_look.px(14));
    connect(button, &QPushButton::clicked, this, [this, step] {
        m_step = step;
        accept();
    });
}

void FirstRunPage::done(int result) {
    QDialog::done(result);
    Q_EMIT chosen(m_step);
}

}  // namespace msao::ui
