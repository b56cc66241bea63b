// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/modalities/modalities_view.h"

#include "ui/theme/quantities.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace msao::ui {

ModalitiesView::ModalitiesView(RunModel& model, const Look& look, QWidget* parent)
    : Panel(look, parent), m_model(model) {
    setAccessibleName(tr("Modalities"));
    connect(&model, &RunModel::changed, this, [this] { updateCalmly(); });
}

QSize ModalitiesView::sizeHint() const {
    return {look().px(380), look().px(220)};
}

QString ModalitiesView::sentOf(const RequestState& request, const engine::ModalityProbe& probe) const {
    const QString all =
        tr("%n token(s), %1", nullptr, static_cast<int>(probe.tokens)).arg(Quantities::bytes(probe.bytes));
    if (!request.plan) return all;
    for (const engine::ModalityPlan& plan : request.plan->plan.modalities) {
        if (plan.modality != probe.modality) continue;
        const auto kept = static_cast<qlonglong>(std::llround(plan.retention * static_cast<double>(probe.tokens)));
        return tr("planned: %1 of %2 tokens, %3 of %4")
            .arg(QLocale().toString(kept), QLocale().toString(static_cast<qlonglong>(probe.tokens)),
                 Quantities::bytes(plannedBytes(probe, plan)), Quantities::bytes(probe.bytes));
    }
    return all;
}

void ModalitiesView::paintEvent(QPaintEvent*) {
    Ink ink(this, look());
    const QRectF room = paintSurface(ink, tr("Modalities"), tr("what the probe found, and what travels"));
    const RequestState* request = m_model.shown().current();
    if (!request || request->modalities.isEmpty()) {
        paintAbsence(ink, room, tr("Not probed"), tr("The probe scores what a question brings along."));
        return;
    }
    const qreal row = ink.heightOf(TextRole::Body) + look().px(4);
    qreal y = room.top();
    for (const engine::ModalityProbe& probe : request->modalities) {
        if (y + 2 * row > room.bottom()) break;
        const QRectF head(room.left(), y, room.width(), row);
        const qreal name =
            ink.text(head, Qt::AlignVCenter, Quantities::modality(probe.modality), TextRole::Strong, ink.theme().text);
        ink.text(head.adjusted(name + look().px(12), 0, 0, 0), Qt::AlignVCenter | Qt::AlignRight,
                 sentOf(*request, probe), TextRole::Label, ink.theme().secondary, Shortening::Allowed);
        y += row;
        const std::array figures = {
            std::pair{QStringLiteral("MAS"), probe.mas}, std::pair{QStringLiteral("β"), probe.beta},
            std::pair{QStringLiteral("ρ"), probe.rho}, std::pair{QStringLiteral("γ"), probe.gamma}};
        const qreal cell = room.width() / static_cast<qreal>(figures.size());
        for (std::size_t i = 0; i < figures.size(); ++i) {
            const QRectF place(room.left() + cell * static_cast<qreal>(i), y, cell - look().px(14), row);
            ink.text(place, Qt::AlignVCenter, figures[i].first, TextRole::Label, ink.theme().secondary);
            ink.text(place, Qt::AlignVCenter | Qt::AlignRight, Quantities::number(figures[i].second, 2), TextRole::Body,
                     ink.theme().text);
            const QRectF track(place.left(), place.bottom() + look().px(1), place.width(), look().px(5));
            ink.roundedBox(track, ink.theme().raised, 3);
            QRectF bar = track;
            bar.setWidth(track.width() * std::clamp(figures[i].second, 0.0, 1.0));
            ink.roundedBox(bar, ink.theme().modality, 3);
        }
        y += row + look().px(18);
    }
}

}  // namespace msao::ui
