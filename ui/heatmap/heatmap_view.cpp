// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heatmap/heatmap_view.h"

#include "msao/engine/method_options.h"
#include "ui/theme/quantities.h"

#include <QLinearGradient>
#include <QLocale>
#include <QPainterPath>

#include <algorithm>
#include <chrono>
#include <utility>

namespace msao::ui {
namespace {

constexpr TraceTime kLinger = std::chrono::seconds(5);
constexpr int kLeastBeside = 150;  // a scale that can be read
constexpr int kLeastStrip = 84;    // of the strip of changes, beside a picture
constexpr qsizetype kMostGammas = 48;

}  // namespace

HeatmapView::HeatmapView(RunModel& model, const Look& look, QWidget* parent) : Panel(look, parent), m_model(model) {
    setAccessibleName(tr("Picture and MAS heatmap"));
    connect(&model, &RunModel::changed, this, &HeatmapView::takeFrame);
    connect(&model, &RunModel::selectionChanged, this, &HeatmapView::takeFrame);
    connect(&look, &Look::changed, this, [this] { m_map = {}; });
    takeFrame();
}

void HeatmapView::setPictures(PictureSource pictures) {
    m_pictures = std::move(pictures);
    m_hasFrame = false;
    takeFrame();
}

void HeatmapView::setLivePicture(const QImage& picture) {
    // What is scaled to the screen's pixels is quickest so; a camera's three bytes a pixel are not.
    m_live = picture.convertToFormat(QImage::Format_RGB32);
    if (isIdle()) takeFrame();
}

void HeatmapView::setLive(bool isLive) {
    m_isLive = isLive;
    if (!isLive) m_live = {};
    takeFrame();
}

bool HeatmapView::isIdle() const {
    return !m_hasFrame || !m_isOfQuestion;
}

void HeatmapView::setMapView(MapView view) {
    m_view = view;
    m_map = {};
    update();
}

void HeatmapView::setOpacity(double opacity) {
    m_opacity = std::clamp(opacity, 0.0, 1.0);
    m_map = {};
    update();
}

void HeatmapView::setMapShown(bool isShown) {
    m_isMapShown = isShown;
    update();
}

QSize HeatmapView::sizeHint() const {
    return {look().px(640), look().px(360)};
}

/// While the answer comes, and until one has had the time to look.
bool HeatmapView::isLookedAt(const RequestState& answer) const {
    return !answer.ended || m_model.selection() || m_model.cursor() - *answer.ended < kLinger;
}

const FrameRecord* HeatmapView::wantedFrame() const {
    const RunState& run = m_model.shown();
    if (!m_isLive || m_live.isNull()) return run.frame();
    const RequestState* answer = run.current();
    if (answer && !answer->frames.isEmpty() && isLookedAt(*answer)) return &answer->frames.back();
    return run.idleFrame();
}

void HeatmapView::takeFrame() {
    chooseFrame();
    const QSizeF native = nativeSize();
    if (!showsPicture() || native.isEmpty()) return;
    const double before = std::exchange(m_aspect, native.width() / native.height());
    if (m_aspect != before) Q_EMIT aspectChanged();
}

/// A picture whose pixels are gone has its grid left.
QSizeF HeatmapView::nativeSize() const {
    const QImage& shown = picture();
    return shown.isNull() ? QSizeF(16.0 * m_frame.columns, 16.0 * m_frame.rows) : QSizeF(shown.size());
}

void HeatmapView::chooseFrame() {
    const FrameRecord* newest = wantedFrame();
    m_isOfQuestion = newest != nullptr && newest != m_model.shown().idleFrame();
    const bool isSame = newest ? m_hasFrame && m_frame == newest->probe : !m_hasFrame;
    update();
    if (isSame) return;
    m_hasFrame = newest != nullptr;
    m_frame = newest ? newest->probe : engine::FrameProbed{};
    m_picture = newest && m_pictures ? m_pictures(m_frame) : QImage();
    m_map = {};
}

void HeatmapView::paintEvent(QPaintEvent*) {
    Ink ink(this, look());
    paintSurface(ink);
    if (!showsPicture()) {
        paintAbsence(ink, rect(), tr("No picture yet"),
                     m_isLive ? tr("Choose below what to look at, or drop a picture here.")
                              : tr("Open a recording, or ask about a picture."));
        return;
    }
    if (m_map.isNull() && m_hasFrame) m_map = importanceMap(m_frame, look().theme(), m_view, m_opacity);
    const auto [picture, beside] = places(ink);
    paintPicture(ink, picture);
    const QRectF seen = picture.intersected(rect());
    if (!beside.isEmpty()) return paintBeside(ink, beside);
    paintBadge(ink, seen);
    paintGammaStrip(ink, seen, m_hasFrame ? paintLegend(ink, seen) : QRectF());
}

/// As large as the panel allows, cut at the edges by no more than an eighth, so that no bars stand beside it. A picture
/// that leaves more than that stands at the left, and nothing has to lie over it.
HeatmapView::Places HeatmapView::places(const Ink& ink) const {
    const QRectF room = rect();
    const QSizeF native = nativeSize();
    const QSizeF inside = native.scaled(room.size(), Qt::KeepAspectRatio);
    const QSizeF covering = native.scaled(room.size(), Qt::KeepAspectRatioByExpanding);
    const bool covers = covering.width() <= room.width() * 1.125 && covering.height() <= room.height() * 1.125;
    QRectF place(QPointF(), covers ? covering : inside);
    place.moveCenter(room.center());
    const qreal margin = look().px(12);
    qreal words = look().px(kLeastBeside);
    for (const QString& note : notes()) words = std::max(words, ink.widthOf(note, TextRole::Strong));
    // Room for the strip of changes alone is better used at one side, too.
    if (!covers && room.width() - place.width() >= look().px(kLeastStrip)) place.moveLeft(room.left());
    if (covers || room.width() - place.width() < words + 2 * margin) return {place, {}};
    return {place,
            QRectF(QPointF(place.right(), room.top()), room.bottomRight()).adjusted(margin, margin, -margin, -margin)};
}

void HeatmapView::paintPicture(Ink& ink, const QRectF& place) const {
    const QImage& shown = picture();
    QPainter& painter = ink.painter();
    painter.save();
    QPainterPath rounded;
    rounded.addRoundedRect(place.intersected(rect()), look().px(10), look().px(10));
    painter.setClipPath(rounded);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, true);
    if (shown.isNull()) {
        painter.fillRect(place, ink.theme().raised);
    } else {
        painter.drawImage(place, shown);
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    if (m_isMapShown && !m_map.isNull()) painter.drawImage(place, m_map);
    painter.restore();
}

/// What is said of the picture at the top, the scale of its map at the bottom.
void HeatmapView::paintBeside(Ink& ink, QRectF room) const {
    const qreal strong = ink.heightOf(TextRole::Strong) + look().px(6);
    const qreal body = ink.heightOf(TextRole::Body) + look().px(4);
    for (const QString& note : notes()) {
        ink.text({room.left(), room.top(), room.width(), strong}, Qt::AlignTop, note, TextRole::Strong,
                 ink.theme().text, Shortening::Allowed);
        room.setTop(room.top() + strong);
    }
    if (m_hasFrame && m_isMapShown && room.height() > 3 * body) {
        const QRectF ends(room.left(), room.bottom() - body, std::min<qreal>(room.width(), look().px(220)), body);
        ink.text(ends, Qt::AlignBottom, QStringLiteral("0"), TextRole::Body, ink.theme().secondary);
        ink.text(ends, Qt::AlignBottom | Qt::AlignHCenter, threshold(), TextRole::Body, ink.theme().text);
        ink.text(ends, Qt::AlignBottom | Qt::AlignRight, QStringLiteral("1"), TextRole::Body, ink.theme().secondary);
        const QRectF bar(ends.left(), ends.top() - look().px(16), ends.width(), look().px(14));
        paintScale(ink, bar);
        ink.text({room.left(), bar.top() - body, room.width(), body}, Qt::AlignTop, tr("MAS importance"),
                 TextRole::Body, ink.theme().text, Shortening::Allowed);
        room.setBottom(bar.top() - body - look().px(16));
    }
    const qreal strip = look().px(38);
    if (clip().size() < 2 || room.height() < strip + body) return;
    const QRectF box(room.left(), room.bottom() - strip, std::min<qreal>(room.width(), look().px(220)), strip);
    ink.text({room.left(), box.top() - body, room.width(), body}, Qt::AlignTop, tr("γ: change per frame"),
             TextRole::Body, ink.theme().text, Shortening::Allowed);
    paintGammas(ink, box, clip());
}

double HeatmapView::spatialThreshold() const {
    for (const auto& [name, value] : m_model.shown().options) {
        bool isNumber = false;
        const double number = value.toDouble(&isNumber);
        if (name == QLatin1String("spatial_threshold") && isNumber) return number;
    }
    return engine::MethodOptions{}.spatialThreshold;
}

QString HeatmapView::threshold() const {
    return tr("τ %1").arg(QLocale().toString(spatialThreshold(), 'g', 2));
}

void HeatmapView::paintScale(Ink& ink, const QRectF& bar) const {
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    for (int i = 0; i <= 16; ++i) gradient.setColorAt(i / 16.0, QColor(magnitudeColour(ink.theme(), i / 16.0)));
    ink.painter().fillRect(bar, gradient);
    const qreal mark = bar.left() + bar.width() * spatialThreshold();
    ink.painter().setPen(QPen(ink.theme().text, 2));
    // Not above it: there may stand words.
    ink.painter().drawLine(QPointF(mark, bar.top()), QPointF(mark, bar.bottom() + 4));
}

QRectF HeatmapView::paintLegend(Ink& ink, const QRectF& picture) const {
    if (!m_isMapShown) return {};
    const QString title = tr("MAS importance");
    const QString limit = threshold();
    const qreal gap = look().px(10);
    const qreal bar = look().px(132);
    const qreal digit = ink.widthOf(QStringLiteral("0"), TextRole::Body);
    const qreal width =
        gap * 7 + ink.widthOf(title, TextRole::Body) + 2 * digit + bar + ink.widthOf(limit, TextRole::Body);
    const qreal height = look().px(38);
    const QRectF box(picture.left() + look().px(16), picture.bottom() - look().px(16) - height, width, height);
    if (box.right() > picture.right()) return {};
    QColor surface = ink.theme().panel;
    surface.setAlphaF(0.9F);
    ink.roundedBox(box, surface);
    const auto line = [&](qreal x, qreal w) { return QRectF(x, box.top(), w, box.height()); };
    qreal x = box.left() + gap * 1.5;
    x += ink.text(line(x, width), Qt::AlignVCenter, title, TextRole::Body, ink.theme().text) + gap;
    x += ink.text(line(x, digit * 2), Qt::AlignVCenter, QStringLiteral("0"), TextRole::Body, ink.theme().secondary) +
         gap * 0.6;
    const QRectF scale(x, box.center().y() - look().px(7), bar, look().px(14));
    paintScale(ink, scale);
    x = scale.right() + gap * 0.6;
    x += ink.text(line(x, digit * 2), Qt::AlignVCenter, QStringLiteral("1"), TextRole::Body, ink.theme().secondary) +
         gap * 1.4;
    ink.text(line(x, box.right() - x), Qt::AlignVCenter, limit, TextRole::Body, ink.theme().text);
    return box;
}

/// What of the picture travelled; of a live run whose answer has ended, whether it is the picture of then or of now.
QStringList HeatmapView::notes() const {
    if (!m_hasFrame) return {};
    QStringList notes;
    const RequestState* request = m_model.shown().current();
    // Things may have moved since the answer that stands beside it.
    if (m_isLive && !m_isOfQuestion && request && request->ended) notes << tr("as it is now");
    if (m_frame.kept.empty()) return notes;
    if (m_isLive && m_isOfQuestion && request->ended) notes << tr("as asked");
    notes << tr("kept %1 of %2 tokens")
                 .arg(QLocale().toString(keptTokens(m_frame)), QLocale().toString(int(m_frame.kept.size())));
    if (!m_isOfQuestion || !request || !request->plan) return notes;
    for (const engine::ModalityPlan& planned : request->plan->plan.modalities) {
        for (const engine::ModalityProbe& probe : request->modalities) {
            if (planned.modality != m_frame.modality || probe.modality != m_frame.modality) continue;
            notes
                << tr("%1 of %2").arg(Quantities::bytes(plannedBytes(probe, planned)), Quantities::bytes(probe.bytes));
        }
    }
    return notes;
}

void HeatmapView::paintBadge(Ink& ink, const QRectF& picture) const {
    const QString text = notes().join(QStringLiteral(" · "));
    const qreal width = ink.widthOf(text, TextRole::Strong) + look().px(36);
    if (text.isEmpty() || width > picture.width() - look().px(32)) return;
    const QRectF box(picture.right() - look().px(16) - width, picture.top() + look().px(16), width, look().px(38));
    QColor surface = ink.theme().panel;
    surface.setAlphaF(0.9F);
    ink.roundedBox(box, surface);
    ink.text(box, Qt::AlignCenter, text, TextRole::Strong, ink.theme().text);
}

const QList<FrameRecord>& HeatmapView::clip() const {
    const RequestState* request = m_model.shown().current();
    return request && request->frames.size() > 1 ? request->frames : m_model.shown().idleFrames;
}

/// Change from frame to frame, for clips: a bar a frame, the newest at the right; above the legend where both have no
/// room beside one another.
void HeatmapView::paintGammaStrip(Ink& ink, const QRectF& picture, const QRectF& legend) const {
    const QList<FrameRecord>& frames = clip();
    if (frames.size() < 2) return;
    const auto count = static_cast<qreal>(std::min(frames.size(), kMostGammas));
    const qreal width = look().px(5) * count + look().px(44);
    QRectF box(picture.right() - look().px(16) - width, picture.bottom() - look().px(54), width, look().px(38));
    if (box.intersects(legend)) box.moveBottom(legend.top() - look().px(8));
    const qreal beside = rect().right() - picture.right();
    if (beside >= look().px(kLeastStrip)) {
        box.setLeft(picture.right() + look().px(8));
        box.setWidth(std::min(width, beside - look().px(16)));
    }
    QColor surface = ink.theme().panel;
    surface.setAlphaF(0.9F);
    ink.roundedBox(box, surface);
    ink.text(box.adjusted(look().px(12), 0, 0, 0), Qt::AlignVCenter, QStringLiteral("γ"), TextRole::Strong,
             ink.theme().text);
    paintGammas(ink, box.adjusted(look().px(32), look().px(6), -look().px(12), -look().px(6)), frames);
}

void HeatmapView::paintGammas(Ink& ink, const QRectF& room, const QList<FrameRecord>& frames) const {
    const qreal step = look().px(5);
    const auto fitting = std::min(kMostGammas, static_cast<qsizetype>(room.width() / step));
    const qsizetype count = std::min(frames.size(), fitting);
    for (qsizetype i = 0; i < count; ++i) {
        const double gamma = std::clamp(frames[frames.size() - count + i].probe.gamma, 0.0, 1.0);
        const qreal height = std::max(1.0, gamma * room.height());
        ink.painter().fillRect(
            QRectF(room.left() + step * static_cast<qreal>(i), room.bottom() - height, step - 1, height),
            ink.theme().modality);
    }
}

}  // namespace msao::ui
