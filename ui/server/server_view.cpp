// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/server/server_view.h"

#include "ui/theme/quantities.h"

#include <QLocale>

#include <algorithm>

namespace msao::ui {
namespace {

using engine::ServerFigures;

template <typename Figure>
Sparkline historyOf(const QString& name, const QString& value, const QList<ServerRecord>& records, const Figure& figure,
                    double top, const QColor& colour) {
    Sparkline line{name, value, {}, top, colour};
    double most = 0;
    for (const ServerRecord& record : records) {
        const auto number = static_cast<double>(figure(record.figures));
        most = std::max(most, number);
        line.points.push_back({toMs(record.time), number});
    }
    // An empty server's line lies at the bottom, it does not fill the scale.
    if (top <= 0) line.top = std::max(1.0, most * 1.15);
    return line;
}

double cacheShare(const ServerFigures& figures) {
    if (figures.kvPages <= 0) return 0;
    return static_cast<double>(figures.kvPagesInUse) / static_cast<double>(figures.kvPages);
}

}  // namespace

ServerView::ServerView(RunModel& model, const Look& look, QWidget* parent) : Panel(look, parent), m_model(model) {
    setAccessibleName(tr("Server"));
    connect(&model, &RunModel::changed, this, [this] { updateCalmly(); });
}

QSize ServerView::sizeHint() const {
    return {look().px(380), look().px(200)};
}

QString ServerView::aside(const QList<ServerRecord>& records) const {
    if (records.isEmpty()) return {};
    const QList<LinkRecord>& links = m_model.shown().links;
    if (!links.isEmpty() && !links.back().isConnected) return tr("lost · as it was last");
    return tr("%n edge(s) connected", nullptr, records.back().figures.connections);
}

QList<Sparkline> ServerView::lines(const QList<ServerRecord>& records) const {
    const ServerFigures& now = records.back().figures;
    const auto count = [](std::int64_t number) { return QLocale().toString(static_cast<qlonglong>(number)); };
    const auto mean = [&now](double value) {
        return now.passes > 0 ? Quantities::number(value, 1) : QStringLiteral("–");
    };
    const Theme& theme = look().theme();
    return {historyOf(
                tr("conversations"), count(now.sessions), records, [](const ServerFigures& f) { return f.sessions; }, 0,
                theme.cloud),
            historyOf(
                tr("answers held"), count(now.openAnswers), records,
                [](const ServerFigures& f) { return f.openAnswers; }, 0, theme.cloud),
            historyOf(
                tr("waiting"), count(now.waitingAnswers), records,
                [](const ServerFigures& f) { return f.waitingAnswers; }, 0, theme.corrected),
            historyOf(
                tr("answers a pass"), mean(now.passSessions), records,
                [](const ServerFigures& f) { return f.passSessions; }, 0, theme.accepted),
            historyOf(
                tr("tokens a pass"), mean(now.passRows), records, [](const ServerFigures& f) { return f.passRows; }, 0,
                theme.accepted),
            historyOf(
                tr("a pass takes"), now.passes > 0 ? Quantities::ms(now.passMs) : QStringLiteral("–"), records,
                [](const ServerFigures& f) { return f.passMs; }, 0, theme.modality),
            historyOf(tr("cache in use"),
                      now.kvPages > 0 ? Quantities::percent(cacheShare(now)) : Quantities::notMeasured(), records,
                      cacheShare, 1, theme.modality)};
}

void ServerView::paintEvent(QPaintEvent*) {
    Ink ink(this, look());
    const QList<ServerRecord>& records = m_model.shown().servers;
    const QRectF room = paintSurface(ink, tr("Server"), aside(records));
    if (records.isEmpty()) {
        paintAbsence(ink, room, tr("No server figures"),
                     tr("A connected cloud tells of itself with every sign of life."));
        return;
    }
    paintSparklines(ink, room, lines(records), toMs(records.front().time), toMs(m_model.timeline().end()));
}

}  // namespace msao::ui
