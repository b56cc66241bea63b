// SPDX-License-Identifier: Apache-2.0
#include "engine/model/prompt_check.h"

#include "engine/model/visual_pads.h"

#include <string>

namespace msao::engine {
namespace {

Status checkTokens(const Prompt& prompt, const ModelConfig& config) {
    if (prompt.tokens.empty()) return Error{ErrorCode::InvalidArgument, "the prompt is empty"};
    if (prompt.positions.size() != prompt.tokens.size()) {
        return Error{ErrorCode::InvalidArgument, "the prompt has " + std::to_string(prompt.tokens.size()) +
                                                     " tokens, but " + std::to_string(prompt.positions.size()) +
                                                     " positions"};
    }
    for (std::size_t i = 0; i < prompt.tokens.size(); ++i) {
        const std::int32_t id = toIndex(prompt.tokens[i]);
        if (id >= 0 && id < config.text.vocabularySize) continue;
        return Error{ErrorCode::InvalidArgument, "token " + std::to_string(i) + " has id " + std::to_string(id) +
                                                     ", expected 0 to " +
                                                     std::to_string(config.text.vocabularySize - 1)};
    }
    return Done{};
}

/// Which of a visual's tokens are kept, by their place among its tokens.
Result<std::vector<std::int64_t>> keptPlaces(const Prompt& prompt, std::size_t index, const ModelConfig& config) {
    MSAO_CHECK(checkPatches(prompt.visuals[index], index, config));
    MSAO_TRY(const std::int64_t count, visualTokens(prompt.visuals[index], index, config));
    const KeptTokens& kept = prompt.kept[index];
    if (!kept.empty() && kept.size() != static_cast<std::size_t>(count)) {
        return Error{ErrorCode::ShapeMismatch, "visual input " + std::to_string(index) + " has " +
                                                   std::to_string(count) + " tokens, found " +
                                                   std::to_string(kept.size()) + " kept bits"};
    }
    std::vector<std::int64_t> places;
    for (std::int64_t t = 0; t < count; ++t) {
        if (kept.empty() || kept[static_cast<std::size_t>(t)]) places.push_back(t);
    }
    return places;
}

std::size_t nextPad(std::span<const TokenId> tokens, std::size_t from, const ModelConfig& config) {
    while (from < tokens.size() && !isVisualPad(tokens[from], config)) ++from;
    return from;
}

}  // namespace

Result<VisualPlaces> visualPlaces(const Prompt& prompt, const ModelConfig& config) {
    MSAO_CHECK(checkTokens(prompt, config));
    if (prompt.kept.size() != prompt.visuals.size()) {
        return Error{ErrorCode::InvalidArgument, "expected kept tokens of " + std::to_string(prompt.visuals.size()) +
                                                     " visual inputs, found " + std::to_string(prompt.kept.size())};
    }
    VisualPlaces places;
    std::size_t at = 0;
    std::int64_t firstRow = 0;
    for (std::size_t v = 0; v < prompt.visuals.size(); ++v) {
        MSAO_TRY(const std::vector<std::int64_t> kept, keptPlaces(prompt, v, config));
        if (!kept.empty()) at = nextPad(prompt.tokens, at, config);
        MSAO_CHECK(
            expectPads(prompt.tokens, at, static_cast<std::int64_t>(kept.size()), v, prompt.visuals[v].kind, config));
        for (const std::int64_t place : kept) {
            places.sequenceIndex.push_back(static_cast<std::int64_t>(at++));
            places.towerRow.push_back(firstRow + place);
        }
        firstRow += prompt.visuals[v].grid.tokens(config.vision.spatialMergeSize);
    }
    at = nextPad(prompt.tokens, at, config);
    if (at < prompt.tokens.size()) return tooManyPads(at, prompt.visuals.size());
    return places;
}

}  // namespace msao::engine
