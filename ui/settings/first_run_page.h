// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/look.h"

#include <QDialog>

namespace msao::ui {

enum class FirstStep { Skip, Demo, OpenRecording, ConnectServer };

/// What can be done here; the window cannot know.
struct FirstRunFacts {
    bool hasDemoPair = false;
};

/// One page for who comes for the first time: three ways to begin, each a button, and a way past them. Nothing is
/// opened or connected before a button is pressed.
class FirstRunPage final : public QDialog {
    Q_OBJECT

public:
    FirstRunPage(const FirstRunFacts& facts, const Look& look, QWidget* parent);

    FirstStep step() const { return m_step; }

Q_SIGNALS:
    void chosen(msao::ui::FirstStep step);

protected:
    void done(int result) override;

private:
    void addChoice(FirstStep step, const QString& name, const QString& hint, bool isPossible);

    const Look& m_look;
    FirstStep m_step = FirstStep::Skip;
};

}  // namespace msao::ui
