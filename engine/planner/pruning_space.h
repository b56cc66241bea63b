// SPDX-License-Identifier: Apache-2.0
// The part of Eq. 11's problem that is decided by what is sent: its bounds, its constraints and its points.
#pragma once

#include "msao/engine/cost_model.h"
#include "msao/engine/planner.h"

#include <array>
#include <span>
#include <string>
#include <vector>

namespace msao::engine {

inline constexpr std::size_t kMaxPruned = 3;                   // image, video, audio; text travels as it is
inline constexpr std::size_t kMaxDimensions = 2 * kMaxPruned;  // retention and compression of each
using RemovedShares = std::array<double, kMaxDimensions>;      // how far each is from "keep all" (0) to its bound (1)

/// How far a plan misses memory and upload time; quality and sparsity are never missed.
struct Violation {
    double excess = 0;       // relative, summed over the constraints
    std::string constraint;  // the one missed by most; empty if none
};

/// One decision about what is sent, from "keep all" on.
struct PruningAxis {
    Modality modality = Modality::Text;
    bool isRetention = true;  // else compression
    double least = 0;         // share that is removed where nothing is given up: what the codec takes at its best
    double most = 0;          // removable share
    std::int64_t tokens = 0;  // of the modality
};

/// Between two of them the loss of a token is linear.
struct LossKnot {
    double removed = 0;  // of an axis, from "keep all" (0) to its bound (1)
    double loss = 0;
};

class PruningSpace {
public:
    PruningSpace(const CostInput& input, const PlannerOptions& options);

    std::size_t dimensions() const { return m_axes.size(); }
    /// In the order of RemovedShares.
    std::vector<PruningAxis> axes() const;

    /// As far as possible in `direction` (0...1 each, axes that reach their bound stay there) with Delta-Q <=
    /// epsilon_Q. Latency never falls when more is kept, so the best point of every direction is its last one.
    RemovedShares furthest(const RemovedShares& direction) const;

    /// Delta-Q of answers of the expected length, beyond what the best media quality costs, which every answer pays.
    double qualityLoss(const RemovedShares& removed) const;
    bool keepsQuality(const RemovedShares& removed) const { return tokenLoss(removed) <= m_bound; }
    std::vector<ModalityPlan> modalities(const RemovedShares& removed) const;
    /// The point of an earlier plan, as far as it is in this space.
    RemovedShares pointOf(std::span<const ModalityPlan> modalities) const;

    Violation violation(std::span<const ModalityPlan> modalities) const;
    /// "quality" or "sparsity" where a bound holds the point back, or empty.
    std::string bindingBound(const RemovedShares& removed) const;

private:
    struct Axis {
        std::size_t probe = 0;
        bool isRetention = true;
        double least = 0;             // share that is always removed
        double most = 0;              // removable share
        std::vector<LossKnot> knots;  // at least two: both ends of the axis

        double share(double removed) const { return least + removed * (most - least); }
    };

    double tokenLoss(const RemovedShares& removed) const;

    const CostInput& m_input;
    const PlannerOptions& m_options;
    double m_bound;                          // epsilon_Q, of one token
    std::vector<double> m_leastCompression;  // of each probe
    std::vector<Axis> m_axes;
};

}  // namespace msao::engine
