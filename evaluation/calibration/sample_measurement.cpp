// SPDX-License-Identifier: Apache-2.0
#include "evaluation/calibration/sample_measurement.h"

#include "evaluation/calibration/forced_reading.h"

#include "msao/engine/generate.h"
#include "msao/engine/question_probe.h"

#include <algorithm>
#include <utility>

namespace msao::calibration {

using namespace engine;

namespace {

Result<std::vector<TokenId>> greedyAnswer(Engine& target, const Prompt& prompt, std::int32_t maxNewTokens,
                                          std::stop_token stop) {
    Session session = target.newSession();
    GenerateOptions options;
    options.maxNewTokens = maxNewTokens;
    MSAO_TRY(Answer answer, generate(
                                target, session, prompt, options, [](TokenId) {}, stop));
    if (answer.reason == StopReason::Cancelled) return Error{ErrorCode::Cancelled, "stopped"};
    return std::move(answer.tokens);
}

/// Values of a prompt's tokens by the media whose pads they are.
class PadValues {
public:
    PadValues(const Prompt& prompt, const ModelConfig& config) : m_prompt(prompt) {
        const SpecialTokens& special = config.special;
        for (std::size_t t = 0; t < prompt.tokens.size(); ++t) {
            const TokenId token = prompt.tokens[t];
            const bool isSeen = token == special.imagePad || token == special.videoPad;
            if (isSeen) m_seen.push_back(t);
            if (config.audio && token == config.audio->pad) m_heard.push_back(t);
        }
        m_mergeSize = config.vision.spatialMergeSize;
    }

    /// Of the first token behind all media; 0 where there are none.
    std::int64_t end() const {
        const std::size_t seen = m_seen.empty() ? 0 : m_seen.back() + 1;
        const std::size_t heard = m_heard.empty() ? 0 : m_heard.back() + 1;
        return static_cast<std::int64_t>(std::max(seen, heard));
    }

    std::vector<std::vector<float>> of(std::span<const float> values) const {
        std::vector<std::vector<float>> media;
        auto seen = m_seen.begin();
        for (const VisualInput& visual : m_prompt.visuals)
            media.push_back(next(seen, visual.grid.tokens(m_mergeSize), values));
        auto heard = m_heard.begin();
        for (const AudioInput& audio : m_prompt.audios) media.push_back(next(heard, audio.tokens(), values));
        return media;
    }

private:
    static std::vector<float> next(std::vector<std::size_t>::const_iterator& place, std::int64_t count,
                                   std::span<const float> values) {
        std::vector<float> medium;
        for (std::int64_t i = 0; i < count; ++i) medium.push_back(values[*place++]);
        return medium;
    }

    const Prompt& m_prompt;
    std::vector<std::size_t> m_seen;
    std::vector<std::size_t> m_heard;
    std::int32_t m_mergeSize = 2;
};

std::int64_t tokensRemoved(const PromptDescription& pruned) {
    std::int64_t removed = 0;
    for (const VisualMedium& medium : pruned.visuals)
        removed += std::count(medium.kept.begin(), medium.kept.end(), false);
    for (const SoundMedium& medium : pruned.sounds)
        removed += std::count(medium.kept.begin(), medium.kept.end(), false);
    return removed;
}

}  // namespace

Result<SampleMeasurement> watchSample(const MeasuredPair& pair, const PromptDescription& asked,
                                      std::span<const TokenId> words, const MeasuringOptions& options,
                                      std::stop_token stop) {
    SampleMeasurement watched;
    MSAO_TRY(Prompt prompt, preparePrompt(asked, pair.target.config()));
    MSAO_TRY(watched.answer, greedyAnswer(pair.target, prompt, options.maxNewTokens, stop));
    MSAO_TRY(const Prompt draftPrompt, preparePrompt(asked, pair.draft.config()));
    MSAO_TRY(const std::vector<ForcedToken> drafts, readForced(pair.draft, draftPrompt, watched.answer, stop));
    for (std::size_t i = 0; i < watched.answer.size(); ++i)
        watched.drafts.push_back({drafts[i].normalisedEntropy, drafts[i].likeliest == watched.answer[i]});
    const PadValues pads(prompt, pair.target.config());
    if (pads.end() == 0) return watched;
    MSAO_TRY(const std::vector<float> looked, pair.target.attention(prompt, watched.answer, pads.end(), stop));
    watched.attention = pads.of(looked);
    MSAO_TRY(watched.relevance, measureRelevance(pair.target, asked, words, watched.answer, std::move(stop)));
    return watched;
}

Result<double> lossOf(Engine& target, const PromptDescription& changed, std::span<const TokenId> answer,
                      std::stop_token stop) {
    MSAO_TRY(const Prompt prompt, preparePrompt(changed, target.config()));
    MSAO_TRY(const std::vector<ForcedToken> said, readForced(target, prompt, answer, std::move(stop)));
    double lost = 0;
    for (std::size_t i = 0; i < answer.size(); ++i) lost += said[i].likeliest != answer[i];
    return lost / static_cast<double>(answer.size());
}

Result<std::vector<MeasuredLoss>> measureLosses(const MeasuredPair& pair, const ImportanceSource& importance,
                                                PromptDescription asked, std::span<const TokenId> words,
                                                std::span<const TokenId> answer, const MeasuringOptions& options,
                                                std::stop_token stop) {
    std::vector<MeasuredLoss> losses;
    if (answer.empty()) return losses;
    MSAO_TRY(const Prompt prompt, preparePrompt(asked, pair.draft.config()));
    MSAO_TRY(const QuestionProbe probe, QuestionProbe::look(pair.draft, prompt, words, importance, stop));
    for (const ModalityProbe& modality : probe.modalities()) {
        if (modality.modality == Modality::Text) continue;
        for (const double share : options.removed) {
            const ModalityPlan plan{modality.modality, 1 - share, 0};
            keepTokens(probe.kept({&plan, 1}), asked);
            const std::int64_t tokens = tokensRemoved(asked);
            if (tokens == 0) continue;  // all of it looks like fine text
            const double removed = static_cast<double>(tokens) / static_cast<double>(modality.tokens);
            MSAO_TRY(const double loss, lossOf(pair.target, asked, answer, stop));
            losses.push_back({modality.modality, removed, loss});
        }
    }
    return losses;
}

}  // namespace msao::calibration
