// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/bench_setup.h"

namespace msao::app {

/// Decode steps of 1, 2, ... new tokens with sampling, next to what the memory delivers in the same round.
engine::Status benchSteps(const BenchArguments& arguments, const std::vector<int>& tokenCounts, std::stop_token stop);

/// Prefill of --context tokens.
engine::Status benchPrefill(const BenchArguments& arguments, std::stop_token stop);

}  // namespace msao::app
