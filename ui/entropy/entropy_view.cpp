// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/entropy/entropy_view.h"

#include "ui/theme/quantities.h"

#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace msao::ui {
namespace {

constexpr double kDotsBelow = 8;                    // drafts a dot's width; more only draw the line
constexpr std::array kTops = {0.2, 0.4, 0.6, 1.0};  // of the scale; their halves have one decimal, too

}  // namespace

EntropyView::EntropyView(RunModel& model, const Look& look, QWidget* parent) : Panel(look, parent), m_model(model) {
    setAccessibleName(tr("Entropy trace"));
    // What grows by itself is read; what somebody moves is watched.
    connect(&model, &RunModel::changed, this, [this] {
        if (m_model.followsEnd()) {
            updateCalmly();
        } else {
            update();
        }
    });
    connect(&model, &RunModel::selectionChanged, this, [this] { update(); });
}

QSize EntropyView::sizeHint() const {
    return {look().px(640), look().px(180)};
}

EntropyView::Frame EntropyView::frameFor(const QRectF& room, const Ink& ink) const {
    Frame frame;
    const qreal left = ink.widthOf(QStringLiteral("0,0"), TextRole::Label) + look().px(10);
    const qreal right = ink.widthOf(QStringLiteral("θ 0,00"), TextRole::Body) + look().px(14);
    frame.plot = room.adjusted(left, look().px(12), -right, -look().px(4));
    const RequestState* whole = m_model.wholeCurrent();
    const qsizetype count = whole ? whole->drafts.size() : 0;
    frame.last = static_cast<double>(std::max<qsizetype>(count - 1, 12));
    frame.first = frame.last * (1 - m_shownShare);
    double highest = 0;
    if (whole) {
        for (const DraftRecord& draft : whole->drafts) {
            highest = std::max(highest, static_cast<double>(draft.normalisedEntropy));
            if (draft.theta < 1) highest = std::max(highest, draft.theta);  // else the gate stands open
        }
    }
    // The lowest scale that holds them: what is compared with a low threshold lies low itself.
    const auto top = std::ranges::lower_bound(kTops, highest);
    frame.top = top == kTops.end() ? kTops.back() : *top;
    return frame;
}

void EntropyView::paintEvent(QPaintEvent*) {
    Ink ink(this, look());
    const QRectF room = paintSurface(ink, tr("Entropy per token"), aside());
    const RequestState* shown = m_model.shown().current();
    const RequestState* whole = m_model.wholeCurrent();
    if (!shown || !whole || whole->drafts.isEmpty()) {
        paintAbsence(ink, room, shown ? tr("Nothing drafted") : tr("No run yet"),
                     shown ? tr("In this mode, or so far, the edge drafts no tokens.")
                           : tr("The uncertainty of every drafted token will stand here."));
        return;
    }
    m_frame = frameFor(room, ink);
    paintScale(ink, m_frame);
    ink.painter().save();
    ink.painter().setClipRect(m_frame.plot.adjusted(-8, -look().px(14), 8, 8));
    paintLine(ink, m_frame, std::max<qsizetype>(shown->drafts.size() - 1, 0), whole->drafts.size(),
              ink.theme().hairline);
    paintLine(ink, m_frame, 0, shown->drafts.size(), ink.theme().secondary);
    paintDots(ink, m_frame);
    ink.painter().restore();
    paintTheta(ink, m_frame);
    paintCursor(ink, m_frame);
}

QString EntropyView::aside() const {
    const RequestState* shown = m_model.shown().current();
    const QString scale = tr("normalised, H / log |V| · ▼ H > θ, offloaded");
    if (!shown || !m_rangeFrom || !m_rangeTo) return scale;
    const qsizetype from = std::min(*m_rangeFrom, *m_rangeTo);
    const qsizetype to = std::min(std::max(*m_rangeFrom, *m_rangeTo) + 1, shown->drafts.size());
    if (to - from < 2) return scale;
    double sum = 0;
    double least = 1;
    double most = 0;
    for (qsizetype i = from; i < to; ++i) {
        const double entropy = shown->drafts[i].normalisedEntropy;
        sum += entropy;
        least = std::min(least, entropy);
        most = std::max(most, entropy);
    }
    return tr("%n draft(s): min %1, mean %2, max %3", nullptr, static_cast<int>(to - from))
        .arg(Quantities::number(least, 2), Quantities::number(sum / static_cast<double>(to - from), 2),
             Quantities::number(most, 2));
}

void EntropyView::paintScale(Ink& ink, const Frame& frame) const {
    const bool isLow = frame.plot.height() < 2 * ink.heightOf(TextRole::Label);
    for (const double share : {0.0, 0.5, 1.0}) {
        if (isLow && share == 0.5) continue;
        const qreal y = frame.y(frame.top * share);
        ink.hairline({frame.plot.left(), y}, {frame.plot.right(), y});
        const qreal height = ink.heightOf(TextRole::Label);
        const QRectF label(0, y - height / 2, frame.plot.left() - look().px(8), height);
        ink.text(label, Qt::AlignRight | Qt::AlignVCenter, Quantities::number(frame.top * share, 1), TextRole::Label,
                 ink.theme().secondary);
    }
    if (!m_rangeFrom || !m_rangeTo) return;
    QColor wash = ink.theme().accent;
    wash.setAlphaF(0.14F);
    const qreal from = frame.x(static_cast<double>(std::min(*m_rangeFrom, *m_rangeTo)));
    const qreal to = frame.x(static_cast<double>(std::max(*m_rangeFrom, *m_rangeTo)));
    ink.painter().fillRect(QRectF(QPointF(from, frame.plot.top()), QPointF(to, frame.plot.bottom())), wash);
}

/// Where several drafts share a pixel, each column of pixels is a plain line from the lowest to the highest: stroking
/// thousands of points as one smooth path takes tens of milliseconds.
void EntropyView::paintLine(Ink& ink, const Frame& frame, qsizetype from, qsizetype to, const QColor& colour) const {
    const QList<DraftRecord>& drafts = m_model.wholeCurrent()->drafts;
    to = std::min(to, drafts.size());
    from = std::max(from, static_cast<qsizetype>(frame.first) - 1);
    QPolygonF line;
    QList<QLineF> columns;
    const bool isDense = frame.last - frame.first > frame.plot.width() / 2;
    for (qsizetype i = from; i < to; ++i) {
        const QPointF at(frame.x(static_cast<double>(i)), frame.y(drafts[i].normalisedEntropy));
        if (!isDense) {
            line << at;
        } else if (!columns.isEmpty() && columns.back().x1() == std::floor(at.x())) {
            const QLineF before = columns.back();
            columns.back() = {before.x1(), std::min(before.y1(), at.y()), before.x1(), std::max(before.y2(), at.y())};
        } else {
            columns.push_back({std::floor(at.x()), at.y(), std::floor(at.x()), at.y()});
        }
    }
    QPainter& painter = ink.painter();
    painter.setPen(QPen(colour, isDense ? 1 : 1.5));
    painter.setRenderHint(QPainter::Antialiasing, !isDense);
    if (isDense) {
        painter.drawLines(columns);
    } else {
        painter.drawPolyline(line);
    }
    painter.setRenderHint(QPainter::Antialiasing);
}

void EntropyView::paintTheta(Ink& ink, const Frame& frame) const {
    const RequestState& shown = *m_model.shown().current();
    if (shown.thetas.isEmpty()) return;
    QPolygonF steps;
    for (qsizetype i = 0; i < shown.thetas.size(); ++i) {
        const ThetaRecord& theta = shown.thetas[i];
        const qreal y = frame.y(std::min(theta.theta, frame.top));
        const qreal x = std::clamp(frame.x(theta.drafts - 0.5), frame.plot.left(), frame.plot.right());
        if (steps.size() > 1 && x - steps.back().x() < 1) {
            steps.back().setY(y);  // within a pixel only the last counts
            continue;
        }
        if (!steps.isEmpty()) steps << QPointF(x, steps.back().y());
        steps << QPointF(x, y);
    }
    steps << QPointF(frame.plot.right(), steps.back().y());
    ink.painter().setPen(QPen(ink.theme().text, 1.4, Qt::DashLine));
    ink.painter().drawPolyline(steps);
    const qreal height = ink.heightOf(TextRole::Body);
    const QRectF label(frame.plot.right() + look().px(8), steps.back().y() - height / 2, width() - frame.plot.right(),
                       height);
    ink.text(label, Qt::AlignVCenter, tr("θ %1").arg(Quantities::number(shown.theta(), 2)), TextRole::Body,
             ink.theme().text);
}

void EntropyView::paintDots(Ink& ink, const Frame& frame) const {
    const RequestState& shown = *m_model.shown().current();
    const double spacing = frame.plot.width() / std::max(1.0, frame.last - frame.first);
    // Marks and triangles that would lie on the one before are left out: a long answer costs what a short one does.
    // Each kind of mark for itself, so that a correction is seen among what it threw away.
    const qreal apart = look().px(5);
    std::map<TokenMark, qreal> lastOf;
    qreal lastWing = -1e9;
    const auto first = static_cast<qsizetype>(std::max(0.0, frame.first - 8 / std::max(spacing, 1e-3)));
    for (qsizetype i = first; i < shown.drafts.size(); ++i) {
        const DraftRecord& draft = shown.drafts[i];
        const QPointF at(frame.x(static_cast<double>(i)), frame.y(draft.normalisedEntropy));
        if (at.x() < frame.plot.left() - 8) continue;
        const TokenMark mark = markOf(draft.fate);
        const bool isCommon = mark == TokenMark::Accepted || mark == TokenMark::Drafted;
        if (isCommon && spacing < kDotsBelow / 2) continue;
        const qreal size = look().px(isCommon ? 8 : 12);
        const auto last = lastOf.find(mark);
        if (spacing > apart || last == lastOf.end() || at.x() - last->second >= apart) {
            drawMark(ink.painter(), mark, QRectF(at.x() - size / 2, at.y() - size / 2, size, size),
                     colourOf(ink.theme(), mark));
            lastOf[mark] = at.x();
        }
        const bool isOffloaded = draft.normalisedEntropy > draft.theta && draft.batch;
        if (!isOffloaded || (spacing <= apart && at.x() - lastWing < apart)) continue;
        lastWing = at.x();
        const qreal wing = look().px(6);
        const qreal top = frame.plot.top() - look().px(12);
        ink.painter().setPen(Qt::NoPen);
        ink.painter().setBrush(ink.theme().cloud);
        ink.painter().drawPolygon(QPolygonF({{at.x() - wing, top}, {at.x() + wing, top}, {at.x(), top + wing * 1.6}}));
    }
}

void EntropyView::paintCursor(Ink& ink, const Frame& frame) const {
    const RequestState& shown = *m_model.shown().current();
    if (shown.drafts.isEmpty()) return;
    if (const auto selected = m_model.selection()) {
        for (qsizetype i = 0; i < shown.drafts.size(); ++i) {
            if (shown.drafts[i].position != *selected) continue;
            const QPointF at(frame.x(static_cast<double>(i)), frame.y(shown.drafts[i].normalisedEntropy));
            ink.painter().setBrush(Qt::NoBrush);
            ink.painter().setPen(QPen(ink.theme().text, 2));
            ink.painter().drawEllipse(at, look().px(9), look().px(9));
        }
    }
    const qreal x = frame.x(static_cast<double>(shown.drafts.size() - 1));
    ink.painter().setPen(QPen(ink.theme().text, 1.2));
    ink.painter().drawLine(QPointF(x, frame.plot.top() - look().px(8)), QPointF(x, frame.plot.bottom()));
}

std::optional<qsizetype> EntropyView::draftAt(qreal x) const {
    const RequestState* shown = m_model.shown().current();
    if (!shown || shown->drafts.isEmpty() || m_frame.plot.isEmpty()) return std::nullopt;
    const double place =
        m_frame.first + (x - m_frame.plot.left()) / m_frame.plot.width() * (m_frame.last - m_frame.first);
    return std::clamp<qsizetype>(static_cast<qsizetype>(std::lround(place)), 0, shown->drafts.size() - 1);
}

void EntropyView::mousePressEvent(QMouseEvent* event) {
    const auto draft = draftAt(event->position().x());
    m_rangeFrom = draft;
    m_rangeTo.reset();
    if (draft) m_model.select(m_model.shown().current()->drafts[*draft].position);
    update();
}

void EntropyView::mouseMoveEvent(QMouseEvent* event) {
    m_rangeTo = draftAt(event->position().x());
    update();
}

void EntropyView::wheelEvent(QWheelEvent* event) {
    m_shownShare = std::clamp(m_shownShare * std::pow(0.9, event->angleDelta().y() / 120.0), 0.05, 1.0);
    update();
}

}  // namespace msao::ui
