// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_model.h"
#include "ui/theme/panel.h"

namespace msao::ui {

/// The top line: the name, and what this run truly is (live or replay, synthetic, paced, local only).
class StatusChips final : public Panel {
    Q_OBJECT

public:
    StatusChips(RunModel& model, const Look& look, QWidget* parent = nullptr);

    /// Where the events come from, in words: "Replay · demo.msao".
    void setSource(const QString& source, bool isLive);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Chip {
        QColor colour;
        QString text;
    };
    QList<Chip> chips() const;
    QString option(const QString& name) const;

    RunModel& m_model;
    QString m_source;
    bool m_isLive = false;
};

}  // namespace msao::ui
