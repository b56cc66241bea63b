// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/shaped_text.h"

#include <QFontMetricsF>
#include <QTextLayout>

namespace msao::ui {
namespace {

constexpr int kAnyRoom = -1;

ShapedText shape(const QFont& font, const QString& text) {
    QTextLayout layout(text, font);
    layout.beginLayout();
    const QTextLine line = layout.createLine();
    layout.endLayout();
    return {layout.glyphRuns(), line.isValid() ? line.ascent() : 0, QFontMetricsF(font).horizontalAdvance(text)};
}

}  // namespace

void ShapedText::draw(QPainter& painter, QPointF baseline) const {
    for (const QGlyphRun& run : runs) painter.drawGlyphRun(baseline - QPointF(0, ascent), run);
}

size_t qHash(const ShapedTexts::Key& key, size_t seed) {
    return qHashMulti(seed, key.text, key.font, key.room);
}

ShapedText ShapedTexts::of(const QFont& font, int fontKey, const QString& text, std::optional<int> room) {
    const Key key{text, fontKey, room.value_or(kAnyRoom)};
    if (const ShapedText* known = m_lines.object(key)) return *known;
    ShapedText shaped = shape(font, text);
    if (room && shaped.width > *room) shaped = shape(font, QFontMetricsF(font).elidedText(text, Qt::ElideRight, *room));
    m_lines.insert(key, new ShapedText(shaped));
    return shaped;
}

}  // namespace msao::ui
