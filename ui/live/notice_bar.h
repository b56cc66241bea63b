// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/live/live_desk.h"
#include "ui/theme/panel.h"

#include <QLabel>
#include <QPushButton>

namespace msao::ui {

/// One line under the head that says what is the matter, why, and offers what helps; empty, it is not there.
class NoticeBar final : public Panel {
    Q_OBJECT

public:
    NoticeBar(LiveDesk& desk, const Look& look, QWidget* parent = nullptr);

    QString words() const { return m_words->text(); }
    QPushButton& remedyButton() const { return *m_remedy; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void dress();
    void fit();
    static QString sentence(Trouble trouble);
    static QString helpOf(Remedy remedy);
    static Remedy remedyOf(Trouble trouble);
    static bool isDismissed(Trouble trouble);
    QColor colour() const;

    LiveDesk& m_desk;
    QLabel* m_words;
    QPushButton* m_remedy;
    QPushButton* m_dismiss;
};

}  // namespace msao::ui
