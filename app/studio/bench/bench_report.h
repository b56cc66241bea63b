// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/bench/ui_bench.h"

namespace msao::app {

void printBench(const UiBenchFigures& figures);

/// False where the file could not be written.
bool saveBench(const UiBenchFigures& figures, const QString& file);

}  // namespace msao::app
