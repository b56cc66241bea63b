// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resources/resources_view.h"

#include "ui/theme/quantities.h"

#include <algorithm>

namespace msao::ui {
namespace {

template <typename Figure, typename Words>
Sparkline lineOf(const QString& name, const QList<ResourceRecord>& samples, const Figure& figure, const Words& words,
                 double top, const QColor& colour) {
    Sparkline line{name, Quantities::notMeasured(), {}, top, colour};
    double most = 0;
    for (const ResourceRecord& record : samples) {
        const auto value = figure(record.sample);
        if (!value) continue;
        const double number = static_cast<double>(*value);
        most = std::max(most, number);
        line.points.push_back({toMs(record.time), number});
        line.value = words(number);
    }
    if (top <= 0) line.top = most > 0 ? most * 1.15 : 1;
    return line;
}

}  // namespace

ResourcesView::ResourcesView(RunModel& model, const Look& look, QWidget* parent) : Panel(look, parent), m_model(model) {
    setAccessibleName(tr("Resources"));
    connect(&model, &RunModel::changed, this, [this] { updateCalmly(); });
}

QSize ResourcesView::sizeHint() const {
    return {look().px(380), look().px(200)};
}

QList<Sparkline> ResourcesView::linesOf(engine::Side side) const {
    const QList<ResourceRecord>& samples = m_model.shown().resources[static_cast<std::size_t>(side)];
    const QColor colour = side == engine::Side::Edge ? look().theme().accepted : look().theme().cloud;
    const auto percent = [](double value) { return Quantities::percent(value); };
    const auto bytes = [](double value) { return Quantities::bytes(static_cast<std::int64_t>(value)); };
    const auto watts = [](double value) { return tr("%1 W").arg(Quantities::number(value, 0)); };
    using Sample = engine::ResourceSample;
    return {lineOf(
                tr("CPU"), samples, [](const Sample& s) { return s.cpuLoad; }, percent, 1, colour),
            lineOf(
                tr("memory"), samples, [](const Sample& s) { return s.memoryBytes; }, bytes, 0, colour),
            lineOf(
                tr("GPU"), samples, [](const Sample& s) { return s.gpuLoad; }, percent, 1, colour),
            lineOf(
                tr("GPU memory"), samples, [](const Sample& s) { return s.gpuMemoryBytes; }, bytes, 0, colour),
            lineOf(
                tr("power"), samples, [](const Sample& s) { return s.powerWatts; }, watts, 0, colour)};
}

void ResourcesView::paintEvent(QPaintEvent*) {
    Ink ink(this, look());
    const QRectF room = paintSurface(ink, tr("Resources"));
    const auto& resources = m_model.shown().resources;
    if (resources[0].isEmpty() && resources[1].isEmpty()) {
        paintAbsence(ink, room, tr("Not measured"), tr("This recording has no samples of CPU, memory, GPU or power."));
        return;
    }
    const qreal gap = look().px(24);
    const qreal half = (room.width() - gap) / 2;
    const double from = toMs(m_model.timeline().begin());
    const double to = toMs(m_model.timeline().end());
    for (const engine::Side side : {engine::Side::Edge, engine::Side::Cloud}) {
        const QRectF column(side == engine::Side::Edge ? room.left() : room.left() + half + gap, room.top(), half,
                            room.height());
        const qreal head = ink.heightOf(TextRole::Label);
        ink.text(column, Qt::AlignTop, side == engine::Side::Edge ? tr("edge") : tr("cloud"), TextRole::Label,
                 ink.theme().secondary);
        paintSparklines(ink, column.adjusted(0, head + look().px(2), 0, 0), linesOf(side), from, to);
    }
}

}  // namespace msao::ui
