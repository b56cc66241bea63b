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

std::int64_t tokensRemoved(const PromptDescription& pruned) {
    std::int64_t removed = 0;
    for (const VisualMedium& medium : pruned.visuals)
        removed += std::count(medium.kept.begin(), medium.kept.end(), false);
    for (const SoundMedium& medium : pruned.sounds)
        removed += std::count(medium.kept.begin(), medium.kept.end(), false);
    return removed;
}

class SampleMeasurer {
public:
    SampleMeasurer(const MeasuredPair& pair, PromptDescription asked, std::stop_token stop)
        : m_pair(pair), m_asked(std::move(asked)), m_stop(std::move(stop)) {}

    Result<SampleMeasurement> measure(std::span<const TokenId> words, const MeasuringOptions& options) {
        MSAO_TRY(const Prompt whole, preparePrompt(m_asked, m_pair.target.config()));
        MSAO_TRY(m_answer, greedyAnswer(m_pair.target, whole, options.maxNewTokens, m_stop));
        MSAO_TRY(const Prompt draftPrompt, preparePrompt(m_asked, m_pair.draft.config()));
        MSAO_CHECK(measureDrafts(draftPrompt));
        MSAO_TRY(const QuestionProbe probe,
                 QuestionProbe::look(m_pair.draft, draftPrompt, words, m_pair.importance, m_stop));
        for (const ModalityProbe& modality : probe.modalities()) {
            if (modality.modality == Modality::Text) continue;
            for (const double removed : options.removed) MSAO_CHECK(measureLoss(probe, modality, removed));
        }
        return std::move(m_result);
    }

private:
    Status measureDrafts(const Prompt& prompt) {
        MSAO_TRY(const std::vector<ForcedToken> drafts, readForced(m_pair.draft, prompt, m_answer, m_stop));
        for (std::size_t i = 0; i < m_answer.size(); ++i)
            m_result.drafts.push_back({drafts[i].normalisedEntropy, drafts[i].likeliest == m_answer[i]});
        return Done{};
    }

    Status measureLoss(const QuestionProbe& probe, const ModalityProbe& modality, double share) {
        const ModalityPlan plan{modality.modality, 1 - share, 0};
        keepTokens(probe.kept({&plan, 1}), m_asked);
        const std::int64_t tokens = tokensRemoved(m_asked);
        if (tokens == 0) return Done{};  // all of it looks like fine text
        const double removed = static_cast<double>(tokens) / static_cast<double>(modality.tokens);
        MSAO_TRY(const Prompt pruned, preparePrompt(m_asked, m_pair.target.config()));
        MSAO_TRY(const std::vector<ForcedToken> said, readForced(m_pair.target, pruned, m_answer, m_stop));
        double lost = 0;
        for (std::size_t i = 0; i < m_answer.size(); ++i) lost += said[i].likeliest != m_answer[i];
        m_result.losses.push_back({modality.modality, removed, lost / static_cast<double>(m_answer.size())});
        return Done{};
    }

    const MeasuredPair& m_pair;
    PromptDescription m_asked;
    std::stop_token m_stop;
    std::vector<TokenId> m_answer;
    SampleMeasurement m_result;
};

}  // namespace

Result<SampleMeasurement> measureSample(const MeasuredPair& pair, PromptDescription asked,
                                        std::span<const TokenId> words, const MeasuringOptions& options,
                                        std::stop_token stop) {
    return SampleMeasurer(pair, std::move(asked), std::move(stop)).measure(words, options);
}

}  // namespace msao::calibration
