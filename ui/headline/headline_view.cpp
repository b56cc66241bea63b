// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/headline/headline_view.h"

#include "ui/theme/quantities.h"

#include <algorithm>

namespace msao::ui {

HeadlineView::HeadlineView(RunModel& model, const Look& look, QWidget* parent) : Panel(look, parent), m_model(model) {
    setAccessibleName(tr("Headline numbers"));
    connect(&model, &RunModel::changed, this, [this] { updateCalmly(); });
}

QSize HeadlineView::sizeHint() const {
    return {look().px(1200), look().px(88)};
}

void HeadlineView::paintEvent(QPaintEvent*) {
    Ink ink(this, look());
    const QList<HeadlineFigure> figures = HeadlineFigures::of(m_model.shown());
    const qreal gap = look().px(12);
    // Where the cards would be too narrow for their words, the last ones are left out, not squeezed.
    const qreal least = look().px(190);
    const auto fitting =
        std::clamp<qsizetype>(static_cast<qsizetype>((width() + gap) / (least + gap)), 1, figures.size() + 1);
    const qreal card = (width() - gap * static_cast<qreal>(fitting - 1)) / static_cast<qreal>(fitting);
    for (qsizetype i = 0; i < fitting; ++i) {
        const QRectF place((card + gap) * static_cast<qreal>(i), 0, card, height());
        ink.roundedBox(place, ink.theme().panel, 10);
        if (ink.theme().name == ThemeName::HighContrast) {
            ink.painter().setBrush(Qt::NoBrush);
            ink.painter().setPen(QPen(ink.theme().hairline, 1));
            ink.painter().drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), look().px(10), look().px(10));
        }
        if (i < figures.size()) {
            paintCard(ink, place, figures[i]);
        } else {
            paintModalities(ink, place);
        }
    }
}

void HeadlineView::paintCard(Ink& ink, const QRectF& card, const HeadlineFigure& figure) const {
    const QRectF room = card.adjusted(look().px(18), look().px(8), -look().px(16), -look().px(10));
    ink.text(room, Qt::AlignTop, figure.number, TextRole::Number, ink.theme().text);
    const qreal name = ink.text(room, Qt::AlignBottom, figure.name, TextRole::Body, ink.theme().text);
    const QRectF rest = room.adjusted(name + look().px(10), 0, 0, 0);
    if (ink.widthOf(figure.comparison, TextRole::Label) <= rest.width()) {
        ink.text(rest, Qt::AlignBottom | Qt::AlignRight, figure.comparison, TextRole::Label, ink.theme().secondary);
        return;
    }
    // Beside the number, where there is room; else it is left out, not cut.
    const qreal number = ink.widthOf(figure.number, TextRole::Number) + look().px(10);
    const QRectF above = room.adjusted(number, 0, 0, -room.height() / 2);
    if (ink.widthOf(figure.comparison, TextRole::Label) > above.width()) return;
    ink.text(above, Qt::AlignVCenter | Qt::AlignRight, figure.comparison, TextRole::Label, ink.theme().secondary);
}

void HeadlineView::paintModalities(Ink& ink, const QRectF& card) const {
    const QRectF room = card.adjusted(look().px(18), look().px(10), -look().px(16), -look().px(10));
    const RequestState* request = m_model.shown().current();
    if (!request || request->modalities.isEmpty()) {
        ink.text(room, Qt::AlignVCenter, tr("MAS per modality"), TextRole::Body, ink.theme().secondary,
                 Shortening::Allowed);
        return;
    }
    const auto rows = std::min<qsizetype>(request->modalities.size(), 3);
    const qreal row = room.height() / static_cast<qreal>(rows);
    qreal names = 0;
    for (const engine::ModalityProbe& probe : request->modalities)
        names = std::max(names, ink.widthOf(Quantities::modality(probe.modality), TextRole::Body));
    const qreal digits = ink.widthOf(QStringLiteral("0,00"), TextRole::Body) + look().px(10);
    for (qsizetype i = 0; i < rows; ++i) {
        const engine::ModalityProbe& probe = request->modalities[i];
        const QRectF line(room.left(), room.top() + row * static_cast<qreal>(i), room.width(), row);
        ink.text(line, Qt::AlignVCenter, Quantities::modality(probe.modality), TextRole::Body, ink.theme().text);
        const QRectF track(line.left() + names + look().px(12), line.center().y() - look().px(4),
                           line.width() - names - look().px(12) - digits, look().px(8));
        ink.roundedBox(track, ink.theme().raised, 4);
        QRectF bar = track;
        bar.setWidth(std::max(track.height(), track.width() * std::clamp(probe.mas, 0.0, 1.0)));
        ink.roundedBox(bar, ink.theme().modality, 4);
        ink.text(line, Qt::AlignVCenter | Qt::AlignRight, Quantities::number(probe.mas, 2), TextRole::Body,
                 ink.theme().text);
    }
}

}  // namespace msao::ui
