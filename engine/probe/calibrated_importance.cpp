// SPDX-License-Identifier: Apache-2.0
#include "engine/probe/vector_math.h"
#include "msao/engine/importance.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace msao::engine {
namespace {

class CalibratedImportance : public ImportanceSource {
public:
    explicit CalibratedImportance(ProbeHeads heads) : m_heads(std::move(heads)) {}
    ImportanceKind kind() const override { return ImportanceKind::Calibrated; }

    ImportanceMap importance(const ProbedMedium& medium, std::span<const TokenHash> hashes,
                             FeatureView) const override {
        const SpatialHead* head = headOf(medium.modality);
        const bool fits = head != nullptr && std::cmp_equal(head->weights.size(), medium.pooled.width);
        // What no head was trained for is important throughout: it is kept.
        if (!fits) return ImportanceMap(hashes.size(), 1.0f);
        ImportanceMap map;
        map.reserve(hashes.size());
        for (std::int64_t t = 0; t < medium.pooled.rows; ++t) {
            map.push_back(static_cast<float>(sigmoid(dot(head->weights, medium.pooled.row(t)) + head->bias)));
        }
        return map;
    }

    double relevance(std::span<const float> prompt, std::span<const float> features) const override {
        const ModalHead& head = m_heads.modal;
        const auto width = static_cast<std::size_t>(head.inputWidth);
        if (width == 0 || prompt.size() != width || features.size() != width) return 0;
        double alpha = head.secondBias;
        for (std::size_t h = 0; h < head.firstBias.size(); ++h) {
            const auto row = std::span(head.first).subspan(h * 2 * width, 2 * width);
            const double sum = head.firstBias[h] + dot(row.first(width), prompt) + dot(row.last(width), features);
            alpha += head.second[h] * std::max(sum, 0.0);
        }
        return alpha / m_heads.temperature;
    }

    /// The measured error of calibration, and how undecided the head is on this very input.
    double uncertainty(std::span<const float> importance) const override {
        double undecided = 0;
        for (const float m : importance) undecided += 1 - std::abs(2.0 * m - 1);
        if (!importance.empty()) undecided /= static_cast<double>(importance.size());
        const double error = m_heads.expectedCalibrationError;
        return std::clamp(error + (1 - error) * undecided, 0.0, 1.0);
    }

private:
    const SpatialHead* headOf(Modality modality) const {
        const auto head = std::ranges::find(m_heads.spatial, modality, &SpatialHead::modality);
        return head == m_heads.spatial.end() ? nullptr : &*head;
    }

    ProbeHeads m_heads;
};

}  // namespace

Result<std::unique_ptr<ImportanceSource>> calibratedImportance(ProbeHeads heads) {
    MSAO_CHECK(checkProbeHeads(heads));
    return std::unique_ptr<ImportanceSource>(std::make_unique<CalibratedImportance>(std::move(heads)));
}

Result<std::unique_ptr<ImportanceSource>> importanceBy(std::optional<ProbeHeads> heads) {
    if (!heads) return trainingFreeImportance();
    return calibratedImportance(*std::move(heads));
}

}  // namespace msao::engine
