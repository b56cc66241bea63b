// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/bench/tick_meter.h"

#include <QSize>

namespace msao::app {

/// The floor on this machine: one plain widget of that size, filled with a colour again and again.
TickFigures bareRepaint(TickMeter& meter, QSize size, int framesPerSecond, int ms);

}  // namespace msao::app
