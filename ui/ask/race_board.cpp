// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ask/race_board.h"

#include "ui/theme/quantities.h"

#include <QLocale>

#include <algorithm>
#include <numeric>

namespace msao::ui {
namespace {

QString none() {
    return QStringLiteral("–");
}

}  // namespace

const QColor& RaceBoard::colourOf(const Theme& theme, engine::Mode mode) {
    using engine::Mode;
    switch (mode) {
        case Mode::CloudOnly:
        case Mode::CoLocated:
            return theme.cloud;
        case Mode::EdgeOnly:
            return theme.unverified;
        case Mode::PerLlm:
            return theme.modality;
        case Mode::Sync:
        case Mode::MsaoNoCollab:
            return theme.corrected;
        case Mode::VerifyOnly:
        case Mode::NeverIdle:
        case Mode::Hybrid:
        case Mode::Adaptive:
        case Mode::Msao:
        case Mode::MsaoNoModality:
            return theme.accepted;
    }
    return theme.accepted;
}

/// MSAO first, the plainest mode last, whoever runs: the current one is another one when its rival has ended.
QList<RaceRow> RaceBoard::inPlace(const QList<RaceRow>& rows) {
    QList<RaceRow> shown = rows.first(std::min(rows.size(), kMostRows));
    std::stable_sort(shown.begin(), shown.end(),
                     [](const RaceRow& one, const RaceRow& other) { return one.mode > other.mode; });
    return shown;
}

QString RaceBoard::verdict(const QList<RaceRow>& rows) {
    QStringList others;
    for (const RaceRow& row : rows) {
        if (row.isSameAnswer == false) others << Quantities::mode(row.mode);
    }
    if (!others.isEmpty()) return tr("answered differently: %1").arg(QLocale().createSeparatedList(others));
    const bool isSame = std::ranges::any_of(rows, [](const RaceRow& row) { return row.isSameAnswer.has_value(); });
    return isSame ? tr("same, token for token") : QString();
}

/// Where there is no room for who it was: each row has its figures.
QString RaceBoard::shortVerdict(const QList<RaceRow>& rows) {
    if (verdict(rows).isEmpty()) return {};
    const bool differs = std::ranges::any_of(rows, [](const RaceRow& row) { return row.isSameAnswer == false; });
    return differs ? tr("another answer") : tr("same answer");
}

const QColor& RaceBoard::colourOfVerdict(const Theme& theme, const QList<RaceRow>& rows) {
    const bool differs = std::ranges::any_of(rows, [](const RaceRow& row) { return row.isSameAnswer == false; });
    return differs ? theme.rejected : theme.accepted;
}

QString RaceBoard::timeOf(const RaceRow& row) {
    return row.isRunning ? tr("running…") : Quantities::seconds(row.elapsedMs);
}

QList<RaceBoard::Column> RaceBoard::columns(const Ink& ink, const QList<RaceRow>& rows) {
    QList<Column> all = {{tr("time"), {}}, {tr("tok/s"), {}}, {tr("sent"), {}}, {tr("cloud"), {}}, {tr("tokens"), {}}};
    for (const RaceRow& row : rows) {
        all[0].cells << timeOf(row);
        all[1].cells << (row.tokensPerSecond ? Quantities::number(*row.tokensPerSecond, 0) : none());
        all[2].cells << (row.sentBytes ? Quantities::bytes(*row.sentBytes) : none());
        all[3].cells << (row.cloudMs > 0 ? Quantities::ms(row.cloudMs) : none());
        all[4].cells << QLocale().toString(qlonglong(row.tokens));
    }
    for (Column& column : all) {
        column.width = ink.widthOf(column.heading, TextRole::Label);
        for (const QString& cell : column.cells)
            column.width = std::max(column.width, ink.widthOf(cell, TextRole::Body));
        column.width += ink.look().px(16);
    }
    return all;
}

void RaceBoard::paintBar(Ink& ink, const QRectF& room, const RaceRow& row, double longestMs) {
    ink.roundedBox(room, ink.theme().raised, 6);
    QRectF bar = room;
    bar.setWidth(std::max(room.height(), room.width() * row.elapsedMs / longestMs));
    ink.roundedBox(bar, colourOf(ink.theme(), row.mode), 6);
}

qreal RaceBoard::widthOf(const QList<Column>& columns) {
    return std::accumulate(columns.begin(), columns.end(), qreal(0),
                           [](qreal width, const Column& column) { return width + column.width; });
}

void RaceBoard::paintHead(Ink& ink, const QRectF& line, const QList<RaceRow>& rows) {
    const qreal title = ink.text(line, Qt::AlignVCenter, tr("Race"), TextRole::Strong, ink.theme().text);
    const QRectF rest = line.adjusted(title + ink.look().px(12), 0, 0, 0);
    const QString whole = verdict(rows);
    const bool fits = ink.widthOf(whole, TextRole::Body) <= rest.width();
    ink.text(rest, Qt::AlignVCenter, fits ? whole : shortVerdict(rows), TextRole::Body,
             colourOfVerdict(ink.theme(), rows), Shortening::Allowed);
}

/// A mark in the mode's colour, its name and its time. Gives where it ends; nothing where it has no room.
std::optional<qreal> RaceBoard::paintEntry(Ink& ink, const QRectF& room, const RaceRow& row) {
    const TextRole role = row.isCurrent ? TextRole::Strong : TextRole::Body;
    const QString name = Quantities::mode(row.mode);
    const QString time = timeOf(row);
    const qreal mark = ink.look().px(10);
    const qreal gap = ink.look().px(6);
    const QRectF words = room.adjusted(mark + gap, 0, 0, 0);
    if (ink.widthOf(name, role) + gap + ink.widthOf(time, TextRole::Body) > words.width()) return std::nullopt;
    ink.roundedBox({room.left(), room.center().y() - mark / 2, mark, mark}, colourOf(ink.theme(), row.mode), 3);
    const qreal named =
        ink.text(words, Qt::AlignVCenter, name, role, row.isCurrent ? ink.theme().text : ink.theme().secondary);
    const QRectF rest = words.adjusted(named + gap, 0, 0, 0);
    return rest.left() + ink.text(rest, Qt::AlignVCenter, time, TextRole::Body, ink.theme().text);
}

void RaceBoard::paintFigures(Ink& ink, QPointF corner, const QList<Column>& columns) {
    QRectF cell(corner, QSizeF(0, rowHeight(ink)));
    for (const Column& column : columns) {
        cell = QRectF(cell.right(), corner.y(), column.width, cell.height());
        ink.text(cell, Qt::AlignVCenter | Qt::AlignRight, column.heading, TextRole::Label, ink.theme().secondary);
        for (const QString& words : column.cells) {
            cell.translate(0, cell.height());
            ink.text(cell, Qt::AlignVCenter | Qt::AlignRight, words, TextRole::Body, ink.theme().text);
        }
    }
}

void RaceBoard::paint(Ink& ink, const QRectF& room, const QList<RaceRow>& rows) {
    const QList<RaceRow> shown = inPlace(rows);
    qreal names = 0;
    double longest = 1;
    for (const RaceRow& entry : shown) {
        names = std::max(names, ink.widthOf(Quantities::mode(entry.mode), TextRole::Strong));
        longest = std::max(longest, entry.elapsedMs);
    }
    names = std::min(names, room.width() * 0.3) + ink.look().px(12);
    QList<Column> figures = columns(ink, shown);
    const qreal leastBar = ink.look().px(72);
    while (figures.size() > 1 && names + widthOf(figures) + leastBar > room.width()) figures.removeLast();

    const qreal right = room.right() - widthOf(figures);
    QRectF line(room.left(), room.top(), right - room.left(), rowHeight(ink));
    paintHead(ink, line, shown);
    paintFigures(ink, {right, room.top()}, figures);
    const qreal thick = ink.look().px(12);
    for (const RaceRow& entry : shown) {
        line.translate(0, line.height());
        ink.text({line.left(), line.top(), names, line.height()}, Qt::AlignVCenter, Quantities::mode(entry.mode),
                 entry.isCurrent ? TextRole::Strong : TextRole::Body,
                 entry.isCurrent ? ink.theme().text : ink.theme().secondary, Shortening::Allowed);
        paintBar(ink, {line.left() + names, line.center().y() - thick / 2, line.width() - names, thick}, entry,
                 longest);
    }
}

void RaceBoard::paintLine(Ink& ink, const QRectF& line, const QList<RaceRow>& rows) {
    const qreal gap = ink.look().px(14);
    qreal x = line.left() + ink.text(line, Qt::AlignVCenter, tr("Race"), TextRole::Strong, ink.theme().text);
    const QList<RaceRow> shown = inPlace(rows);
    for (const RaceRow& entry : shown) {
        const auto end = paintEntry(ink, line.adjusted(x + gap - line.left(), 0, 0, 0), entry);
        if (!end) return;
        x = *end;
    }
    const QRectF rest = line.adjusted(x + gap - line.left(), 0, 0, 0);
    for (const QString& words : {verdict(shown), shortVerdict(shown)}) {
        if (ink.widthOf(words, TextRole::Body) > rest.width()) continue;
        ink.text(rest, Qt::AlignVCenter | Qt::AlignRight, words, TextRole::Body, colourOfVerdict(ink.theme(), shown));
        return;
    }
}

}  // namespace msao::ui
