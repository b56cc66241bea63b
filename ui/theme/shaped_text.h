// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCache>
#include <QFont>
#include <QGlyphRun>
#include <QList>
#include <QPainter>
#include <QString>

#include <optional>

namespace msao::ui {

/// A line of text as glyphs in their places.
struct ShapedText {
    QList<QGlyphRun> runs;
    qreal ascent = 0;  // of the tallest typeface in it
    qreal width = 0;

    void draw(QPainter& painter, QPointF baseline) const;
};

/// The lines of text that were painted lately. Shaping a line takes several times as long as painting it, and most of
/// what stands on the screen stands there at the next picture, too. GUI thread only.
class ShapedTexts {
public:
    /// Cut with an ellipsis, if it is wider than `room`. `fontKey` tells fonts apart.
    ShapedText of(const QFont& font, int fontKey, const QString& text, std::optional<int> room);

    struct Key {
        QString text;
        int font = 0;
        int room = 0;
        bool operator==(const Key&) const = default;
    };

private:
    static constexpr int kMostLines = 4096;

    QCache<Key, ShapedText> m_lines{kMostLines};
};

size_t qHash(const ShapedTexts::Key& key, size_t seed = 0);

}  // namespace msao::ui
