// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/search_chart.h"

#include "ui/theme/quantities.h"

#include <algorithm>
#include <cmath>

namespace msao::ui {
namespace {

using engine::PlanAxis;
using engine::PlanQuantity;
using engine::PlanSearch;

constexpr std::int32_t kMostChartCells = 256;  // a side; a trace may say anything

bool isDrawable(const PlanSearch& search) {
    if (search.rows < 1 || search.columns < 1 || search.rows > kMostChartCells || search.columns > kMostChartCells)
        return false;
    const auto cells = static_cast<std::size_t>(search.rows) * static_cast<std::size_t>(search.columns);
    const auto isGood = [](float ms) { return std::isfinite(ms) && ms > 0; };
    const auto isSpan = [](const PlanAxis& axis) { return std::isfinite(axis.to - axis.from) && axis.to != axis.from; };
    return search.believedMs.size() == cells && search.allowed.size() == cells && isSpan(search.x) &&
           isSpan(search.y) && std::ranges::all_of(search.believedMs, isGood);
}

/// Colours go with the logarithm, as the search does; what an infeasible point is believed to cost is beyond the scale.
struct Scale {
    double low = 0;
    double high = 1;
    double share(double ms) const { return std::clamp((std::log(ms) - low) / (high - low), 0.0, 1.0); }
};

Scale scaleOf(const PlanSearch& search) {
    const auto [least, most] = std::ranges::minmax(search.believedMs);
    Scale scale{std::log(static_cast<double>(least)), std::log(std::min(static_cast<double>(most), least * 20.0))};
    if (scale.high - scale.low < 1e-3) scale.high = scale.low + 1e-3;
    return scale;
}

double shareAt(const PlanAxis& axis, double value) {
    return std::clamp((value - axis.from) / (axis.to - axis.from), 0.0, 1.0);
}

void paintCells(Ink& ink, const QRectF& plot, const PlanSearch& search) {
    const Scale scale = scaleOf(search);
    QPainter& painter = ink.painter();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(Qt::NoPen);
    const qreal width = plot.width() / search.columns;
    const qreal height = plot.height() / search.rows;
    for (std::int32_t row = 0; row < search.rows; ++row) {
        for (std::int32_t column = 0; column < search.columns; ++column) {
            const auto cell = static_cast<std::size_t>(row * search.columns + column);
            const QRectF box(plot.left() + width * column, plot.bottom() - height * (row + 1), width, height);
            // Fast is the high end, which stands out of the theme's ground: see caption().
            painter.fillRect(box.toAlignedRect(),
                             QColor(magnitudeColour(ink.theme(), 1 - scale.share(search.believedMs[cell]))));
            if (search.allowed[cell]) continue;
            QColor veil = ink.theme().panel;
            veil.setAlphaF(0.62F);
            painter.fillRect(box.toAlignedRect(), veil);
            painter.fillRect(box.toAlignedRect(), QBrush(ink.theme().secondary, Qt::BDiagPattern));
        }
    }
    painter.restore();
}

/// White with a dark rim stands out from every colour of the map.
void paintPoints(Ink& ink, const QRectF& plot, const PlanSearch& search) {
    const auto place = [&](double x, double y) {
        return QPointF(plot.left() + plot.width() * shareAt(search.x, x),
                       search.rows > 1 ? plot.bottom() - plot.height() * shareAt(search.y, y) : plot.center().y());
    };
    QPainter& painter = ink.painter();
    const qreal size = ink.look().px(3);
    for (const engine::TriedPlan& tried : search.tried) {
        painter.setPen(QPen(Qt::black, 1));
        painter.setBrush(tried.isFeasible ? QBrush(Qt::white) : QBrush(ink.theme().rejected));
        painter.drawEllipse(place(tried.x, tried.y), size, size);
    }
    const QPointF chosen = place(search.chosenX, search.chosenY);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Qt::black, ink.look().px(5)));
    painter.drawEllipse(chosen, size * 2.6, size * 2.6);
    painter.setPen(QPen(ink.theme().accent, ink.look().px(3)));
    painter.drawEllipse(chosen, size * 2.6, size * 2.6);
}

QString edge(const PlanAxis& axis, double value) {
    return axis.quantity == PlanQuantity::DraftLength ? QString::number(std::lround(value))
                                                      : Quantities::number(value, 2);
}

}  // namespace

QString SearchChart::axisName(const PlanAxis& axis) {
    switch (axis.quantity) {
        case PlanQuantity::Retention:
            return QStringLiteral("β ") + Quantities::modality(axis.modality);
        case PlanQuantity::Compression:
            return QStringLiteral("ρ ") + Quantities::modality(axis.modality);
        case PlanQuantity::Theta:
            return QStringLiteral("θ");
        case PlanQuantity::DraftLength:
            return QStringLiteral("N");
    }
    return {};
}

QString SearchChart::caption(const Theme& theme, const PlanSearch& search) {
    if (!isDrawable(search)) return {};
    const QString least = Quantities::ms(static_cast<double>(*std::ranges::min_element(search.believedMs)));
    const auto tried = static_cast<int>(search.tried.size());
    // On a light ground the high end of the colours is the dark one.
    const bool isDarkFast = qGray(magnitudeColour(theme, 1)) < qGray(magnitudeColour(theme, 0));
    return isDarkFast ? tr("dark: fast, from %1 · %n tried", nullptr, tried).arg(least)
                      : tr("bright: fast, from %1 · %n tried", nullptr, tried).arg(least);
}

void SearchChart::paint(Ink& ink, const QRectF& room, const PlanSearch& search) {
    if (!isDrawable(search)) return;
    const Look& look = ink.look();
    const qreal line = ink.heightOf(TextRole::Label);
    const bool isPlane = search.rows > 1;
    const QString top = edge(search.y, search.y.to);
    const QString bottom = edge(search.y, search.y.from);
    const QString up = axisName(search.y);
    const qreal labels = isPlane ? std::max({ink.widthOf(top, TextRole::Label), ink.widthOf(bottom, TextRole::Label),
                                             ink.widthOf(up, TextRole::Label)}) +
                                       look.px(6)
                                 : 0;
    const QRectF plot = room.adjusted(labels, 0, 0, -line * 2 - look.px(6));
    paintCells(ink, plot, search);
    paintPoints(ink, plot, search);
    const QColor& colour = ink.theme().secondary;
    if (isPlane) {
        const auto side = [&](qreal y, const QString& words) {
            ink.text(QRectF(room.left(), y, labels - look.px(6), line), Qt::AlignRight, words, TextRole::Label, colour);
        };
        side(plot.top(), top);
        side(plot.center().y() - line / 2, up);
        side(plot.bottom() - line, bottom);
    }
    const QRectF below(plot.left(), plot.bottom() + look.px(2), plot.width(), line);
    ink.text(below, Qt::AlignLeft, edge(search.x, search.x.from), TextRole::Label, colour);
    ink.text(below, Qt::AlignHCenter, axisName(search.x), TextRole::Label, colour);
    ink.text(below, Qt::AlignRight, edge(search.x, search.x.to), TextRole::Label, colour);
    ink.text(QRectF(room.left(), below.bottom() + look.px(2), room.width(), line), Qt::AlignLeft,
             caption(ink.theme(), search), TextRole::Label, colour, Shortening::Allowed);
}

}  // namespace msao::ui
