// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/cost_model.h"
#include "msao/engine/method_options.h"
#include "msao/engine/mode_choice.h"
#include "msao/engine/plan.h"
#include "msao/engine/plan_search.h"
#include "msao/engine/result.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace msao::engine {

struct PlannerOptions {
    Policy policy = Policy::Adaptive;
    MethodOptions method;
    AllowedModes allowed;
    std::int32_t adaptiveMaxDraftLength = 16;  // beyond N_max, where acceptance and round trip pay for it
    // rho*_m at most where the calibration has no rates; chosen. 0: nothing is encoded on its way, rates or not.
    double maxCompression = 0.9;
    std::optional<double> maxUploadMs;  // T_max of Eq. 11, for each modality; absent: no bound
    std::int32_t evaluations = 50;      // of the cost model; §5.1.4
    double exploration = 0.1;           // xi of expected improvement, in standard deviations of log cost; §5.1.4
    std::uint64_t seed = 1;             // same inputs and seed, same plan
    bool recordsSearch = false;         // for the trace; costs a fraction of a millisecond
};

struct PlanningResult {
    Plan plan;
    CostBreakdown costs;
    double qualityLoss = 0;            // Delta-Q that the calibration expects of the plan
    double answerTokens = 0;           // of the answer, as far as it can be expected: what Delta-Q and costs count with
    std::int32_t evaluations = 0;      // of the cost model
    std::vector<PlanSearch> searches;  // if wanted: over what is sent, over when drafts are; those that took place
};

/// Algorithm 1, lines 1-3. Paper: retention and compression by Bayesian optimisation, theta* and N* by lines 2 and 3.
/// Adaptive: mode from the live figures, then retention, compression, theta and N together. `last` warms the search.
/// beta*_m >= 1 - MAS_m and Delta-Q <= epsilon_Q always hold; where memory or upload time cannot be met, the plan is
/// the one that misses them least, `isFeasible` is false and `bindingConstraint` names what broke. Text travels as it
/// is.
Result<PlanningResult> planRequest(const LiveFigures& live, std::span<const ModalityProbe> probes,
                                   const Calibration& calibration, const PlannerOptions& options,
                                   const std::optional<Plan>& last = std::nullopt);

/// The quality at which a modality travels under its plan: the lowest measured one that takes no more of its bytes than
/// planned. Absent where no rates were measured.
std::optional<std::int32_t> mediaQuality(const Calibration& calibration, const ModalityProbe& probe,
                                         const ModalityPlan& plan);

/// Line 3: min(floor(log(1 - P_target) / log P_conf), N_max), at least 1; N_max where every step is confident.
std::int32_t plannedDraftLength(double confidentShare, const MethodOptions& method);

}  // namespace msao::engine
