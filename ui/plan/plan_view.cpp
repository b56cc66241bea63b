// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/plan_view.h"

#include "ui/plan/search_chart.h"
#include "ui/theme/quantities.h"

#include <algorithm>
#include <array>

namespace msao::ui {
namespace {

// What the planner calls its costs and bounds, in the words of a trace.
[[maybe_unused]] constexpr std::array kPlannersWords = {QT_TRANSLATE_NOOP("msao::ui::PlanView", "upload"),
                                                        QT_TRANSLATE_NOOP("msao::ui::PlanView", "edge prefill"),
                                                        QT_TRANSLATE_NOOP("msao::ui::PlanView", "cloud prefill"),
                                                        QT_TRANSLATE_NOOP("msao::ui::PlanView", "first token"),
                                                        QT_TRANSLATE_NOOP("msao::ui::PlanView", "drafting"),
                                                        QT_TRANSLATE_NOOP("msao::ui::PlanView", "verification"),
                                                        QT_TRANSLATE_NOOP("msao::ui::PlanView", "cloud decoding"),
                                                        QT_TRANSLATE_NOOP("msao::ui::PlanView", "rejection flush"),
                                                        QT_TRANSLATE_NOOP("msao::ui::PlanView", "offload"),
                                                        QT_TRANSLATE_NOOP("msao::ui::PlanView", "quality"),
                                                        QT_TRANSLATE_NOOP("msao::ui::PlanView", "sparsity"),
                                                        QT_TRANSLATE_NOOP("msao::ui::PlanView", "edge memory"),
                                                        QT_TRANSLATE_NOOP("msao::ui::PlanView", "allowed modes"),
                                                        QT_TRANSLATE_NOOP("msao::ui::PlanView", "cloud reachable")};

}  // namespace

PlanView::PlanView(RunModel& model, const Look& look, QWidget* parent) : Panel(look, parent), m_model(model) {
    setAccessibleName(tr("Plan"));
    connect(&model, &RunModel::changed, this, [this] { updateCalmly(); });
}

QSize PlanView::sizeHint() const {
    return {look().px(380), look().px(260)};
}

/// What is not among them stays as it is.
QString PlanView::inWords(const std::string& plannersWord) {
    return plannersWord.empty() ? QString() : tr(plannersWord.c_str());
}

QString PlanView::constraint(const engine::Plan& plan) const {
    const QString name = inWords(plan.bindingConstraint);
    if (!plan.isFeasible) return tr("no plan keeps every bound; broken: %1").arg(name);
    return name.isEmpty() ? tr("no constraint binds") : tr("binds: %1").arg(name);
}

void PlanView::paintEvent(QPaintEvent*) {
    Ink ink(this, look());
    const RequestState* request = m_model.shown().current();
    const bool hasPlan = request && request->plan;
    QRectF room = paintSurface(ink, tr("Plan"),
                               hasPlan ? tr("made in %1").arg(Quantities::ms(request->plan->planningMs)) : QString());
    if (!hasPlan) {
        paintAbsence(ink, room, tr("No plan"), tr("In this mode, or so far, nothing was planned."));
        return;
    }
    const engine::PlanMade& made = *request->plan;
    room.setTop(paintDecisions(ink, room, made));
    room.setTop(paintConstraint(ink, room, made.plan));
    room = paintSearch(ink, room, made);
    paintCosts(ink, room, made);
}

/// Before what it costs: it says why the plan is not another one.
qreal PlanView::paintConstraint(Ink& ink, const QRectF& room, const engine::Plan& plan) const {
    const qreal row = ink.heightOf(TextRole::Body) + look().px(6);
    if (room.height() < row) return room.top();
    ink.text(QRectF(room.left(), room.top(), room.width(), row), Qt::AlignTop, constraint(plan), TextRole::Body,
             plan.isFeasible ? ink.theme().secondary : ink.theme().rejected, Shortening::Allowed);
    return room.top() + row;
}

/// Beside the costs where both have room, below them where there is height for both, else not at all. Gives what is
/// left for the costs.
QRectF PlanView::paintSearch(Ink& ink, const QRectF& room, const engine::PlanMade& made) const {
    if (made.searches.empty()) return room;
    const QSizeF least = SearchChart::least(look());
    const qreal gap = look().px(20);
    const auto charts = static_cast<qreal>(made.searches.size());
    QRectF place = room;
    QRectF left = room;
    const qreal costs = static_cast<qreal>(made.costs.size() + 1) * (ink.heightOf(TextRole::Body) + look().px(4));
    if (room.width() >= 2 * least.width() + gap && room.height() >= least.height()) {
        place.setLeft(room.center().x() + gap / 2);
        left.setRight(room.center().x() - gap / 2);
    } else if (room.height() >= costs + gap + least.height()) {
        place.setTop(room.top() + costs + gap / 2);
        left.setBottom(place.top());
    } else {
        return room;
    }
    // Those that fit, the search over what is sent first.
    const bool areBoth = charts > 1 && place.height() >= 2 * least.height() + gap;
    const qreal height = areBoth ? (place.height() - gap) / 2 : place.height();
    place.setHeight(height);
    SearchChart::paint(ink, place, made.searches.front());
    if (areBoth) SearchChart::paint(ink, place.translated(0, height + gap), made.searches[1]);
    return left;
}

qreal PlanView::paintDecisions(Ink& ink, const QRectF& room, const engine::PlanMade& made) const {
    const engine::Plan& plan = made.plan;
    QList<std::pair<QString, QString>> decisions = {{tr("mode"), Quantities::mode(plan.mode)},
                                                    {QStringLiteral("θ*"), Quantities::number(plan.theta, 2)},
                                                    {QStringLiteral("N*"), QString::number(plan.draftLength)}};
    for (const engine::ModalityPlan& part : plan.modalities) {
        if (part.modality == engine::Modality::Text) continue;
        decisions.push_back(
            {QStringLiteral("β* ") + Quantities::modality(part.modality), Quantities::number(part.retention, 2)});
        decisions.push_back(
            {QStringLiteral("ρ* ") + Quantities::modality(part.modality), Quantities::number(part.compression, 2)});
    }
    if (made.answerTokens > 0) {  // traces before 1.3 do not say
        const int tokens = qRound(std::min(made.answerTokens, 1e9));
        decisions.push_back({tr("answer, expected"), tr("%n token(s)", nullptr, tokens)});
        decisions.push_back({tr("ΔQ, expected"), tr("%1 %").arg(Quantities::number(100 * made.qualityLoss, 1))});
    }
    const qreal label = ink.heightOf(TextRole::Label);
    const qreal value = ink.heightOf(TextRole::Question);
    qreal x = room.left();
    qreal y = room.top();
    for (const auto& [name, number] : decisions) {
        const qreal width =
            std::max(ink.widthOf(name, TextRole::Label), ink.widthOf(number, TextRole::Question)) + look().px(22);
        if (x > room.left() && x + width > room.right()) {
            x = room.left();
            y += label + value + look().px(6);
        }
        ink.text(QRectF(x, y, width, label), Qt::AlignTop, name, TextRole::Label, ink.theme().secondary);
        ink.text(QRectF(x, y + label, width, value), Qt::AlignTop, number, TextRole::Question, ink.theme().text);
        x += width;
    }
    return y + label + value + look().px(10);
}

qreal PlanView::paintCosts(Ink& ink, const QRectF& room, const engine::PlanMade& made) const {
    const qreal row = ink.heightOf(TextRole::Body) + look().px(4);
    double longest = made.plan.predictedMs;
    for (const engine::CostTerm& cost : made.costs) longest = std::max(longest, cost.ms);
    QList<std::pair<QString, double>> rows;
    for (const engine::CostTerm& cost : made.costs) rows.push_back({inWords(cost.name), cost.ms});
    // In a low panel the smallest give way: what it comes to is said in any.
    const auto fitting = std::max<qsizetype>(0, static_cast<qsizetype>(room.height() / row) - 1);
    const auto isLess = [](const auto& one, const auto& other) { return one.second < other.second; };
    while (rows.size() > fitting) rows.erase(std::min_element(rows.cbegin(), rows.cend(), isLess));
    rows.push_back({tr("predicted in all"), made.plan.predictedMs});
    qreal names = 0;
    for (const auto& [name, ms] : rows) names = std::max(names, ink.widthOf(name, TextRole::Body));
    names = std::min(names, room.width() * 0.46);
    const qreal digits = ink.widthOf(Quantities::ms(8888.8), TextRole::Body) + look().px(10);
    qreal y = room.top();
    for (const auto& [name, ms] : rows) {
        if (y + row > room.bottom()) break;
        const bool isSum = &name == &rows.back().first;
        const QRectF line(room.left(), y, room.width(), row);
        ink.text(QRectF(line.left(), y, names + 1, row), Qt::AlignVCenter, name, TextRole::Body,
                 isSum ? ink.theme().text : ink.theme().secondary, Shortening::Allowed);
        const QRectF track(line.left() + names + look().px(10), line.center().y() - look().px(5),
                           line.width() - names - look().px(10) - digits, look().px(10));
        QRectF bar = track;
        bar.setWidth(longest > 0 ? std::max(2.0, track.width() * std::clamp(ms / longest, 0.0, 1.0)) : 2.0);
        ink.roundedBox(bar, isSum ? ink.theme().cloud : ink.theme().modality, 4);
        ink.text(line, Qt::AlignVCenter | Qt::AlignRight, Quantities::ms(ms), TextRole::Body, ink.theme().text);
        y += row;
    }
    return y;
}

}  // namespace msao::ui
