// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "msao/engine/importance_kind.h"
#include "msao/engine/modality.h"
#include "msao/engine/mode.h"
#include "msao/engine/plan.h"
#include "msao/engine/trace_event.h"

#include <QCoreApplication>
#include <QString>

#include <cstdint>

namespace msao::ui {

/// Numbers and names of the method as people read them, in the user's language.
class Quantities {
    Q_DECLARE_TR_FUNCTIONS(msao::ui::Quantities)

public:
    static QString bytes(std::int64_t count);
    static QString ms(double value);
    static QString seconds(double ms);
    static QString percent(double share);
    static QString number(double value, int digits);
    static QString rate(double bytesPerSecond);  // on a link, in bits
    static QString modality(engine::Modality modality);
    static QString mode(engine::Mode mode);
    static QString importance(engine::ImportanceKind kind);
    static QString outcome(engine::RequestOutcome outcome);
    static QString sendReason(engine::SendReason reason);
    static QString notMeasured();
};

/// What the plan lets travel of a modality, encoded.
std::int64_t plannedBytes(const engine::ModalityProbe& probe, const engine::ModalityPlan& plan);

}  // namespace msao::ui
