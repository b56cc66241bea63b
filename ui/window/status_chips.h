// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/live/live_desk.h"
#include "ui/run/run_model.h"
#include "ui/theme/panel.h"

#include <optional>

namespace msao::ui {

/// The top line: the name, and what this run truly is (live or replay, synthetic, paced, local only).
class StatusChips final : public Panel {
    Q_OBJECT

public:
    StatusChips(RunModel& model, LiveDesk& desk, const Look& look, QWidget* parent = nullptr);

    /// The recording's name; what a live run looks at stands in its trace.
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
    qreal longestWords(const Ink& ink, const QList<Chip>& chips, qreal room) const;
    qreal paintName(Ink& ink, const QRectF& line, qreal chips) const;
    QString option(const QString& name) const;
    static QString inWords(const QString& value);

    Chip ofOrigin() const;
    std::optional<Chip> ofLink() const;

    RunModel& m_model;
    LiveDesk& m_desk;
    QString m_source;
    bool m_isLive = false;
};

}  // namespace msao::ui
