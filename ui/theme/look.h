// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/shaped_text.h"
#include "ui/theme/text_style.h"
#include "ui/theme/theme.h"

#include <QFont>
#include <QObject>

#include <map>
#include <optional>
#include <tuple>

namespace msao::ui {

enum class TextRole { Label, Body, Strong, Question, LongAnswer, Answer, ShortAnswer, Number };

/// Colours, fonts and distances of one window. Views keep a reference, ask while they paint, and repaint on `changed`.
class Look final : public QObject {
    Q_OBJECT

public:
    explicit Look(QObject* parent = nullptr) : QObject(parent) {}

    const Theme& theme() const { return *m_theme; }
    void setTheme(ThemeName name);

    /// The user's scale times that of presenter mode.
    double scale() const { return m_userScale * (m_isPresenting ? 1.4 : 1.0); }
    double userScale() const { return m_userScale; }
    void setUserScale(double scale);
    bool isPresenting() const { return m_isPresenting; }
    void setPresenting(bool isPresenting);

    /// Made once for each size: finding a typeface anew for every word takes longer than painting it.
    const QFont& font(TextRole role, TextStyle style = {}) const;
    /// A line of text, ready to be drawn; cut with an ellipsis, if it is wider than `room`.
    ShapedText shaped(TextRole role, const QString& text, std::optional<int> room = {}, TextStyle style = {}) const;
    /// A distance of the 8-pixel grid at the present scale.
    int px(double distance) const;

Q_SIGNALS:
    void changed();

private:
    const Theme* m_theme = &themeOf(ThemeName::Dark);
    double m_userScale = 1;
    bool m_isPresenting = false;
    mutable std::map<std::tuple<TextRole, TextStyle, int>, QFont> m_fonts;  // by size in pixels
    mutable ShapedTexts m_texts;
};

/// Loads the bundled typeface; the names of what fonts are made from then on.
void loadTypeface();

/// What standard widgets need beyond the palette.
QString styleSheetOf(const Look& look);

}  // namespace msao::ui
