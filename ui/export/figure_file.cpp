// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/figure_file.h"

#include "ui/export/entropy_figure.h"
#include "ui/export/heatmap_figure.h"
#include "ui/export/timeline_figure.h"

#include <QBuffer>
#include <QImage>
#include <QSvgGenerator>

#include <cmath>

namespace msao::ui {

using namespace engine;

namespace {

constexpr double kMmPerInch = 25.4;
constexpr double kMostMm = 1200;       // wider than the largest poster's column
constexpr double kMostPixels = 1.0e8;  // 400 MB
constexpr int kSvgUnitsPerPoint = 10;  // an SVG's size is a whole number of units

}  // namespace

QString figureKindKey(FigureKind kind) {
    switch (kind) {
        case FigureKind::Entropy:
            return QStringLiteral("entropy");
        case FigureKind::Timeline:
            return QStringLiteral("timeline");
        case FigureKind::Heatmap:
            return QStringLiteral("heatmap");
    }
    return {};
}

std::optional<FigureKind> parseFigureKind(const QString& key) {
    for (const FigureKind kind : kFigureKinds) {
        if (figureKindKey(kind) == key) return kind;
    }
    return std::nullopt;
}

std::unique_ptr<Figure> makeFigure(FigureKind kind, const ExportSource& source) {
    switch (kind) {
        case FigureKind::Entropy:
            return std::make_unique<EntropyFigure>(source.subject());
        case FigureKind::Timeline:
            return std::make_unique<TimelineFigure>(source.subject(), source.run.whole().time);
        case FigureKind::Heatmap:
            return std::make_unique<HeatmapFigure>(source);
    }
    return nullptr;
}

Status FigureFile::check(const Figure& figure, const FigureStyle& style) {
    const auto refuse = [](const QString& why) { return Error{ErrorCode::InvalidArgument, why.toStdString()}; };
    if (const QString absence = figure.absence(); !absence.isEmpty()) return refuse(absence);
    const QSizeF size = style.millimetres;
    const bool hasSize =
        size.width() >= 20 && size.height() >= 20 && size.width() <= kMostMm && size.height() <= kMostMm;
    if (!hasSize)
        return refuse(tr("A figure is 20 to %1 mm wide and high, not %2 by %3.")
                          .arg(kMostMm)
                          .arg(size.width())
                          .arg(size.height()));
    const double dots = style.dotsPerInch / kMmPerInch;
    if (style.dotsPerInch < 36 || size.width() * dots * size.height() * dots > kMostPixels)
        return refuse(tr("%1 dots per inch are too few or too many for this size.").arg(style.dotsPerInch));
    return Done{};
}

Status FigureFile::writeSvg(const Figure& figure, const FigureStyle& style, QIODevice& out) {
    MSAO_CHECK(check(figure, style));
    const QSizeF units = style.millimetres / kMmPerInch * 72 * kSvgUnitsPerPoint;
    QBuffer svg;
    QSvgGenerator generator;
    generator.setOutputDevice(&svg);
    generator.setResolution(72 * kSvgUnitsPerPoint);
    generator.setSize(units.toSize());
    generator.setViewBox(QRectF(QPointF(0, 0), units));
    generator.setTitle(figure.heading());
    generator.setDescription(QStringLiteral("MSAO Studio %1").arg(QCoreApplication::applicationVersion()));
    {
        QPainter painter(&generator);
        painter.scale(kSvgUnitsPerPoint, kSvgUnitsPerPoint);
        paintFigure(figure, painter, style);
    }
    out.write(svg.data());
    return Done{};
}

Status FigureFile::writePng(const Figure& figure, const FigureStyle& style, QIODevice& out) {
    MSAO_CHECK(check(figure, style));
    const QSizeF pixels = style.millimetres / kMmPerInch * style.dotsPerInch;
    QImage image(pixels.toSize(), QImage::Format_RGB32);
    image.fill(themeOf(style.theme).panel);
    const int perMetre = static_cast<int>(std::lround(style.dotsPerInch / kMmPerInch * 1000));
    image.setDotsPerMeterX(perMetre);
    image.setDotsPerMeterY(perMetre);
    {
        QPainter painter(&image);
        painter.scale(style.dotsPerInch / 72.0, style.dotsPerInch / 72.0);
        paintFigure(figure, painter, style);
    }
    QBuffer png;
    png.open(QIODevice::WriteOnly);
    image.save(&png, "PNG");
    out.write(png.data());
    return Done{};
}

}  // namespace msao::ui
