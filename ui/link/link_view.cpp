// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/link/link_view.h"

#include "ui/link/link_rate.h"
#include "ui/theme/quantities.h"
#include "ui/theme/sparkline.h"

#include <algorithm>

namespace msao::ui {
namespace {

double highest(const QList<QPointF>& points) {
    double most = 0;
    for (const QPointF& point : points) most = std::max(most, point.y());
    return most > 0 ? most * 1.15 : 1;
}

}  // namespace

LinkView::LinkView(RunModel& model, const Look& look, QWidget* parent) : Panel(look, parent), m_model(model) {
    setAccessibleName(tr("Link"));
    connect(&model, &RunModel::changed, this, [this] { updateCalmly(); });
}

QSize LinkView::sizeHint() const {
    return {look().px(360), look().px(160)};
}

QString LinkView::aside() const {
    const RunState& run = m_model.shown();
    if (run.links.isEmpty()) return {};
    if (!run.links.back().isConnected) return tr("lost · the edge goes on alone");
    return run.isAnswering() ? tr("connected") : tr("connected · idle");
}

QString LinkView::bandwidth() const {
    const LinkRate rate = linkRate(m_model.shown());
    if (!rate.bytesPerSecond) return tr("no estimate yet");
    const QString words = Quantities::rate(*rate.bytesPerSecond);
    return rate.isIdle ? tr("last known %1").arg(words) : words;
}

void LinkView::paintEvent(QPaintEvent*) {
    Ink ink(this, look());
    const QList<LinkRecord>& links = m_model.shown().links;
    const QRectF room = paintSurface(ink, tr("Link"), aside());
    if (links.isEmpty()) {
        paintAbsence(ink, room, tr("No link measured"),
                     tr("Round trip and bandwidth are estimated from real traffic."));
        return;
    }
    struct Figure {
        QString name;
        std::optional<double> (*of)(const LinkRecord&);
        QString value;
        QColor colour;
    };
    const engine::LinkEstimate& now = links.back().estimate;
    const QList<Figure> figures = {
        {tr("round trip"), [](const LinkRecord& link) { return std::optional(link.estimate.rttMs); },
         Quantities::ms(now.rttMs), ink.theme().cloud},
        {tr("bandwidth"),
         [](const LinkRecord& link) {
             return link.isIdle ? std::nullopt : std::optional(link.estimate.bytesPerSecond);
         },
         bandwidth(), ink.theme().accepted},
        {tr("jitter"), [](const LinkRecord& link) { return std::optional(link.estimate.jitterMs); },
         Quantities::ms(now.jitterMs), ink.theme().corrected}};
    QList<Sparkline> lines;
    for (const Figure& figure : figures) {
        QList<QPointF> points;
        for (const LinkRecord& link : links) {
            if (const auto value = figure.of(link)) points.push_back({toMs(link.time), *value});
        }
        lines.push_back({figure.name, figure.value, points, highest(points), figure.colour});
    }
    if (const RequestState* request = m_model.shown().current()) {
        QList<QPointF> points;
        std::int64_t sum = 0;
        for (const BatchRecord& batch : request->batches)
            points.push_back({toMs(batch.time), static_cast<double>(sum += batch.bytes)});
        const QString carried =
            tr("%1 up, %2 down").arg(Quantities::bytes(request->bytesSent), Quantities::bytes(request->bytesReceived));
        lines.push_back({tr("carried"), carried, points, static_cast<double>(std::max<std::int64_t>(sum, 1)),
                         ink.theme().modality});
    }
    paintSparklines(ink, room, lines, toMs(links.front().time), toMs(m_model.timeline().end()));
}

}  // namespace msao::ui
