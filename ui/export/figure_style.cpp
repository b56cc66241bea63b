// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/figure_style.h"

namespace msao::ui {

QString figurePresetKey(FigurePreset preset) {
    switch (preset) {
        case FigurePreset::Column:
            return QStringLiteral("column");
        case FigurePreset::Page:
            return QStringLiteral("page");
        case FigurePreset::Slide:
            return QStringLiteral("slide");
    }
    return {};
}

std::optional<FigurePreset> parseFigurePreset(const QString& key) {
    for (const FigurePreset preset : kFigurePresets) {
        if (figurePresetKey(preset) == key) return preset;
    }
    return std::nullopt;
}

FigureStyle figureStyle(FigurePreset preset) {
    FigureStyle style;
    switch (preset) {
        case FigurePreset::Column:  // of a two-column paper, as IEEE and ACM set it
            break;
        case FigurePreset::Page:
            style.millimetres = {178, 80};
            break;
        case FigurePreset::Slide:  // 16:9, as wide as the usual slide
            style.millimetres = {254, 142.9};
            style.points = 16;
            style.theme = ThemeName::Dark;
            style.dotsPerInch = 192;
            break;
    }
    return style;
}

}  // namespace msao::ui
