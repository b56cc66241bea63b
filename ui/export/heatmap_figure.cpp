// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/heatmap_figure.h"

#include "msao/engine/method_options.h"
#include "ui/heatmap/importance_map.h"
#include "ui/theme/quantities.h"

#include <QLocale>

#include <algorithm>

namespace msao::ui {
namespace {

constexpr int kCell = 16;          // pixels of a token where there is no picture
constexpr double kStrength = 0.4;  // of the map, as the window begins with

double spatialThreshold(const RunState& run) {
    for (const auto& [name, value] : run.options) {
        bool isNumber = false;
        const double number = value.toDouble(&isNumber);
        if (name == QLatin1String("spatial_threshold") && isNumber) return std::clamp(number, 0.0, 1.0);
    }
    return engine::MethodOptions{}.spatialThreshold;
}

/// The picture that an answer was made from; without one the newest that the probe saw.
const FrameRecord* frameOf(const ExportSource& source) {
    const RequestState* request = source.subject();
    if (request && !request->frames.isEmpty()) return &request->frames.back();
    return source.run.whole().frame();
}

}  // namespace

HeatmapFigure::HeatmapFigure(const ExportSource& source)
    : m_frame(frameOf(source)), m_threshold(spatialThreshold(source.run.whole())) {
    if (m_frame && source.pictures) m_picture = source.pictures(m_frame->probe);
}

QString HeatmapFigure::heading() const {
    if (!m_frame || m_frame->probe.kept.empty()) return tr("MAS importance");
    return tr("MAS importance: kept %1 of %2 tokens")
        .arg(QLocale().toString(keptTokens(m_frame->probe)),
             QLocale().toString(static_cast<int>(m_frame->probe.kept.size())));
}

QString HeatmapFigure::absence() const {
    if (!m_frame) return tr("The probe saw no picture, so there is no map.");
    return importanceMap(m_frame->probe, themeOf(ThemeName::Light), MapView::Both, kStrength).isNull()
               ? tr("This run did not record the probe's map.")
               : QString();
}

/// Picture and map as one image of the picture's own pixels, so that a token keeps its sharp edge in every program.
QImage HeatmapFigure::picture(const Theme& theme) const {
    const engine::FrameProbed& probe = m_frame->probe;
    const QImage map = importanceMap(probe, theme, MapView::Both, kStrength);
    QImage whole = m_picture.isNull() ? QImage(map.size() * kCell, QImage::Format_RGB32)
                                      : m_picture.convertToFormat(QImage::Format_RGB32);
    if (m_picture.isNull()) whole.fill(theme.raised);
    QPainter painter(&whole);
    painter.drawImage(whole.rect(), map);
    return whole;
}

void HeatmapFigure::paint(FigureInk& ink, const QRectF& room) const {
    const double scale = ink.lineHeight() * 2;
    const QRectF above = room.adjusted(0, 0, 0, -scale);
    const QImage image = picture(ink.theme());
    QRectF place(QPointF(), QSizeF(image.size()).scaled(above.size(), Qt::KeepAspectRatio));
    place.moveCenter(above.center());
    ink.painter().setRenderHint(QPainter::SmoothPixmapTransform);
    ink.painter().drawImage(place, image);
    paintScale(ink, QRectF(room.left(), room.bottom() - scale + ink.em() * 0.6, room.width(), ink.lineHeight()));
}

void HeatmapFigure::paintScale(FigureInk& ink, const QRectF& row) const {
    constexpr int kSteps = 128;
    const double em = ink.em();
    const QString threshold = tr("τ %1").arg(QLocale().toString(m_threshold, 'g', 2));
    const QString dim = tr("faded: not sent");
    const double digit = ink.widthOf(QStringLiteral("0"));
    double x = row.left();
    const auto words = [&](const QString& text, const QColor& colour) {
        const double width = ink.widthOf(text) + 1;
        ink.text(QRectF(x, row.top(), width, row.height()), Qt::AlignVCenter, text, colour);
        x += width;
    };
    words(QStringLiteral("0"), ink.theme().secondary);
    const double width =
        std::clamp(row.width() - 2 * digit - ink.widthOf(threshold) - ink.widthOf(dim) - 5 * em, 2 * em, 14 * em);
    const QRectF bar(x + em * 0.4, row.top() + row.height() * 0.2, width, row.height() * 0.6);
    for (int i = 0; i < kSteps; ++i) {
        // A little wider than it is, so that no seam shows.
        ink.painter().fillRect(QRectF(bar.left() + bar.width() * i / kSteps, bar.top(),
                                      bar.width() / kSteps * (i + 1 < kSteps ? 1.5 : 1.0), bar.height()),
                               QColor(magnitudeColour(ink.theme(), (i + 0.5) / kSteps)));
    }
    const double mark = bar.left() + bar.width() * m_threshold;
    ink.line({mark, bar.top() - em * 0.25}, {mark, bar.bottom() + em * 0.25}, ink.theme().text, 1);
    x = bar.right() + em * 0.4;
    words(QStringLiteral("1"), ink.theme().secondary);
    x += em;
    words(threshold, ink.theme().text);
    x += em;
    words(dim, ink.theme().secondary);
}

}  // namespace msao::ui
