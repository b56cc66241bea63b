// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "msao/engine/progress.h"

namespace msao::app {

/// A bar on stderr where that is a terminal, silence elsewhere; long work reports into it and is stopped by `stop`.
engine::Progress progressOnTerminal(std::stop_token stop);

}  // namespace msao::app
