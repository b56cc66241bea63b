// SPDX-License-Identifier: Apache-2.0
#include "engine/model/audio_pads.h"
#include "engine/model/visual_pads.h"

#include "msao/engine/prompt.h"

#include <string>
#include <utility>

namespace msao::engine {
namespace {

/// One pad per visual input becomes as many as it has tokens.
Result<std::vector<TokenId>> expandPads(std::span<const TokenId> tokens, std::span<const VisualInput> visuals,
                                        const ModelConfig& config) {
    std::vector<TokenId> expanded;
    expanded.reserve(tokens.size());
    std::size_t next = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!isVisualPad(tokens[i], config)) {
            expanded.push_back(tokens[i]);
            continue;
        }
        if (next == visuals.size()) return tooManyPads(i, visuals.size());
        MSAO_CHECK(expectPads(tokens, i, 1, next, visuals[next].kind, config));
        MSAO_TRY(const std::int64_t count, visualTokens(visuals[next], next, config));
        expanded.insert(expanded.end(), static_cast<std::size_t>(count), tokens[i]);
        ++next;
    }
    if (next != visuals.size()) return tooFewPads(next, visuals.size());
    return expanded;
}

Status checkKept(std::span<const VisualInput> visuals, const std::vector<KeptTokens>& kept, const ModelConfig& config) {
    if (kept.size() != visuals.size()) {
        return Error{ErrorCode::InvalidArgument, "expected kept tokens of " + std::to_string(visuals.size()) +
                                                     " visual inputs, found " + std::to_string(kept.size())};
    }
    for (std::size_t v = 0; v < visuals.size(); ++v) {
        MSAO_TRY(const std::int64_t count, visualTokens(visuals[v], v, config));
        if (kept[v].empty() || kept[v].size() == static_cast<std::size_t>(count)) continue;
        return Error{ErrorCode::ShapeMismatch, "visual input " + std::to_string(v) + " has " + std::to_string(count) +
                                                   " tokens, found " + std::to_string(kept[v].size()) + " kept bits"};
    }
    return Done{};
}

/// One bit per token of the expanded sequence.
std::vector<bool> keptInSequence(std::span<const TokenId> expanded, const std::vector<KeptTokens>& kept,
                                 std::span<const VisualInput> visuals, const ModelConfig& config) {
    std::vector<bool> stays(expanded.size(), true);
    std::size_t visual = 0;
    for (std::size_t i = 0; i < expanded.size();) {
        if (!isVisualPad(expanded[i], config)) {
            ++i;
            continue;
        }
        const auto count = static_cast<std::size_t>(visuals[visual].grid.tokens(config.vision.spatialMergeSize));
        for (std::size_t t = 0; t < kept[visual].size(); ++t) stays[i + t] = kept[visual][t];
        i += count;
        ++visual;
    }
    return stays;
}

}  // namespace

Result<Prompt> buildPrompt(std::span<const TokenId> tokens, std::vector<VisualInput> visuals,
                           std::vector<KeptTokens> kept, const ModelConfig& config, std::int32_t firstPosition) {
    return buildPrompt(tokens, {std::move(visuals), std::move(kept), {}, {}}, config, firstPosition);
}

Result<Prompt> buildPrompt(std::span<const TokenId> tokens, PromptMedia media, const ModelConfig& config,
                           std::int32_t firstPosition) {
    if (media.kept.empty()) media.kept.resize(media.visuals.size());
    if (media.keptAudio.empty()) media.keptAudio.resize(media.audios.size());
    MSAO_CHECK(checkKept(media.visuals, media.kept, config));
    for (std::size_t v = 0; v < media.visuals.size(); ++v) MSAO_CHECK(checkPatches(media.visuals[v], v, config));
    MSAO_CHECK(checkAudio(media.audios, media.keptAudio, config));
    MSAO_TRY(const std::vector<TokenId> withSounds, expandAudioPads(tokens, media.audios, config));
    MSAO_TRY(const std::vector<TokenId> expanded, expandPads(withSounds, media.visuals, config));
    // Sounds are laid out like text, so only what is seen needs to be known here.
    MSAO_TRY(const RopeLayout layout, ropeLayout(expanded, media.visuals, config, firstPosition));

    Prompt prompt;
    std::vector<bool> stays = keptInSequence(expanded, media.kept, media.visuals, config);
    dropAudio(expanded, media.keptAudio, media.audios, config, stays);
    for (std::size_t i = 0; i < expanded.size(); ++i) {
        if (!stays[i]) continue;
        prompt.tokens.push_back(expanded[i]);
        prompt.positions.push_back(layout.positions[i]);
    }
    prompt.visuals = std::move(media.visuals);
    prompt.kept = std::move(media.kept);
    prompt.nextPosition = layout.nextPosition;
    prompt.audios = std::move(media.audios);
    prompt.keptAudio = std::move(media.keptAudio);
    return prompt;
}

}  // namespace msao::engine
