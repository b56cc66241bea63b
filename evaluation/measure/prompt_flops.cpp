// SPDX-License-Identifier: Apache-2.0
#include "evaluation/measure/prompt_flops.h"

#include "msao/engine/early_features.h"
#include "msao/engine/flops.h"

#include <algorithm>
#include <vector>

namespace msao::evaluation {

using namespace engine;

namespace {

/// What is kept of each frame, as a picture of as many patches: they attend to each other and to nothing else.
std::vector<PatchGrid> keptAsPictures(std::span<const KeptGrid> kept, std::int32_t mergeSize) {
    std::vector<PatchGrid> pictures;
    for (const KeptGrid& grid : kept) {
        const auto frame = static_cast<std::ptrdiff_t>(grid.rows * grid.columns);
        for (std::int64_t step = 0; step < grid.steps; ++step) {
            const auto first = grid.kept.begin() + step * frame;
            const auto tokens = static_cast<std::int32_t>(std::count(first, first + frame, true));
            if (tokens > 0) pictures.push_back({1, mergeSize, mergeSize * tokens});
        }
    }
    return pictures;
}

bool keepsAll(std::span<const KeptGrid> kept) {
    return std::ranges::all_of(
        kept, [](const KeptGrid& grid) { return std::ranges::find(grid.kept, false) == grid.kept.end(); });
}

std::vector<PatchGrid> grids(const Prompt& prompt) {
    std::vector<PatchGrid> all;
    for (const VisualInput& visual : prompt.visuals) all.push_back(visual.grid);
    return all;
}

std::int64_t soundTokens(const Prompt& prompt) {
    std::int64_t tokens = 0;
    for (const AudioInput& audio : prompt.audios) tokens += audio.tokens();
    return tokens;
}

ProbeFlops flopsOfProbe(const ModelConfig& draft, const Prompt& prompt) {
    QuestionShape shape;
    shape.grids = grids(prompt);
    shape.audioTokens = soundTokens(prompt);
    shape.textTokens = static_cast<std::int64_t>(prompt.tokens.size()) - shape.audioTokens;
    for (const PatchGrid& grid : shape.grids) shape.textTokens -= grid.tokens(draft.vision.spatialMergeSize);
    return probeFlops(draft, draft.audio.value_or(AudioConfig{}), shape, LookOptions{}.blocks);
}

}  // namespace

double promptFlops(const ModelConfig& config, const Prompt& prompt, std::span<const KeptGrid> kept) {
    const std::vector<PatchGrid> seen =
        keepsAll(kept) ? grids(prompt) : keptAsPictures(kept, config.vision.spatialMergeSize);
    double flops = languageFlops(config.text, 0, static_cast<std::int64_t>(prompt.tokens.size()), 1);
    if (!seen.empty()) flops += towerBlockFlops(config, seen, config.vision.depth) + mergerFlops(config, seen);
    if (config.audio && !prompt.audios.empty()) flops += audioEncoderFlops(*config.audio, soundTokens(prompt));
    return flops;
}

double decodeFlops(const ModelConfig& config, std::int64_t promptTokens, std::int64_t rows) {
    return languageFlops(config.text, promptTokens, rows, rows);
}

double probeExtraFlops(const ModelConfig& draft, const Prompt& prompt) {
    return flopsOfProbe(draft, prompt).extra();
}

double probeReusedFlops(const ModelConfig& draft, const Prompt& prompt) {
    return flopsOfProbe(draft, prompt).reused;
}

}  // namespace msao::evaluation
