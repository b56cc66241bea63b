// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/bench_setup.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace msao::app {

struct ProbeBenchArguments {
    BenchArguments draft;
    std::vector<std::string> only;             // of V1...V7; empty: all
    std::string targetLike = "qwen2.5-vl-7b";  // counted, not run
    int answerTokens = 64;

    void addTo(CLI::App& command);
};

/// What the probe adds to a question, in time, operations and memory, over seven questions (text; image and text at
/// three sizes; clip, text and sound at three lengths).
engine::Status benchProbe(const ProbeBenchArguments& arguments, std::stop_token stop);

}  // namespace msao::app
