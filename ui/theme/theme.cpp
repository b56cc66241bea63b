// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <algorithm>
#include <cmath>

namespace msao::ui {
namespace {

Theme darkTheme() {
    Theme theme;
    theme.name = ThemeName::Dark;
    theme.background = QColor(0x0e1116);
    theme.panel = QColor(0x161b22);
    theme.raised = QColor(0x1f2630);
    theme.hairline = QColor(0x2b3440);
    theme.text = QColor(0xe8edf2);
    theme.secondary = QColor(0x9aa7b4);
    theme.faint = QColor(0x5d6b7a);
    theme.accent = QColor(0x2cc295);
    theme.onAccent = QColor(0x06241b);
    theme.accepted = QColor(0x2cc295);
    theme.corrected = QColor(0xe8a838);
    theme.rejected = QColor(0xe0673c);
    theme.cloud = QColor(0x5ab6ee);
    theme.unverified = QColor(0x8792a0);
    theme.modality = QColor(0xb58ce6);
    theme.veil = QColor(8, 10, 14, 136);
    return theme;
}

Theme lightTheme() {
    Theme theme;
    theme.name = ThemeName::Light;
    theme.background = QColor(0xe9edf1);
    theme.panel = QColor(0xffffff);
    theme.raised = QColor(0xeef1f5);
    theme.hairline = QColor(0xd3dae1);
    theme.text = QColor(0x141a21);
    theme.secondary = QColor(0x4c5a68);
    theme.faint = QColor(0x93a0ad);
    theme.accent = QColor(0x0b7a5b);
    theme.onAccent = QColor(0xffffff);
    theme.accepted = QColor(0x0b7a5b);
    theme.corrected = QColor(0x8f5e00);
    theme.rejected = QColor(0xb23c14);
    theme.cloud = QColor(0x0c67a8);
    theme.unverified = QColor(0x5c6875);
    theme.modality = QColor(0x7444b8);
    theme.veil = QColor(255, 255, 255, 176);
    return theme;
}

Theme highContrastTheme() {
    Theme theme;
    theme.name = ThemeName::HighContrast;
    theme.background = QColor(0, 0, 0);
    theme.panel = QColor(0, 0, 0);
    theme.raised = QColor(0x1c1c1c);
    theme.hairline = QColor(0xb0b0b0);
    theme.text = QColor(0xffffff);
    theme.secondary = QColor(0xe4e4e4);
    theme.faint = QColor(0xa8a8a8);
    theme.accent = QColor(0x3df0bd);
    theme.onAccent = QColor(0, 0, 0);
    theme.accepted = QColor(0x3df0bd);
    theme.corrected = QColor(0xffd24a);
    theme.rejected = QColor(0xff8a5c);
    theme.cloud = QColor(0x7fd0ff);
    theme.unverified = QColor(0xc4ccd4);
    theme.modality = QColor(0xd7b5ff);
    theme.veil = QColor(0, 0, 0, 200);
    return theme;
}

// Points of the inferno map (CC0), interpolated between.
constexpr std::array<QRgb, 9> kInferno = {0xff000004, 0xff1f0c48, 0xff550f6d, 0xff88226a, 0xffba3655,
                                          0xffe35933, 0xfff98e09, 0xfff8cb34, 0xfffcffa4};

int mixChannel(int from, int to, double share) {
    return static_cast<int>(std::lround(from + (to - from) * share));
}

double linear(double channel) {
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour) {
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

}  // namespace

QString themeKey(ThemeName name) {
    switch (name) {
        case ThemeName::Dark:
            return QStringLiteral("dark");
        case ThemeName::Light:
            return QStringLiteral("light");
        case ThemeName::HighContrast:
            return QStringLiteral("high-contrast");
    }
    return {};
}

std::optional<ThemeName> parseTheme(const QString& key) {
    for (const ThemeName name : kThemeNames) {
        if (themeKey(name) == key) return name;
    }
    return std::nullopt;
}

const Theme& themeOf(ThemeName name) {
    static const Theme dark = darkTheme();
    static const Theme light = lightTheme();
    static const Theme highContrast = highContrastTheme();
    switch (name) {
        case ThemeName::Dark:
            return dark;
        case ThemeName::Light:
            return light;
        case ThemeName::HighContrast:
            return highContrast;
    }
    return dark;
}

QPalette paletteOf(const Theme& theme) {
    QPalette palette;
    palette.setColor(QPalette::Window, theme.background);
    palette.setColor(QPalette::WindowText, theme.text);
    palette.setColor(QPalette::Base, theme.panel);
    palette.setColor(QPalette::AlternateBase, theme.raised);
    palette.setColor(QPalette::ToolTipBase, theme.raised);
    palette.setColor(QPalette::ToolTipText, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.secondary);
    palette.setColor(QPalette::Text, theme.text);
    palette.setColor(QPalette::Button, theme.raised);
    palette.setColor(QPalette::ButtonText, theme.text);
    palette.setColor(QPalette::BrightText, theme.rejected);
    // What a style draws edges with: left alone they would be the system's, which are white and grey.
    palette.setColor(QPalette::Light, theme.raised);
    palette.setColor(QPalette::Midlight, theme.raised);
    palette.setColor(QPalette::Mid, theme.hairline);
    palette.setColor(QPalette::Dark, theme.hairline);
    palette.setColor(QPalette::Shadow, theme.background);
    palette.setColor(QPalette::Highlight, theme.accent);
    palette.setColor(QPalette::HighlightedText, theme.onAccent);
    palette.setColor(QPalette::Link, theme.cloud);
    palette.setColor(QPalette::LinkVisited, theme.modality);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, theme.faint);
    }
    return palette;
}

QRgb magnitudeColour(const Theme& theme, double value) {
    double at = std::clamp(std::isfinite(value) ? value : 0.0, 0.0, 1.0);
    if (theme.name == ThemeName::Light) at = 1 - at;
    const double place = at * static_cast<double>(kInferno.size() - 1);
    const std::size_t first = std::min(static_cast<std::size_t>(place), kInferno.size() - 2);
    const double share = place - static_cast<double>(first);
    const QRgb from = kInferno[first];
    const QRgb to = kInferno[first + 1];
    return qRgb(mixChannel(qRed(from), qRed(to), share), mixChannel(qGreen(from), qGreen(to), share),
                mixChannel(qBlue(from), qBlue(to), share));
}

double contrastRatio(const QColor& first, const QColor& second) {
    const double brighter = std::max(luminance(first), luminance(second));
    const double darker = std::min(luminance(first), luminance(second));
    return (brighter + 0.05) / (darker + 0.05);
}

}  // namespace msao::ui
