// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_model.h"
#include "ui/theme/panel.h"

#include <QCoreApplication>

namespace msao::ui {

/// What was decided for this question, what it was expected to cost term by term, and which constraint bound.
class PlanView final : public Panel {
    Q_OBJECT

public:
    PlanView(RunModel& model, const Look& look, QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    qreal paintDecisions(Ink& ink, const QRectF& room, const engine::PlanMade& made) const;
    qreal paintCosts(Ink& ink, const QRectF& room, const engine::PlanMade& made) const;
    qreal paintConstraint(Ink& ink, const QRectF& room, const engine::Plan& plan) const;
    QRectF paintSearch(Ink& ink, const QRectF& room, const engine::PlanMade& made) const;
    static QString inWords(const std::string& plannersWord);
    QString constraint(const engine::Plan& plan) const;

    RunModel& m_model;
};

}  // namespace msao::ui
