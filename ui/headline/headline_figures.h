// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_state.h"

#include <QCoreApplication>
#include <QString>

namespace msao::ui {

/// A big number, its name, and what to hold it against.
struct HeadlineFigure {
    QString number;
    QString name;
    QString comparison;
    bool operator==(const HeadlineFigure&) const = default;
};

/// What stands in the cards at the bottom. A comparison with cloud-only is drawn only from a cloud-only run of the same
/// question in the same recording.
class HeadlineFigures {
    Q_DECLARE_TR_FUNCTIONS(msao::ui::HeadlineFigures)

public:
    static QList<HeadlineFigure> of(const RunState& state);
};

}  // namespace msao::ui
