// SPDX-License-Identifier: Apache-2.0
// What each modality is worth to the target's answer: how far its distributions move when it reads the prompt without.
#pragma once

#include "msao/engine/engine.h"
#include "msao/engine/modality.h"
#include "msao/engine/prompt_description.h"

#include <span>
#include <stop_token>
#include <vector>

namespace msao::calibration {

engine::Modality modalityOf(const engine::VisualMedium& medium);

/// Kullback-Leibler divergence of what the target says with everything from what it says without this modality, the
/// mean over the answer's tokens, in nats.
struct MeasuredRelevance {
    engine::Modality modality = engine::Modality::Text;
    double divergence = 0;
    bool operator==(const MeasuredRelevance&) const = default;
};

/// One for each modality of the prompt, text first; `words` are those of the question, as the prompt has them. Nothing
/// where there is no second modality to weigh against, or where the prompt does not hold these words in one piece.
engine::Result<std::vector<MeasuredRelevance>> measureRelevance(engine::Engine& target,
                                                                const engine::PromptDescription& asked,
                                                                std::span<const engine::TokenId> words,
                                                                std::span<const engine::TokenId> answer,
                                                                std::stop_token stop = {});

/// beta of Eq. 6 as the target shows it: each one's share of all divergence; all alike where nothing moves it.
std::vector<float> relevanceShares(std::span<const MeasuredRelevance> measured);

}  // namespace msao::calibration
