// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/entropy_figure.h"

#include "ui/theme/quantities.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace msao::ui {

struct EntropyFigure::Axes {
    QRectF plot;
    double top = 0.6;  // of the scale
    double last = 1;   // draft at the right edge
    double x(double draft) const { return plot.left() + draft / last * plot.width(); }
    double y(double entropy) const { return plot.bottom() - std::clamp(entropy / top, 0.0, 1.0) * plot.height(); }
};

QString EntropyFigure::heading() const {
    return tr("Entropy per token");
}

QString EntropyFigure::absence() const {
    return m_request && !m_request->drafts.isEmpty() ? QString() : tr("Nothing was drafted, so there is no entropy.");
}

bool EntropyFigure::wasSentByGate(const DraftRecord& draft) const {
    return draft.batch && draft.normalisedEntropy > draft.theta;
}

QList<LegendEntry> EntropyFigure::legend(const Theme& theme) const {
    QList<LegendEntry> entries;
    for (const TokenMark mark : kTokenMarks) {
        const bool occurs = std::any_of(m_request->drafts.begin(), m_request->drafts.end(),
                                        [mark](const DraftRecord& draft) { return markOf(draft.fate) == mark; });
        if (occurs) entries.push_back({TokenMarkNames::name(mark), colourOf(theme, mark), mark});
    }
    const auto& drafts = m_request->drafts;
    if (!m_request->thetas.isEmpty()) entries.push_back({tr("threshold θ"), theme.text, {}, Qt::DashLine});
    if (std::any_of(drafts.begin(), drafts.end(), [this](const DraftRecord& draft) { return wasSentByGate(draft); }))
        entries.push_back({tr("sent by the entropy gate"), theme.cloud, {}, Qt::SolidLine, true});
    return entries;
}

void EntropyFigure::paint(FigureInk& ink, const QRectF& room) const {
    Axes axes;
    const double em = ink.em();
    axes.plot = room.adjusted(ink.lineHeight() + ink.widthOf(QStringLiteral("0,0")) + em, em,
                              -ink.widthOf(QStringLiteral("θ 0,00")) - em * 0.6, -ink.lineHeight() * 2.2);
    axes.last = static_cast<double>(std::max<qsizetype>(m_request->drafts.size() - 1, 1));
    for (const DraftRecord& draft : m_request->drafts) {
        if (draft.normalisedEntropy > 0.6F) axes.top = 1;
    }
    paintAxes(ink, axes);
    paintEntropy(ink, axes);
    paintTheta(ink, axes);
}

void EntropyFigure::paintAxes(FigureInk& ink, const Axes& axes) const {
    const QRectF& plot = axes.plot;
    const double em = ink.em();
    const double height = ink.lineHeight();
    for (const double share : {0.0, 0.5, 1.0}) {
        const double y = axes.y(axes.top * share);
        ink.line({plot.left(), y}, {plot.right(), y}, ink.theme().hairline);
        ink.text(QRectF(plot.left() - em * 0.5 - 10 * em, y - height / 2, 10 * em, height),
                 Qt::AlignRight | Qt::AlignVCenter, Quantities::number(axes.top * share, 1), ink.theme().secondary);
    }
    const double room = plot.left() - ink.widthOf(QStringLiteral("0,0")) - em;
    ink.uprightText(QRectF(room - height, plot.top() - em, height, plot.height() + em * 2), tr("H / log |V|"),
                    ink.theme().secondary);
    const double step = std::max(1.0, axisStep(axes.last, 5));
    for (double at = 0; at <= axes.last; at += step) {
        ink.text(QRectF(axes.x(at) - 5 * em, plot.bottom() + em * 0.3, 10 * em, height), Qt::AlignHCenter,
                 QLocale().toString(static_cast<int>(at)), ink.theme().secondary);
    }
    ink.text(QRectF(plot.left(), plot.bottom() + em * 0.3 + height, plot.width(), height), Qt::AlignHCenter,
             tr("drafted token"), ink.theme().secondary);
}

void EntropyFigure::paintEntropy(FigureInk& ink, const Axes& axes) const {
    const QList<DraftRecord>& drafts = m_request->drafts;
    QPolygonF curve;
    for (qsizetype i = 0; i < drafts.size(); ++i)
        curve << QPointF(axes.x(static_cast<double>(i)), axes.y(static_cast<double>(drafts[i].normalisedEntropy)));
    ink.painter().setBrush(Qt::NoBrush);
    ink.painter().setPen(QPen(ink.theme().secondary, 0.7));
    ink.painter().drawPolyline(curve);
    // As much as fits of what is common; what is rare always.
    const double spacing = axes.plot.width() / axes.last;
    for (qsizetype i = 0; i < drafts.size(); ++i) {
        const TokenMark mark = markOf(drafts[i].fate);
        const bool isCommon = mark == TokenMark::Accepted || mark == TokenMark::Drafted;
        const double size = ink.em() * (isCommon ? 0.5 : 0.75);
        if (!isCommon || spacing > size * 0.6)
            drawMark(ink.painter(), mark, QRectF(curve[i] - QPointF(size / 2, size / 2), QSizeF(size, size)),
                     colourOf(ink.theme(), mark));
        if (!wasSentByGate(drafts[i])) continue;
        const double wing = ink.em() * 0.35;
        const QPointF tip(curve[i].x(), axes.plot.top() - ink.em() * 0.15);
        ink.painter().setPen(Qt::NoPen);
        ink.painter().setBrush(ink.theme().cloud);
        ink.painter().drawPolygon(QPolygonF({tip - QPointF(wing, wing * 1.6), tip + QPointF(wing, -wing * 1.6), tip}));
    }
}

void EntropyFigure::paintTheta(FigureInk& ink, const Axes& axes) const {
    QPolygonF steps;
    for (const ThetaRecord& theta : m_request->thetas) {
        const double x = std::clamp(axes.x(theta.drafts - 0.5), axes.plot.left(), axes.plot.right());
        if (!steps.isEmpty()) steps << QPointF(x, steps.back().y());
        steps << QPointF(x, axes.y(theta.theta));
    }
    if (steps.isEmpty()) return;
    steps << QPointF(axes.plot.right(), steps.back().y());
    ink.painter().setBrush(Qt::NoBrush);
    ink.painter().setPen(QPen(ink.theme().text, 0.9, Qt::DashLine));
    ink.painter().drawPolyline(steps);
    const double height = ink.lineHeight();
    ink.text(QRectF(axes.plot.right() + ink.em() * 0.5, steps.back().y() - height / 2,
                    ink.widthOf(QStringLiteral("θ 0,00")) + ink.em(), height),
             Qt::AlignVCenter, tr("θ %1").arg(Quantities::number(m_request->theta(), 2)), ink.theme().text);
}

}  // namespace msao::ui
