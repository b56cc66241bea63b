// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/transcript.h"

#include "ui/theme/quantities.h"

#include <QLocale>

namespace msao::ui {

QList<Transcript::Fact> Transcript::runFacts(const RunState& run) {
    QList<Fact> facts;
    for (const auto& [name, value] : run.options) facts.push_back({name, value});
    return facts;
}

QString Transcript::draftSum(const RunCounts& counts) {
    const auto number = [](std::int64_t value) { return QLocale().toString(static_cast<qlonglong>(value)); };
    QStringList parts = {tr("%1 accepted").arg(number(counts.accepted)),
                         tr("%1 corrected").arg(number(counts.corrected)),
                         tr("%1 rejected").arg(number(counts.rejected))};
    if (counts.unverified > 0) parts << tr("%1 unverified").arg(number(counts.unverified));
    if (counts.waiting > 0) parts << tr("%1 waiting").arg(number(counts.waiting));
    return tr("%1 proposed = %2").arg(number(counts.proposed), parts.join(QStringLiteral(" + ")));
}

QList<Transcript::Fact> Transcript::facts(const RequestState& request) {
    const auto count = [](std::int64_t value) { return QLocale().toString(static_cast<qlonglong>(value)); };
    QList<Fact> facts;
    facts.push_back({tr("Mode"), Quantities::mode(request.request.mode)});
    facts.push_back({tr("Outcome"), request.ended ? Quantities::outcome(request.outcome) : tr("still running")});
    facts.push_back({tr("Time"), Quantities::seconds(request.elapsedMs(request.last))});
    if (const auto first = request.firstTokenTime())
        facts.push_back({tr("First token after"), Quantities::ms(toMs(*first - request.started))});
    QString tokens = count(request.counts.emitted);
    if (const auto rate = request.tokensPerSecond())
        tokens = tr("%1, %2 a second").arg(tokens, Quantities::number(*rate, 1));
    facts.push_back({tr("Tokens of the answer"), tokens});
    facts.push_back({tr("Drafts"), draftSum(request.counts)});
    facts.push_back({tr("Tokens of the cloud's own"), count(request.counts.cloud)});
    facts.push_back({tr("Sent"), Quantities::bytes(request.bytesSent)});
    facts.push_back({tr("Received"), Quantities::bytes(request.bytesReceived)});
    if (const auto cloud = request.cloudMsPerToken())
        facts.push_back({tr("Cloud time per token"), Quantities::ms(*cloud)});
    if (request.plan) {
        const engine::Plan& plan = request.plan->plan;
        facts.push_back({tr("Plan"), tr("θ %1, %n draft(s) a batch, %2 predicted", nullptr, plan.draftLength)
                                         .arg(Quantities::number(plan.theta, 2), Quantities::ms(plan.predictedMs))});
    }
    return facts;
}

}  // namespace msao::ui
