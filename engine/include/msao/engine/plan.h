// SPDX-License-Identifier: Apache-2.0
// What is decided once per request (Algorithm 1, lines 1-3), and the live figures from which it is decided.
#pragma once

#include "msao/engine/modality.h"
#include "msao/engine/mode.h"

#include <cstdint>
#include <string>
#include <vector>

namespace msao::engine {

/// Estimated from real traffic: acknowledged bytes over time, minimum round trip, jitter.
struct LinkEstimate {
    double bytesPerSecond = 0;
    double rttMs = 0;
    double jitterMs = 0;
    bool operator==(const LinkEstimate&) const = default;
};

/// What one machine needs for its steps; measured, not assumed.
struct DeviceCosts {
    double stepMs = 0;               // one decode step of one token
    double stepMsPerExtraToken = 0;  // each further token of one verification pass
    double prefillMsPerToken = 0;
    double prefillFixedMs = 0;
    bool operator==(const DeviceCosts&) const = default;
};

/// What the probe says of one modality (paper Eq. 3-7).
struct ModalityProbe {
    Modality modality = Modality::Text;
    double mas = 0;           // Modality Activation Sparsity
    double beta = 1;          // modal relevance, softmax over the modalities present
    double rho = 0;           // spatial sparsity
    double gamma = 1;         // mean temporal change
    double uncertainty = 0;   // of the probe itself, 0...1: where it is unsure more is kept
    std::int64_t tokens = 0;  // language tokens before pruning
    std::int64_t bytes = 0;   // encoded, before pruning
    bool operator==(const ModalityProbe&) const = default;
};

/// What is sent of one modality.
struct ModalityPlan {
    Modality modality = Modality::Text;
    double retention = 1;    // beta*_m, share of tokens kept; always >= 1 - MAS_m
    double compression = 0;  // rho*_m
    bool operator==(const ModalityPlan&) const = default;
};

struct Plan {
    Mode mode = Mode::NeverIdle;  // what the policy chose to run
    std::vector<ModalityPlan> modalities;
    double theta = 1;               // entropy gate, on normalised entropy
    std::int32_t draftLength = 5;   // N*_draft
    double predictedMs = 0;         // E[L_e2e] of this plan
    std::string bindingConstraint;  // empty if none binds; for an infeasible problem the one that broke
    bool isFeasible = true;
    bool operator==(const Plan&) const = default;
};

}  // namespace msao::engine
