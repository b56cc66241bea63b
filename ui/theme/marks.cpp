// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/marks.h"

#include <QPainterPath>

#include <algorithm>

namespace msao::ui {
namespace {

void drawDisc(QPainter& painter, const QRectF& square, const QColor& colour) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(square.adjusted(square.width() * 0.15, square.height() * 0.15, -square.width() * 0.15,
                                        -square.height() * 0.15));
}

// An arrow that turns back.
void drawTurn(QPainter& painter, const QRectF& square, const QColor& colour) {
    const qreal width = std::max(1.4, square.width() * 0.16);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap));
    const QRectF ring = square.adjusted(width, width, -width, -width);
    painter.drawArc(ring, 150 * 16, 270 * 16);
    const QPointF tip(ring.left() - width * 0.2, ring.center().y() - ring.height() * 0.30);
    const qreal wing = square.width() * 0.34;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF({tip + QPointF(-wing * 0.35, -wing * 0.75), tip + QPointF(wing * 1.05, wing * 0.15),
                                   tip + QPointF(-wing * 0.45, wing * 0.75)}));
}

void drawCloud(QPainter& painter, const QRectF& square, const QColor& colour) {
    const auto at = [&square](qreal x, qreal y, qreal radius) {
        const QPointF centre(square.left() + x * square.width(), square.top() + y * square.height());
        const qreal size = radius * square.width();
        return QRectF(centre.x() - size, centre.y() - size, 2 * size, 2 * size);
    };
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    path.addEllipse(at(0.26, 0.60, 0.24));
    path.addEllipse(at(0.52, 0.44, 0.30));
    path.addEllipse(at(0.77, 0.62, 0.22));
    path.addRect(QRectF(square.left() + 0.26 * square.width(), square.top() + 0.58 * square.height(),
                        0.51 * square.width(), 0.26 * square.height()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPath(path);
}

void drawCross(QPainter& painter, const QRectF& square, const QColor& colour) {
    painter.setPen(QPen(colour, std::max(1.5, square.width() * 0.18), Qt::SolidLine, Qt::RoundCap));
    const QRectF box =
        square.adjusted(square.width() * 0.2, square.height() * 0.2, -square.width() * 0.2, -square.height() * 0.2);
    painter.drawLine(box.topLeft(), box.bottomRight());
    painter.drawLine(box.topRight(), box.bottomLeft());
}

void drawRing(QPainter& painter, const QRectF& square, const QColor& colour, Qt::PenStyle style) {
    const qreal width = std::max(1.2, square.width() * 0.14);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, width, style, Qt::FlatCap));
    painter.drawEllipse(square.adjusted(width, width, -width, -width));
}

}  // namespace

TokenMark markOf(engine::Provenance provenance) {
    switch (provenance) {
        case engine::Provenance::Accepted:
            return TokenMark::Accepted;
        case engine::Provenance::Corrected:
            return TokenMark::Corrected;
        case engine::Provenance::Cloud:
            return TokenMark::Cloud;
        case engine::Provenance::Unverified:
            return TokenMark::Unverified;
    }
    return TokenMark::Unverified;
}

TokenMark markOf(DraftFate fate) {
    switch (fate) {
        case DraftFate::Waiting:
            return TokenMark::Drafted;
        case DraftFate::Accepted:
            return TokenMark::Accepted;
        case DraftFate::Corrected:
            return TokenMark::Corrected;
        case DraftFate::Rejected:
            return TokenMark::Rejected;
        case DraftFate::Unverified:
            return TokenMark::Unverified;
    }
    return TokenMark::Drafted;
}

const QColor& colourOf(const Theme& theme, TokenMark mark) {
    switch (mark) {
        case TokenMark::Accepted:
            return theme.accepted;
        case TokenMark::Corrected:
            return theme.corrected;
        case TokenMark::Rejected:
            return theme.rejected;
        case TokenMark::Cloud:
            return theme.cloud;
        case TokenMark::Unverified:
        case TokenMark::Drafted:
            return theme.unverified;
    }
    return theme.unverified;
}

void drawMark(QPainter& painter, TokenMark mark, const QRectF& square, const QColor& colour) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    switch (mark) {
        case TokenMark::Accepted:
            drawDisc(painter, square, colour);
            break;
        case TokenMark::Corrected:
            drawTurn(painter, square, colour);
            break;
        case TokenMark::Rejected:
            drawCross(painter, square, colour);
            break;
        case TokenMark::Cloud:
            drawCloud(painter, square, colour);
            break;
        case TokenMark::Unverified:
            drawRing(painter, square, colour, Qt::DotLine);
            break;
        case TokenMark::Drafted:
            drawRing(painter, square, colour, Qt::SolidLine);
            break;
    }
    painter.restore();
}

QString TokenMarkNames::name(TokenMark mark) {
    switch (mark) {
        case TokenMark::Accepted:
            return tr("accepted");
        case TokenMark::Corrected:
            return tr("corrected");
        case TokenMark::Rejected:
            return tr("rejected");
        case TokenMark::Cloud:
            return tr("cloud's own");
        case TokenMark::Unverified:
            return tr("unverified");
        case TokenMark::Drafted:
            return tr("drafted");
    }
    return {};
}

QString TokenMarkNames::symbol(TokenMark mark) {
    switch (mark) {
        case TokenMark::Accepted:
            return QStringLiteral("●");
        case TokenMark::Corrected:
            return QStringLiteral("↺");
        case TokenMark::Rejected:
            return QStringLiteral("✗");
        case TokenMark::Cloud:
            return QStringLiteral("☁");
        case TokenMark::Unverified:
            return QStringLiteral("◌");
        case TokenMark::Drafted:
            return QStringLiteral("○");
    }
    return {};
}

}  // namespace msao::ui
