// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace msao::engine {

struct EntropyGateOptions {
    double theta = 1;               // theta*_conf on normalised entropy; 1 lets everything pass
    double thetaMin = 0.05;         // decay never goes below
    double decay = 0.95;            // delta of Algorithm 1, line 11
    double averagingRate = 0.05;    // eta of the moving average, line 8; chosen: about twenty batches of memory
    double acceptedQuantile = 0.7;  // the same quantile that set theta at first (line 2)
    bool operator==(const EntropyGateOptions&) const = default;
};

/// Compares normalised entropy with theta, and moves theta as Algorithm 1 (lines 6-11) says.
class EntropyGate {
public:
    explicit EntropyGate(const EntropyGateOptions& options) : m_options(options), m_theta(options.theta) {}

    bool isConfident(double normalisedEntropy) const { return normalisedEntropy <= m_theta; }
    double theta() const { return m_theta; }

    /// theta <- max(delta theta, theta_min); a theta that starts below theta_min stays.
    void decayOnOffload();

    /// Remembers the entropy of a token that the cloud accepted; the last 64 count.
    void noteAccepted(float normalisedEntropy);

    /// theta <- (1 - eta) theta + eta (entropy quantile of accepted tokens); nothing before the first accepted one.
    void averageTowardsAccepted();

private:
    EntropyGateOptions m_options;
    double m_theta;
    std::vector<float> m_accepted;
    std::size_t m_oldest = 0;
};

}  // namespace msao::engine
