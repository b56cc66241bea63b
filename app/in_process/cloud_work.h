// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace msao::app {

/// What the cloud computed for one answer.
struct CloudWork {
    double busyMs = 0;             // of this machine's time: prompts and passes, drafts of its own included
    std::int64_t draftPasses = 0;  // of the draft model's copy
};

}  // namespace msao::app
