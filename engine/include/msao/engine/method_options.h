// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace msao::engine {

/// The constants of the method, in one place. Section numbers are the paper's (arXiv 2604.02945).
struct MethodOptions {
    double spatialWeight = 0.6;       // lambda_spatial of Eq. 7; §5.1.4
    double temporalWeight = 0.4;      // lambda_temp of Eq. 7; §5.1.4
    double spatialThreshold = 0.3;    // tau_s of Eq. 4, read by the probe; §5.1.4
    double qualityBound = 0.02;       // epsilon_Q of Eq. 11; §5.1.4. 0: nothing is pruned or compressed
    double thetaPercentile = 0.7;     // Algorithm 1, line 2; §5.1.4
    double targetAcceptance = 0.8;    // P_target of Algorithm 1, line 3; §5.1.4
    std::int32_t maxDraftLength = 5;  // N_max of Algorithm 1, line 3; §5.1.4
    double thetaDecay = 0.95;         // delta of Algorithm 1, line 11, read by the controller; §5.1.4
    double thetaMin = 0.05;           // line 11; the paper gives no value: chosen, so that a gate can always reopen
    bool operator==(const MethodOptions&) const = default;
};

}  // namespace msao::engine
