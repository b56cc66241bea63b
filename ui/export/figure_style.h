// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QSizeF>
#include <QString>

#include <array>
#include <optional>

namespace msao::ui {

/// Where a figure goes: a column of a paper, its whole width, or a slide.
enum class FigurePreset { Column, Page, Slide };

inline constexpr std::array kFigurePresets = {FigurePreset::Column, FigurePreset::Page, FigurePreset::Slide};

/// The name on the command line and in settings: "column".
QString figurePresetKey(FigurePreset preset);
std::optional<FigurePreset> parseFigurePreset(const QString& key);

/// Size on paper, type and colours of a figure.
struct FigureStyle {
    QSizeF millimetres{85, 55};
    QString family = QStringLiteral("Inter");
    double points = 8;  // of all text but the heading
    ThemeName theme = ThemeName::Light;
    int dotsPerInch = 300;  // of a PNG
};

FigureStyle figureStyle(FigurePreset preset);

}  // namespace msao::ui
