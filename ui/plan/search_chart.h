// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "msao/engine/plan_search.h"
#include "ui/theme/ink.h"

#include <QCoreApplication>

namespace msao::ui {

/// A small heat chart of a search: how the planner's Gaussian process sees the objective, the points that were tried,
/// and the one that was chosen. What the quality bound forbids is hatched.
class SearchChart {
    Q_DECLARE_TR_FUNCTIONS(msao::ui::SearchChart)

public:
    /// Lowest where it can be read.
    static QSizeF least(const Look& look) { return QSizeF(look.px(190), look.px(130)); }
    static void paint(Ink& ink, const QRectF& room, const engine::PlanSearch& search);

    /// "β image", "θ".
    static QString axisName(const engine::PlanAxis& axis);
    /// What colours stand for, in words, and the scale's ends.
    static QString caption(const Theme& theme, const engine::PlanSearch& search);
};

}  // namespace msao::ui
