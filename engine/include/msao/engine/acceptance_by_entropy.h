// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>

namespace msao::engine {

/// How likely the cloud accepts a draft token of a given normalised entropy: counted live in bins, on top of a prior.
/// The prior is a calibration where there is one, and otherwise the bound of AdaEDL (arXiv 2410.18351).
class AcceptanceByEntropy {
public:
    /// Bins are finer where entropies crowd, near 0: bin i begins at (i / count)^2.
    static constexpr std::size_t kBinCount = 8;

    AcceptanceByEntropy();
    /// Calibrated: the acceptance of each bin, 0...1.
    explicit AcceptanceByEntropy(const std::array<double, kBinCount>& calibrated);

    /// Of a token whose predecessors were all accepted.
    double probability(double normalisedEntropy) const;
    /// Over all tokens seen so far, whatever their entropy.
    double mean() const;

    /// Only the first rejected token of a branch counts: what stands behind it was drafted on a wrong prefix.
    void note(double normalisedEntropy, bool wasAccepted);

private:
    struct Bin {
        double accepted = 0;
        double seen = 0;
    };
    static std::size_t binOf(double normalisedEntropy);
    static double bound(double normalisedEntropy);

    std::array<Bin, kBinCount> m_bins{};
    Bin m_all{};
};

}  // namespace msao::engine
