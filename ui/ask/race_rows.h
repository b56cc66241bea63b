// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_state.h"

#include <cstdint>
#include <optional>

namespace msao::ui {

/// One way of answering the question, measured in this very run.
struct RaceRow {
    engine::Mode mode = engine::Mode::Msao;
    double elapsedMs = 0;
    bool isRunning = false;
    bool isCurrent = false;
    std::int64_t tokens = 0;                // of the answer so far
    std::optional<double> tokensPerSecond;  // of decoding
    std::optional<std::int64_t> sentBytes;  // of media as planned, and with every step; absent: nobody noted it
    double cloudMs = 0;                     // of its passes
    std::optional<bool> isSameAnswer;       // as the current one's; absent while one of the two is running
};

/// The requests with the current one's question that came right before it, one of each mode, the current one first.
QList<RaceRow> raceRows(const RunState& state, TraceTime now);
/// The latest finished one of them in another mode; null if there is none.
const RequestState* finishedRival(const RunState& state);
/// How many times sooner the answer has come as far as it has: times to the same number of tokens, from asking.
std::optional<double> speedUp(const RequestState& request, const RequestState& rival);

}  // namespace msao::ui
