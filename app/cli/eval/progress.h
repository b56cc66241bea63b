// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "msao/engine/progress.h"

#include <string>

namespace msao::app {

/// "1 min 20 s", "3 h 5 min": for a time that is left, so nothing finer.
std::string aboutThisLong(double seconds);

/// Progress with the time that is left: a line that is drawn over on a terminal, one line a minute elsewhere.
engine::Progress progressWithEta(std::stop_token stop);

}  // namespace msao::app
