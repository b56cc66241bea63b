// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "msao/engine/progress.h"

namespace msao::app {

/// Progress drawn as one line on stderr when that is a terminal, and silent otherwise.
engine::Progress progressBar(std::stop_token stop);

}  // namespace msao::app
