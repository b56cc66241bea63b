// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/bench_probe_questions.h"

#include <algorithm>
#include <random>

namespace msao::app {

using namespace engine;

namespace {

constexpr std::uint64_t kPixelSeed = 3;

std::vector<float> noise(std::size_t count) {
    std::mt19937_64 generator(kPixelSeed);
    std::normal_distribution<float> normal;
    std::vector<float> values(count);
    for (float& value : values) value = normal(generator);
    return values;
}

}  // namespace

std::vector<VisualInput> noiseVisuals(const ProbeQuestion& question, const VisionConfig& vision) {
    std::vector<VisualInput> visuals;
    for (const PatchGrid& grid : question.shape.grids) {
        VisualInput visual;
        visual.kind = question.visualKind;
        visual.grid = grid;
        visual.patches = noise(static_cast<std::size_t>(grid.patches() * vision.patchValues()));
        // Whole tokens, from the end.
        const auto tokens = static_cast<std::size_t>(grid.tokens(vision.spatialMergeSize));
        const auto flat = static_cast<std::size_t>(question.flatShare * static_cast<double>(tokens));
        const std::size_t values = flat * (visual.patches.size() / tokens);
        std::fill_n(visual.patches.rbegin(), values, 0.5F);
        visuals.push_back(std::move(visual));
    }
    return visuals;
}

std::vector<AudioInput> noiseSounds(const ProbeQuestion& question, const AudioConfig& audio) {
    if (question.shape.audioTokens == 0) return {};
    const std::int64_t frames = 4 * question.shape.audioTokens;
    return {{audio.melBins, frames, noise(static_cast<std::size_t>(frames * audio.melBins))}};
}

FeatureRows noiseFeatures(const ProbeQuestion& question, std::int64_t width) {
    const std::int64_t tokens = question.shape.audioTokens;
    return {tokens, width, noise(static_cast<std::size_t>(tokens * width))};
}

ProbeHeads noiseHeads(const ModelConfig& draft) {
    const auto words = static_cast<std::size_t>(draft.text.hiddenSize);
    constexpr std::size_t kUnits = kTrainedUnits;
    const auto spatial = [&](Modality modality, std::int32_t hiddenSize) {
        const auto width = static_cast<std::size_t>(hiddenSize);
        return SpatialHead{modality,
                           noise(width),
                           0,
                           {kTrainedUnits, noise(kUnits * width), noise(kUnits), noise(kUnits * words), noise(kUnits)}};
    };
    ProbeHeads heads;
    heads.spatial = {spatial(Modality::Image, draft.vision.hiddenSize),
                     spatial(Modality::Audio, draft.audio.value_or(AudioConfig{}).hiddenSize)};
    heads.modal = {draft.text.hiddenSize, kTrainedUnits, noise(kUnits * 2 * words), noise(kUnits), noise(kUnits), 0};
    return heads;
}

}  // namespace msao::app
