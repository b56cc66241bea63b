// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/live_session.h"

namespace msao::app {

/// To standard output: when what was there, and what became of the question.
void printReport(const Milestones& milestones, const ui::RunState& run);

}  // namespace msao::app
