// SPDX-License-Identifier: Apache-2.0
#include "engine/probe/vector_math.h"
#include "msao/engine/importance.h"
#include "msao/engine/sound_spectrum.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace msao::engine {
namespace {

std::span<const float> rowOf(const std::vector<float>& rows, std::size_t row, std::size_t width) {
    return std::span(rows).subspan(row * width, width);
}

/// Images and clips are seen by one tower.
Modality otherOfItsTower(Modality modality) {
    switch (modality) {
        case Modality::Image:
            return Modality::Video;
        case Modality::Video:
            return Modality::Image;
        case Modality::Text:
        case Modality::Audio:
            break;
    }
    return modality;
}

/// One head behind one question: what each of its units is worth does not change from token to token.
class AskedHead {
public:
    AskedHead(const SpatialHead& head, std::span<const float> prompt) : m_head(head) {
        const QuestionUnits& units = head.units;
        for (std::size_t u = 0; u < units.askedBias.size(); ++u)
            m_worth.push_back(units.askedBias[u] + dot(rowOf(units.asked, u, prompt.size()), prompt));
    }

    float importance(std::span<const float> token) const {
        const QuestionUnits& units = m_head.units;
        double sum = dot(m_head.weights, token) + m_head.bias;
        for (std::size_t u = 0; u < m_worth.size(); ++u) {
            const double seen = units.seenBias[u] + dot(rowOf(units.seen, u, token.size()), token);
            sum += std::max(seen, 0.0) * m_worth[u];
        }
        return static_cast<float>(sigmoid(sum));
    }

private:
    const SpatialHead& m_head;
    std::vector<double> m_worth;
};

/// Of the head, for tokens of this width behind a question of that.
bool reads(const SpatialHead& head, std::int64_t tokenWidth, std::size_t promptWidth) {
    return std::cmp_equal(head.weights.size(), tokenWidth) &&
           head.units.asked.size() == head.units.askedBias.size() * promptWidth;
}

class CalibratedImportance : public ImportanceSource {
public:
    explicit CalibratedImportance(ProbeHeads heads) : m_heads(std::move(heads)) {}
    ImportanceKind kind() const override { return ImportanceKind::Calibrated; }

    Status fits(const ModelConfig& draft) const override {
        const auto words = static_cast<std::size_t>(draft.text.hiddenSize);
        if (m_heads.modal.inputWidth != 0 && !std::cmp_equal(m_heads.modal.inputWidth, words)) {
            return Error{ErrorCode::InvalidArgument,
                         "the probe's head for the relevance of modalities was trained for another draft model: it "
                         "reads words of " +
                             std::to_string(m_heads.modal.inputWidth) + " numbers where this model's have " +
                             std::to_string(words) + "; run `msao calibrate` for this pair"};
        }
        for (const Modality modality : {Modality::Image, Modality::Video})
            MSAO_CHECK(fits(modality, draft.vision.hiddenSize, words, "vision tower"));
        if (!draft.audio) return Done{};
        if (m_heads.heardBy == HeardBy::Encoder)
            return fits(Modality::Audio, draft.audio->hiddenSize, words, "audio encoder");
        return fits(Modality::Audio, spectrumWidth(draft.audio->melBins), words, "spectrum of sounds");
    }

    HeardBy heardBy() const override { return m_heads.heardBy; }

    ImportanceMap importance(const ProbedMedium& medium, std::span<const TokenHash> hashes,
                             FeatureView prompt) const override {
        const SpatialHead* head = headOf(medium.modality);
        const std::vector<float> asked = meanRow(prompt);
        // What no head was trained for is important throughout: it is kept.
        if (head == nullptr || !reads(*head, medium.pooled.width, asked.size()))
            return ImportanceMap(hashes.size(), 1.0f);
        const AskedHead behindQuestion(*head, asked);
        ImportanceMap map;
        map.reserve(hashes.size());
        for (std::int64_t t = 0; t < medium.pooled.rows; ++t)
            map.push_back(behindQuestion.importance(medium.pooled.row(t)));
        return map;
    }

    double relevance(std::span<const float> prompt, std::span<const float> features) const override {
        const ModalHead& head = m_heads.modal;
        const auto width = static_cast<std::size_t>(head.inputWidth);
        if (width == 0 || prompt.size() != width || features.size() != width) return 0;
        double alpha = head.secondBias;
        for (std::size_t h = 0; h < head.firstBias.size(); ++h) {
            const std::span<const float> row = rowOf(head.first, h, 2 * width);
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
    Status fits(Modality modality, std::int64_t tokenWidth, std::size_t words, const char* seenBy) const {
        const SpatialHead* head = headOf(modality);
        if (head == nullptr || reads(*head, tokenWidth, words)) return Done{};
        return Error{ErrorCode::InvalidArgument, "the probe's heads were trained for another draft model: that of " +
                                                     std::string(modalityName(modality)) + "s reads " +
                                                     std::to_string(head->weights.size()) +
                                                     " numbers a token where this model's " + seenBy + " has " +
                                                     std::to_string(tokenWidth) + ", or words of another width than " +
                                                     std::to_string(words) + "; run `msao calibrate` for this pair"};
    }

    const SpatialHead* headOf(Modality modality) const {
        const auto of = [this](Modality wanted) {
            return std::ranges::find(m_heads.spatial, wanted, &SpatialHead::modality);
        };
        auto head = of(modality);
        if (head == m_heads.spatial.end()) head = of(otherOfItsTower(modality));
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
