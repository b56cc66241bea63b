// SPDX-License-Identifier: Apache-2.0
#include "engine/planner/pruning_space.h"

#include "engine/planner/sent_size.h"
#include "msao/engine/mas_score.h"

#include <algorithm>
#include <array>

namespace msao::engine {
namespace {

constexpr double kAtBound = 0.99;

const ModalityQuality* qualityOf(const Calibration& calibration, Modality modality) {
    for (const ModalityQuality& quality : calibration.quality) {
        if (quality.modality == modality) return &quality;
    }
    return nullptr;
}

struct Range {
    double least = 0;
    double most = 0;
};

/// As far as the qualities of the modality's codec were measured; otherwise as far as the options go. Samples of sounds
/// travel as they are.
Range compressionRange(const ModalityProbe& probe, const ModalityQuality* quality, const PlannerOptions& options) {
    if (probe.modality == Modality::Text || options.maxCompression <= 0) return {};
    if (quality == nullptr || quality->rates.empty())
        return {0, probe.modality == Modality::Audio ? 0 : std::min(options.maxCompression, 1.0)};
    return {compressionAt(quality->rates.front(), probe), compressionAt(quality->rates.back(), probe)};
}

RemovedShares along(const RemovedShares& direction, double length) {
    RemovedShares removed{};
    for (std::size_t i = 0; i < removed.size(); ++i) removed[i] = std::min(direction[i] * length, 1.0);
    return removed;
}

/// The curve between `least` and `most`, as a share of the way from one to the other, and what is lost beyond `least`.
std::vector<LossKnot> knotsOf(const QualityCurve& curve, double least, double most) {
    const double leastLoss = engine::tokenLoss(curve, least);
    std::vector<LossKnot> knots = {{0, 0}};
    for (const QualityPoint& point : curve) {
        if (point.removed <= least || point.removed >= most) continue;
        const double removed = (point.removed - least) / (most - least);
        if (removed <= knots.back().removed || removed >= 1) continue;  // too near to another one to be told apart
        knots.push_back({removed, engine::tokenLoss(curve, point.removed) - leastLoss});
    }
    knots.push_back({1, engine::tokenLoss(curve, most) - leastLoss});
    return knots;
}

double slopeTo(const LossKnot* knot) {
    return (knot->loss - (knot - 1)->loss) / (knot->removed - (knot - 1)->removed);
}

double lossAt(const std::vector<LossKnot>& knots, double removed) {
    const LossKnot* next = &knots[1];
    while (next->removed < removed && next != &knots.back()) ++next;
    return (next - 1)->loss + slopeTo(next) * (removed - (next - 1)->removed);
}

}  // namespace

PruningSpace::PruningSpace(const CostInput& input, const PlannerOptions& options)
    : m_input(input),
      m_options(options),
      m_bound(tokenLossWithin(options.method.qualityBound, input.live.answerTokens)) {
    for (std::size_t i = 0; i < input.probes.size(); ++i) {
        const ModalityProbe& probe = input.probes[i];
        const ModalityQuality* quality = qualityOf(input.calibration, probe.modality);
        const Range compression = compressionRange(probe, quality, options);
        m_leastCompression.push_back(compression.least);
        if (probe.modality == Modality::Text || options.method.qualityBound <= 0) continue;
        // Where the probe is unsure of itself, less than 1 - (1 - MAS) may go.
        const double removable = (1 - leastRetention(probe.mas)) * (1 - std::clamp(probe.uncertainty, 0.0, 1.0));
        const QualityCurve ofPruning = quality ? quality->ofPruning : QualityCurve{};
        if (removable > 0) m_axes.push_back({i, true, 0, removable, knotsOf(ofPruning, 0, removable)});
        if (compression.most <= compression.least) continue;
        const QualityCurve curve = quality ? compressionCurve(*quality, probe) : QualityCurve{};
        m_axes.push_back(
            {i, false, compression.least, compression.most, knotsOf(curve, compression.least, compression.most)});
    }
}

std::vector<PruningAxis> PruningSpace::axes() const {
    std::vector<PruningAxis> axes;
    for (const Axis& axis : m_axes) {
        const ModalityProbe& probe = m_input.probes[axis.probe];
        axes.push_back({probe.modality, axis.isRetention, axis.least, axis.most, probe.tokens});
    }
    return axes;
}

RemovedShares PruningSpace::furthest(const RemovedShares& direction) const {
    double shortest = 1;
    for (std::size_t i = 0; i < m_axes.size(); ++i) {
        if (direction[i] > 0) shortest = std::min(shortest, direction[i]);
    }
    const double longest = 1 / std::max(shortest, 1e-3);
    // The loss rises in straight pieces: from the end of one to that of the next, until it would pass the bound.
    std::array<const LossKnot*, kMaxDimensions> ahead{};
    for (std::size_t i = 0; i < m_axes.size(); ++i) ahead[i] = direction[i] > 0 ? &m_axes[i].knots[1] : nullptr;
    double length = 0, loss = 0;
    while (length < longest) {
        double slope = 0, end = longest;
        for (std::size_t i = 0; i < m_axes.size(); ++i) {
            if (ahead[i] == nullptr) continue;
            slope += direction[i] * slopeTo(ahead[i]);
            end = std::min(end, ahead[i]->removed / direction[i]);
        }
        if (loss + slope * (end - length) > m_bound) return along(direction, length + (m_bound - loss) / slope);
        loss += slope * (end - length);
        length = end;
        for (std::size_t i = 0; i < m_axes.size(); ++i) {
            if (ahead[i] == nullptr || ahead[i]->removed / direction[i] > end) continue;
            ahead[i] = ahead[i] == &m_axes[i].knots.back() ? nullptr : ahead[i] + 1;
        }
    }
    return along(direction, longest);
}

double PruningSpace::tokenLoss(const RemovedShares& removed) const {
    double loss = 0;
    for (std::size_t i = 0; i < m_axes.size(); ++i) loss += lossAt(m_axes[i].knots, removed[i]);
    return loss;
}

double PruningSpace::qualityLoss(const RemovedShares& removed) const {
    return answerLoss(tokenLoss(removed), m_input.live.answerTokens);
}

std::vector<ModalityPlan> PruningSpace::modalities(const RemovedShares& removed) const {
    std::vector<ModalityPlan> plans;
    for (std::size_t i = 0; i < m_input.probes.size(); ++i)
        plans.push_back({.modality = m_input.probes[i].modality, .compression = m_leastCompression[i]});
    for (std::size_t i = 0; i < m_axes.size(); ++i) {
        const Axis& axis = m_axes[i];
        const double share = axis.share(removed[i]);
        if (axis.isRetention) {
            // Rounding may not take back what is promised.
            plans[axis.probe].retention = std::max(1 - share, leastRetention(m_input.probes[axis.probe].mas));
        } else {
            plans[axis.probe].compression = share;
        }
    }
    return plans;
}

RemovedShares PruningSpace::pointOf(std::span<const ModalityPlan> modalities) const {
    RemovedShares removed{};
    for (std::size_t i = 0; i < m_axes.size(); ++i) {
        const Axis& axis = m_axes[i];
        for (const ModalityPlan& plan : modalities) {
            if (plan.modality != m_input.probes[axis.probe].modality) continue;
            const double share = axis.isRetention ? 1 - plan.retention : plan.compression;
            removed[i] = std::clamp((share - axis.least) / (axis.most - axis.least), 0.0, 1.0);
        }
    }
    return removed;
}

Violation PruningSpace::violation(std::span<const ModalityPlan> modalities) const {
    const LiveFigures& live = m_input.live;
    Violation violation;
    double worst = 0, memory = 0;
    const auto exceed = [&](double value, double limit, auto name) {
        const double excess = value > limit ? value / std::max(limit, 1e-9) - 1 : 0;
        violation.excess += excess;
        if (excess <= worst) return;
        worst = excess;
        violation.constraint = name();
    };
    for (std::size_t i = 0; i < modalities.size(); ++i) {
        const double bytes = sentBytes(m_input.probes[i], modalities[i]);
        memory += keptTokens(m_input.probes[i], modalities[i]) * static_cast<double>(live.edgeKvBytesPerToken) + bytes;
        if (!m_options.maxUploadMs || !live.isCloudReachable) continue;
        exceed(1e3 * bytes / live.link.bytesPerSecond + live.link.rttMs, *m_options.maxUploadMs,
               [&] { return "upload time of " + std::string(modalityName(modalities[i].modality)); });
    }
    if (live.edgeMemoryBytes) {
        exceed(memory, static_cast<double>(*live.edgeMemoryBytes), [] { return std::string("edge memory"); });
    }
    return violation;
}

std::string PruningSpace::bindingBound(const RemovedShares& removed) const {
    if (m_axes.empty()) return {};
    if (tokenLoss(removed) >= kAtBound * m_bound) return "quality";
    for (std::size_t i = 0; i < m_axes.size(); ++i) {
        if (m_axes[i].isRetention && removed[i] >= kAtBound) return "sparsity";
    }
    return {};
}

}  // namespace msao::engine
