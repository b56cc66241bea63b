// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/flops.h"

#include "msao/engine/importance.h"
#include "msao/engine/probe_heads.h"

#include <algorithm>

namespace msao::engine {
namespace {

double square(double x) {
    return x * x;
}

double patchCount(std::span<const PatchGrid> grids) {
    double patches = 0;
    for (const PatchGrid& grid : grids) patches += static_cast<double>(grid.patches());
    return patches;
}

double tokenCount(std::span<const PatchGrid> grids, const VisionConfig& vision) {
    return patchCount(grids) / square(vision.spatialMergeSize);
}

/// Sum over the pieces of a side cut every `step`, of their length squared.
double squaredPieces(std::int32_t side, std::int32_t step) {
    return side / step * square(step) + square(side % step);
}

/// Pairs of patches that attend to each other in one block.
double attendingPairs(const ModelConfig& config, std::span<const PatchGrid> grids, bool isFull) {
    const std::int32_t window = std::max(1, config.vision.windowSize / config.vision.patchSize);
    double pairs = 0;
    for (const PatchGrid& grid : grids) {
        const double perFrame = isFull ? square(double{1} * grid.height * grid.width)
                                       : squaredPieces(grid.height, window) * squaredPieces(grid.width, window);
        pairs += grid.time * perFrame;
    }
    return pairs;
}

double attention(double pairs, double width) {
    return 4 * pairs * width;  // scores and weighted sum
}

}  // namespace

double towerBlockFlops(const ModelConfig& config, std::span<const PatchGrid> grids, std::int32_t blocks) {
    const VisionConfig& vision = config.vision;
    const double patches = patchCount(grids), width = vision.hiddenSize;
    const double mlpMatrices = config.family == ModelFamily::Qwen2VL ? 2 : 3;
    double flops = 2 * patches * vision.patchValues() * width;
    for (std::int32_t block = 0; block < std::min(blocks, vision.depth); ++block) {
        const bool isFull = config.family == ModelFamily::Qwen2VL ||
                            std::ranges::find(vision.fullAttentionBlocks, block) != vision.fullAttentionBlocks.end();
        flops += 2 * patches * width * (4 * width + mlpMatrices * vision.intermediateSize);
        flops += attention(attendingPairs(config, grids, isFull), width);
    }
    return flops;
}

double mergerFlops(const ModelConfig& config, std::span<const PatchGrid> grids) {
    const double merged = config.vision.hiddenSize * square(config.vision.spatialMergeSize);
    return 2 * tokenCount(grids, config.vision) * merged * (merged + config.vision.outHiddenSize);
}

double audioEncoderFlops(const AudioConfig& config, std::int64_t tokens) {
    const double positions = 2.0 * static_cast<double>(tokens), frames = 2 * positions, width = config.hiddenSize;
    const double convolutions = 2 * 3 * width * (frames * config.melBins + positions * width);
    const double blocks = config.depth * (2 * positions * width * (4 * width + 2.0 * config.intermediateSize) +
                                          attention(positions * config.windowTokens, width));
    return convolutions + blocks + 2.0 * static_cast<double>(tokens) * width * config.outHiddenSize;
}

double languageFlops(const TextConfig& config, std::int64_t past, std::int64_t tokens, std::int64_t headRows) {
    const double count = static_cast<double>(tokens), hidden = config.hiddenSize;
    const double matrices =
        hidden * (2.0 * config.queryWidth() + 2.0 * config.kvWidth() + 3.0 * config.intermediateSize);
    const double pairs = count * static_cast<double>(past) + count * (count + 1) / 2;
    return config.layerCount * (2 * count * matrices + attention(pairs, config.queryWidth())) +
           2.0 * static_cast<double>(headRows) * hidden * config.vocabularySize;
}

double pipelineFlops(const ModelConfig& config, const AudioConfig& audio, const QuestionShape& question) {
    double flops = 0;
    std::int64_t tokens = question.textTokens + question.audioTokens;
    for (const PatchGrid& grid : question.grids) tokens += grid.tokens(config.vision.spatialMergeSize);
    if (!question.grids.empty()) {
        flops += towerBlockFlops(config, question.grids, config.vision.depth) + mergerFlops(config, question.grids);
    }
    if (question.audioTokens > 0) flops += audioEncoderFlops(audio, question.audioTokens);
    flops += languageFlops(config.text, 0, tokens, 1);
    return flops + languageFlops(config.text, tokens, question.answerTokens, question.answerTokens);
}

ProbeFlops probeFlops(const ModelConfig& draft, const AudioConfig& audio, const QuestionShape& question,
                      std::int32_t blocks) {
    ProbeFlops flops;
    const double visual = tokenCount(question.grids, draft.vision);
    const double sound = static_cast<double>(question.audioTokens);
    if (!question.grids.empty()) flops.reused += towerBlockFlops(draft, question.grids, blocks);
    if (question.audioTokens > 0) {
        AudioConfig first = audio;
        first.depth = std::min(blocks, audio.depth);
        first.outHiddenSize = 0;  // its blocks alone
        flops.reused += audioEncoderFlops(first, question.audioTokens);
        flops.merger += 2 * sound * audio.hiddenSize * draft.text.hiddenSize;
    }
    flops.merger += mergerFlops(draft, question.grids);
    flops.hashing = 2.0 * kHashBits * (visual * draft.vision.hiddenSize + sound * audio.hiddenSize);
    flops.similarity = 4 * (visual + sound + static_cast<double>(question.textTokens)) * draft.text.hiddenSize;
    const double seen = visual * draft.vision.hiddenSize + sound * audio.hiddenSize;
    const double asked = (question.grids.empty() ? 0 : 1) + (question.audioTokens > 0 ? 1 : 0);
    flops.heads = 2 * (seen * (kTrainedUnits + 1) + asked * kTrainedUnits * draft.text.hiddenSize);
    // Eq. 6 reads [p; z] of the words and of what is seen and heard.
    const double weighed = 1 + asked;
    flops.heads += 2 * weighed * kTrainedUnits * (2.0 * draft.text.hiddenSize + 1);
    for (const PatchGrid& grid : question.grids) {
        const double frame = static_cast<double>(grid.tokens(draft.vision.spatialMergeSize)) / grid.time;
        flops.selection += grid.time * square(frame) * 3 * kHashBits / 64;
    }
    // Two neighbours of each value in one of the frames of a patch, and two passes over all bytes for duplicates: those
    // to be merged, and those to come last.
    flops.cues = patchCount(question.grids) * draft.vision.patchValues() * (4.0 / draft.vision.temporalPatchSize + 2);
    return flops;
}

}  // namespace msao::engine
