// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/live/live_desk.h"

#include <QLineEdit>

namespace msao::ui {

/// Where questions are typed: Return asks, the arrows go through what was asked before, and a pasted picture becomes
/// the one that is looked at.
class QuestionLine final : public QLineEdit {
    Q_OBJECT

public:
    explicit QuestionLine(LiveDesk& desk, QWidget* parent = nullptr);

    void submit();
    /// What was typed and not asked yet: it goes with what is spoken now. The line is empty then.
    QString takeUnasked();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void walk(int by);
    bool pastePicture();

    LiveDesk& m_desk;
    qsizetype m_place = 0;  // in the desk's questions; its size: what is being typed
    QString m_typed;
};

}  // namespace msao::ui
