// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heatmap/importance_map.h"

#include <algorithm>
#include <cmath>

namespace msao::ui {
namespace {

constexpr std::int32_t kMostCells = 4096;  // a side; a trace may say anything

QRgb withAlpha(QRgb colour, double alpha) {
    const int value = static_cast<int>(std::lround(255 * std::clamp(alpha, 0.0, 1.0)));
    return qPremultiply(qRgba(qRed(colour), qGreen(colour), qBlue(colour), value));
}

}  // namespace

QImage importanceMap(const engine::FrameProbed& frame, const Theme& theme, MapView view, double opacity) {
    if (frame.rows <= 0 || frame.columns <= 0 || frame.rows > kMostCells || frame.columns > kMostCells) return {};
    const std::size_t cells = static_cast<std::size_t>(frame.rows) * static_cast<std::size_t>(frame.columns);
    const bool hasHeat = frame.importance.size() == cells && view != MapView::Kept;
    const bool hasKept = frame.kept.size() == cells && view != MapView::Heat;
    if (!hasHeat && !hasKept) return {};
    // Dark colours cover a picture sooner than bright ones.
    const double strength = theme.name == ThemeName::Light ? 0.9 * opacity : opacity;
    const QRgb veil = withAlpha(theme.veil.rgb(), theme.veil.alphaF());
    QImage map(frame.columns, frame.rows, QImage::Format_ARGB32_Premultiplied);
    for (int row = 0; row < frame.rows; ++row) {
        auto* line = reinterpret_cast<QRgb*>(map.scanLine(row));
        for (int column = 0; column < frame.columns; ++column) {
            const auto cell = static_cast<std::size_t>(row) * static_cast<std::size_t>(frame.columns) +
                              static_cast<std::size_t>(column);
            if (hasKept && !frame.kept[cell]) {
                line[column] = veil;
                continue;
            }
            const double value = hasHeat ? frame.importance[cell] / 255.0 : 0;
            line[column] = hasHeat ? withAlpha(magnitudeColour(theme, value), strength * (0.35 + 0.65 * value)) : 0;
        }
    }
    return map;
}

int keptTokens(const engine::FrameProbed& frame) {
    return static_cast<int>(std::count(frame.kept.begin(), frame.kept.end(), true));
}

}  // namespace msao::ui
