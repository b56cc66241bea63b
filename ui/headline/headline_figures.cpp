// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/headline/headline_figures.h"

#include "ui/ask/race_rows.h"
#include "ui/theme/quantities.h"

#include <QLocale>

namespace msao::ui {
namespace {

const QString& none() {
    static const QString dash = QStringLiteral("–");
    return dash;
}

}  // namespace

QList<HeadlineFigure> HeadlineFigures::of(const RunState& state) {
    const RequestState* request = state.current();
    HeadlineFigure speed{none(), tr("tok/s"), {}};
    HeadlineFigure gain{none(), tr("speed-up"), {}};
    HeadlineFigure accepted{none(), tr("accepted"), {}};
    HeadlineFigure sent{none(), tr("in drafts"), {}};
    HeadlineFigure cloud{none(), tr("cloud / token"), {}};
    if (!request) return {speed, gain, accepted, sent, cloud};
    const RequestState* rival = finishedRival(state);
    if (const auto tokensPerSecond = request->tokensPerSecond()) {
        speed.number = Quantities::number(*tokensPerSecond, 0);
        speed.comparison = tr("while decoding");
    }
    gain.comparison = tr("not raced");
    if (rival) {
        const QString mode = Quantities::mode(rival->request.mode);
        gain.comparison = tr("against %1").arg(mode);
        if (const auto rate = rival->tokensPerSecond())
            speed.comparison = tr("%1 %2").arg(mode, Quantities::number(*rate, 0));
        if (const auto times = speedUp(*request, *rival)) gain.number = tr("×%1").arg(Quantities::number(*times, 2));
    }
    const RunCounts& counts = request->counts;
    if (counts.judged() > 0) {
        accepted.number =
            Quantities::percent(static_cast<double>(counts.accepted) / static_cast<double>(counts.judged()));
        accepted.comparison =
            tr("%1 of %2 judged")
                .arg(QLocale().toString(qlonglong(counts.accepted)), QLocale().toString(qlonglong(counts.judged())));
    }
    if (request->request.mode == engine::Mode::PerLlm) sent.name = tr("in states");
    sent.number = Quantities::bytes(request->bytesSent);
    sent.comparison = tr("%1 back").arg(Quantities::bytes(request->bytesReceived));
    if (const auto perToken = request->cloudMsPerToken()) {
        cloud.number = Quantities::ms(*perToken);
        if (const auto other = rival ? rival->cloudMsPerToken() : std::nullopt)
            cloud.comparison = *perToken <= *other ? tr("%1 saved").arg(Quantities::percent(1 - *perToken / *other))
                                                   : tr("%1 more").arg(Quantities::percent(*perToken / *other - 1));
    }
    return {speed, gain, accepted, sent, cloud};
}

}  // namespace msao::ui
