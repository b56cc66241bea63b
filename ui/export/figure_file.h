// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/export_source.h"
#include "ui/export/figure.h"

#include <array>
#include <memory>
#include <optional>

class QIODevice;

namespace msao::ui {

enum class FigureKind { Entropy, Timeline, Heatmap };

inline constexpr std::array kFigureKinds = {FigureKind::Entropy, FigureKind::Timeline, FigureKind::Heatmap};

/// The name on the command line: "entropy".
QString figureKindKey(FigureKind kind);
std::optional<FigureKind> parseFigureKind(const QString& key);

/// `source` outlives the figure.
std::unique_ptr<Figure> makeFigure(FigureKind kind, const ExportSource& source);

/// A figure as a file. Refuses with the figure's own words where there is nothing to draw, and sizes beyond reason.
class FigureFile {
    Q_DECLARE_TR_FUNCTIONS(msao::ui::FigureFile)

public:
    static engine::Status writeSvg(const Figure& figure, const FigureStyle& style, QIODevice& out);
    static engine::Status writePng(const Figure& figure, const FigureStyle& style, QIODevice& out);

private:
    static engine::Status check(const Figure& figure, const FigureStyle& style);
};

}  // namespace msao::ui
