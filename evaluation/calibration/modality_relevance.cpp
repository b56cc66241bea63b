// SPDX-License-Identifier: Apache-2.0
#include "evaluation/calibration/modality_relevance.h"

#include "evaluation/calibration/forced_reading.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace msao::calibration {

using namespace engine;

namespace {

using Distributions = std::vector<std::vector<float>>;

std::vector<Modality> mediaModalities(const PromptDescription& asked) {
    std::vector<Modality> present;
    for (const Modality modality : {Modality::Image, Modality::Video}) {
        if (std::ranges::find(asked.visuals, modality, modalityOf) != asked.visuals.end()) present.push_back(modality);
    }
    if (!asked.sounds.empty()) present.push_back(Modality::Audio);
    return present;
}

/// The prompt as it would be if the question had not been typed.
std::optional<PromptDescription> withoutWords(PromptDescription asked, std::span<const TokenId> words) {
    const auto found = std::ranges::search(asked.tokens, words);
    if (words.empty() || found.empty()) return std::nullopt;
    asked.tokens.erase(found.begin(), found.end());
    return asked;
}

/// `prompt` is that of `asked`: it knows how many tokens each medium has.
PromptDescription withoutMedia(PromptDescription asked, Modality modality, const Prompt& prompt,
                               std::int32_t mergeSize) {
    for (std::size_t v = 0; v < asked.visuals.size(); ++v) {
        if (modalityOf(asked.visuals[v]) != modality) continue;
        asked.visuals[v].kept.assign(static_cast<std::size_t>(prompt.visuals[v].grid.tokens(mergeSize)), false);
    }
    for (std::size_t s = 0; modality == Modality::Audio && s < asked.sounds.size(); ++s)
        asked.sounds[s].kept.assign(static_cast<std::size_t>(prompt.audios[s].tokens()), false);
    return asked;
}

double divergence(const std::vector<float>& logsWith, const std::vector<float>& logsWithout) {
    double sum = 0;
    for (std::size_t i = 0; i < logsWith.size(); ++i)
        sum += std::exp(static_cast<double>(logsWith[i])) * (static_cast<double>(logsWith[i]) - logsWithout[i]);
    return std::max(sum, 0.0);  // rounding may not make it less than nothing
}

double meanDivergence(const Distributions& with, const Distributions& without) {
    double sum = 0;
    for (std::size_t i = 0; i < with.size(); ++i) sum += divergence(with[i], without[i]);
    return sum / static_cast<double>(with.size());
}

}  // namespace

Modality modalityOf(const VisualMedium& medium) {
    return medium.kind == VisualKind::Image ? Modality::Image : Modality::Video;
}

Result<std::vector<MeasuredRelevance>> measureRelevance(Engine& target, const PromptDescription& asked,
                                                        std::span<const TokenId> words, std::span<const TokenId> answer,
                                                        std::stop_token stop) {
    std::vector<MeasuredRelevance> measured;
    const std::vector<Modality> media = mediaModalities(asked);
    const std::optional<PromptDescription> wordless = withoutWords(asked, words);
    if (answer.empty() || media.empty() || !wordless) return measured;
    MSAO_TRY(const Prompt whole, preparePrompt(asked, target.config()));
    MSAO_TRY(const Distributions with, readDistributions(target, whole, answer, stop));
    const auto measure = [&](Modality modality, const PromptDescription& rest) -> Status {
        MSAO_TRY(const Prompt prompt, preparePrompt(rest, target.config()));
        MSAO_TRY(const Distributions without, readDistributions(target, prompt, answer, stop));
        measured.push_back({modality, meanDivergence(with, without)});
        return Done{};
    };
    MSAO_CHECK(measure(Modality::Text, *wordless));
    for (const Modality modality : media)
        MSAO_CHECK(measure(modality, withoutMedia(asked, modality, whole, target.config().vision.spatialMergeSize)));
    return measured;
}

std::vector<float> relevanceShares(std::span<const MeasuredRelevance> measured) {
    constexpr double kNothing = 1e-9;
    double all = 0;
    for (const MeasuredRelevance& relevance : measured) all += relevance.divergence;
    std::vector<float> shares;
    for (const MeasuredRelevance& relevance : measured) {
        const double share = all > kNothing ? relevance.divergence / all : 1 / static_cast<double>(measured.size());
        shares.push_back(static_cast<float>(share));
    }
    return shares;
}

}  // namespace msao::calibration
