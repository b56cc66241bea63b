// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_model.h"
#include "ui/theme/marks.h"
#include "ui/theme/panel.h"

#include <optional>

namespace msao::ui {

/// Normalised entropy of every draft, θ as it moved, what became of each as colour and mark, and where the gate sent
/// them off. Drawn from min/max columns where there are more drafts than pixels, so a long answer paints as fast.
class EntropyView final : public Panel {
    Q_OBJECT

public:
    EntropyView(RunModel& model, const Look& look, QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    struct Frame {
        QRectF plot;
        double top = 0.6;  // of the scale
        double first = 0;  // drafts at the plot's edges
        double last = 1;
        qreal x(double draft) const { return plot.left() + (draft - first) / (last - first) * plot.width(); }
        qreal y(double entropy) const { return plot.bottom() - entropy / top * plot.height(); }
    };
    Frame frameFor(const QRectF& room, const Ink& ink) const;
    void paintScale(Ink& ink, const Frame& frame) const;
    void paintLine(Ink& ink, const Frame& frame, qsizetype from, qsizetype to, const QColor& colour) const;
    void paintTheta(Ink& ink, const Frame& frame) const;
    void paintDots(Ink& ink, const Frame& frame) const;
    void paintCursor(Ink& ink, const Frame& frame) const;
    QString aside() const;
    std::optional<qsizetype> draftAt(qreal x) const;

    RunModel& m_model;
    Frame m_frame;
    double m_shownShare = 1;  // of the drafts, the newest; less when zoomed in
    std::optional<qsizetype> m_rangeFrom;
    std::optional<qsizetype> m_rangeTo;
};

}  // namespace msao::ui
