// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "msao/engine/draft_fates.h"

namespace msao::ui {

/// Counted where `msao trace stats` counts, so that both say the same.
using RunCounts = engine::DraftCounts;

}  // namespace msao::ui
