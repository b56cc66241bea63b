// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "msao/engine/progress.h"

namespace msao::app {

/// Progress on stderr: one line that grows when that is a terminal, otherwise a line every ten seconds.
engine::Progress progressBar(std::stop_token stop);

}  // namespace msao::app
