// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/method_options.h"

#include <optional>

namespace msao::engine {

/// What the probe measured of one modality; a term that the modality does not have is absent.
struct ModalitySparsity {
    double relevance = 1;              // beta_m: softmax over the modalities present (Eq. 6), 0...1
    std::optional<double> spatial;     // rho_spatial (Eq. 4), 0...1
    std::optional<double> meanChange;  // gamma_avg, mean of 1 - sim_t (Eq. 5), 0...1
};

/// Modality Activation Sparsity, in [0, 1]:
///   MAS_m = 1 - beta_m (1 - lambda_spatial rho_m - lambda_temp (1 - gamma_avg))
/// Eq. 7 subtracts gamma itself, though a low gamma means redundancy; we subtract the redundancy 1 - gamma, so that a
/// static clip is never less sparse than a changing one. What is not a number counts as "not sparse": more is kept.
double masScore(const ModalitySparsity& sparsity, const MethodOptions& options = {});

/// The least retention that Eq. 11 allows: beta*_m >= 1 - MAS_m.
double leastRetention(double mas);

}  // namespace msao::engine
