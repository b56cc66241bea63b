// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_state.h"

#include <optional>

namespace msao::ui {

/// What may be said of the link's bandwidth. While nothing is asked a few signs of life pass, and what they show is
/// how little the link has to carry: only estimates from the time of an answer count.
struct LinkRate {
    std::optional<double> bytesPerSecond;  // the last one; absent: no answer has loaded the link yet
    bool isIdle = true;                    // no answer is under way
};

LinkRate linkRate(const RunState& run);

}  // namespace msao::ui
