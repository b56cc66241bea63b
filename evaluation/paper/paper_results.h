// SPDX-License-Identifier: Apache-2.0
// Everything that `msao eval paper` finds; its page, its Markdown and its JSON are made of it.
#pragma once

#include "evaluation/paper/ablations.h"
#include "evaluation/paper/capacity.h"
#include "evaluation/paper/changing_links.h"
#include "evaluation/paper/memory_sides.h"
#include "evaluation/paper/paper_bars.h"
#include "evaluation/paper/paper_laws.h"
#include "evaluation/paper/probe_overhead.h"
#include "evaluation/paper/speed_point.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace msao::evaluation {

/// Of a run that nobody made shorter: of the native part, and of the paced part at each bandwidth.
inline constexpr std::size_t kFullQuestions = 900;
inline constexpr std::size_t kFullPacedQuestions = 44;

/// What planned pruning's probe took of the pair's answers, means in native time.
struct ProbeTime {
    double probeMs = 0;
    double answerMs = 0;

    double share() const { return answerMs > 0 ? probeMs / answerMs : 0; }
};

struct PaperResults {
    PaperOptions options;
    bool isQuick = false;
    std::string commit;       // of the program; empty where nobody knows
    EvaluationReport native;  // of the pair on this machine
    std::vector<PacedPart> paced;
    std::vector<SimulatedPoint> simulated;
    std::vector<AlphaPoint> alphas;
    std::vector<RobustnessPoint> changingLinks;
    std::vector<CapacityPoint> capacity;

    // What follows from them.
    std::vector<SpeedPoint> speeds;
    std::vector<Law> laws;
    std::vector<Bar> bars;
    std::vector<AblationCost> ablations;
    std::vector<MemoryPoint> memory;
    std::vector<ProbePoint> probe;
    std::optional<ProbeTime> probeTime;  // absent where nobody looked
};

void conclude(PaperResults& results);

std::string paperJson(const PaperResults& results);

}  // namespace msao::evaluation
