// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

#include <array>
#include <optional>

namespace msao::ui {

enum class ThemeName { Dark, Light, HighContrast };

inline constexpr std::array kThemeNames = {ThemeName::Dark, ThemeName::Light, ThemeName::HighContrast};

/// The name on the command line and in settings: "dark".
QString themeKey(ThemeName name);
std::optional<ThemeName> parseTheme(const QString& key);

/// Every colour on screen. Provenance colours stay apart for red-green blindness, and never stand without their mark.
struct Theme {
    ThemeName name = ThemeName::Dark;
    QColor background;
    QColor panel;
    QColor raised;
    QColor hairline;
    QColor text;
    QColor secondary;
    QColor faint;  // hairlines of charts, never what one must read
    QColor accent;
    QColor onAccent;
    QColor accepted;
    QColor corrected;
    QColor rejected;
    QColor cloud;
    QColor unverified;
    QColor modality;
    QColor veil;  // over dropped parts of the picture
};

const Theme& themeOf(ThemeName name);
QPalette paletteOf(const Theme& theme);

/// Magnitude 0...1: inferno on dark, the same order of lightness turned round on light.
QRgb magnitudeColour(const Theme& theme, double value);

/// WCAG 2 contrast ratio, 1...21.
double contrastRatio(const QColor& first, const QColor& second);

}  // namespace msao::ui
