// SPDX-License-Identifier: Apache-2.0
#include "evaluation/calibration/media_rates.h"

#include "evaluation/calibration/forced_reading.h"

#include "msao/engine/question_probe.h"

#include <algorithm>
#include <map>
#include <utility>

namespace msao::calibration {

using namespace engine;

namespace {

constexpr int kNoChoice = 100;  // the quality of what has one only

/// As an edge sends it: of the size at which models read it, clips with whole time steps.
void resizeAsRead(VisualMedium& medium, const VisualInput& read, const VisionConfig& vision) {
    const ImageSize size{read.grid.width * vision.patchSize, read.grid.height * vision.patchSize};
    std::vector<RgbImage>& frames = medium.clip.frames;
    for (RgbImage& frame : frames) {
        if (frame.width != size.width || frame.height != size.height) frame = resizeBicubic(frame, size);
    }
    if (medium.kind == VisualKind::Video)
        frames.resize(static_cast<std::size_t>(read.grid.time) * static_cast<std::size_t>(vision.temporalPatchSize),
                      frames.back());
}

std::size_t keptCount(const KeptTokens& kept, std::int64_t tokens) {
    if (kept.empty()) return static_cast<std::size_t>(tokens);
    return static_cast<std::size_t>(std::ranges::count(kept, true));
}

/// Sums over the media of one modality at one quality.
struct Rate {
    double bytes = 0;
    double tokens = 0;

    double bytesPerToken() const { return bytes / tokens; }
};
using Rates = std::map<Modality, Rate>;

class RateMeasurement {
public:
    RateMeasurement(const MeasuredPair& pair, const MediaCodec& codec, PromptDescription asked, const Prompt& read)
        : m_pair(pair), m_codec(codec), m_whole(std::move(asked)), m_read(read) {
        for (std::size_t v = 0; v < m_whole.visuals.size(); ++v)
            resizeAsRead(m_whole.visuals[v], m_read.visuals[v], vision());
    }

    /// Which tokens travel where half of them do.
    void keepHalf(const QuestionProbe& probe) {
        std::vector<ModalityPlan> plans;
        for (const ModalityProbe& modality : probe.modalities()) plans.push_back({modality.modality, 0.5, 0});
        m_half = m_whole;
        keepTokens(probe.kept(plans), m_half);
    }

    Result<std::vector<MeasuredRate>> run(std::span<const ModalityProbe> probes, std::span<const TokenId> answer,
                                          const std::stop_token& stop) {
        std::vector<MeasuredRate> measured;
        for (const int quality : kMediaQualities) {
            if (m_whole.visuals.empty()) break;
            MSAO_TRY(const double loss, lossAt(quality, answer, stop));
            MSAO_TRY(const Rates whole, visualRates(m_whole, quality));
            MSAO_TRY(const Rates half, visualRates(m_half, quality));
            for (const auto& [modality, rate] : whole) {
                const auto alike = half.find(modality);
                const double halfRate = alike == half.end() ? rate.bytesPerToken() : alike->second.bytesPerToken();
                measured.push_back(rateOf(probes, modality, quality, (rate.bytesPerToken() + halfRate) / 2, loss));
            }
        }
        if (m_whole.sounds.empty()) return measured;
        MSAO_TRY(const Rate heard, soundRate());
        measured.push_back(rateOf(probes, Modality::Audio, kNoChoice, heard.bytesPerToken(), 0));
        return measured;
    }

private:
    const VisionConfig& vision() const { return m_pair.draft.config().vision; }

    static MeasuredRate rateOf(std::span<const ModalityProbe> probes, Modality modality, int quality,
                               double bytesPerToken, double loss) {
        const auto probe = std::ranges::find(probes, modality, &ModalityProbe::modality);
        const double raw = static_cast<double>(probe->bytes) / static_cast<double>(probe->tokens);
        return {modality, quality, bytesPerToken, std::clamp(1 - bytesPerToken / raw, 0.0, 1.0), loss};
    }

    Result<Rates> visualRates(const PromptDescription& description, int quality) const {
        Rates rates;
        for (std::size_t v = 0; v < description.visuals.size(); ++v) {
            const VisualMedium& medium = description.visuals[v];
            const std::size_t kept = keptCount(medium.kept, m_read.visuals[v].grid.tokens(vision().spatialMergeSize));
            if (kept == 0) continue;
            MSAO_TRY(const EncodedVisual encoded, m_codec.encode(medium, vision(), quality));
            Rate& rate = rates[modalityOf(medium)];
            rate.bytes += static_cast<double>(encoded.bytes);
            rate.tokens += static_cast<double>(kept);
        }
        return rates;
    }

    Result<Rate> soundRate() const {
        Rate rate;
        for (std::size_t s = 0; s < m_whole.sounds.size(); ++s) {
            MSAO_TRY(const std::int64_t bytes, m_codec.soundBytes(m_whole.sounds[s]));
            rate.bytes += static_cast<double>(bytes);
            rate.tokens += static_cast<double>(m_read.audios[s].tokens());
        }
        return rate;
    }

    /// Share of the answer's tokens that the target does not say of what is decoded.
    Result<double> lossAt(int quality, std::span<const TokenId> answer, const std::stop_token& stop) const {
        PromptDescription decoded = m_whole;
        for (VisualMedium& medium : decoded.visuals) {
            MSAO_TRY(EncodedVisual encoded, m_codec.encode(medium, vision(), quality));
            medium.clip.frames = std::move(encoded.frames);
        }
        return lossOf(m_pair.target, decoded, answer, stop);
    }

    const MeasuredPair& m_pair;
    const MediaCodec& m_codec;
    PromptDescription m_whole;
    PromptDescription m_half;
    const Prompt& m_read;
};

}  // namespace

Result<std::vector<MeasuredRate>> measureRates(const MeasuredPair& pair, const ImportanceSource& importance,
                                               const MediaCodec& codec, PromptDescription asked,
                                               std::span<const TokenId> words, std::span<const TokenId> answer,
                                               std::stop_token stop) {
    if (answer.empty() || (asked.visuals.empty() && asked.sounds.empty())) return std::vector<MeasuredRate>();
    MSAO_TRY(const Prompt read, preparePrompt(asked, pair.draft.config()));
    MSAO_TRY(const QuestionProbe probe, QuestionProbe::look(pair.draft, read, words, importance, stop));
    RateMeasurement measurement(pair, codec, std::move(asked), read);
    measurement.keepHalf(probe);
    return measurement.run(probe.modalities(), answer, stop);
}

}  // namespace msao::calibration
