// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/bench_probe_questions.h"

#include <algorithm>
#include <random>

namespace msao::app {

using namespace engine;

namespace {

constexpr std::uint64_t kPixelSeed = 3;
constexpr std::int64_t kTextTokens = 40;  // a question of some 30 words
constexpr std::int64_t kLongTextTokens = 256;
constexpr std::int64_t kAudioTokensPerSecond = 25;
constexpr int kFramesPerSecond = 2;

std::vector<float> noise(std::size_t count) {
    std::mt19937_64 generator(kPixelSeed);
    std::normal_distribution<float> normal;
    std::vector<float> values(count);
    for (float& value : values) value = normal(generator);
    return values;
}

PatchGrid gridOf(ImageSize size, std::int32_t steps, const VisionConfig& vision) {
    const int side = vision.patchSize * vision.spatialMergeSize;
    const auto patches = [&](int pixels) { return (pixels + side / 2) / side * vision.spatialMergeSize; };
    return {steps, patches(size.height), patches(size.width)};
}

}  // namespace

std::vector<ProbeQuestion> probeQuestions(const VisionConfig& vision, int answerTokens) {
    const auto image = [&](ImageSize size) {
        return QuestionShape{{gridOf(size, 1, vision)}, kTextTokens, 0, answerTokens};
    };
    const auto clip = [&](int seconds) {
        const std::int32_t steps = seconds * kFramesPerSecond / vision.temporalPatchSize;
        return QuestionShape{
            {gridOf({320, 240}, steps, vision)}, kTextTokens, seconds * kAudioTokensPerSecond, answerTokens};
    };
    return {{"V1", "text", {{}, kLongTextTokens, 0, answerTokens}, VisualKind::Image},
            {"V2", "text, image 320x240", image({320, 240}), VisualKind::Image},
            {"V3", "text, image 640x480", image({640, 480}), VisualKind::Image},
            {"V4", "text, image 896x672", image({896, 672}), VisualKind::Image},
            {"S4", "text, screen 896x672, half of it flat", image({896, 672}), VisualKind::Image, 0.5},
            {"V5", "text, clip 320x240 and sound of 2 s", clip(2), VisualKind::Video},
            {"V6", "text, clip 320x240 and sound of 4 s", clip(4), VisualKind::Video},
            {"V7", "text, clip 320x240 and sound of 8 s", clip(8), VisualKind::Video}};
}

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

FeatureRows noiseSound(const ProbeQuestion& question, std::int64_t width) {
    const std::int64_t tokens = question.shape.audioTokens;
    return {tokens, width, noise(static_cast<std::size_t>(tokens * width))};
}

ProbeHeads noiseHeads(const ModelConfig& draft) {
    const auto width = static_cast<std::size_t>(draft.vision.hiddenSize);
    const auto words = static_cast<std::size_t>(draft.text.hiddenSize);
    constexpr std::size_t kUnits = kTrainedUnits;
    ProbeHeads heads;
    heads.spatial = {{Modality::Image,
                      noise(width),
                      0,
                      {kTrainedUnits, noise(kUnits * width), noise(kUnits), noise(kUnits * words), noise(kUnits)}}};
    heads.modal = {draft.text.hiddenSize, kTrainedUnits, noise(kUnits * 2 * words), noise(kUnits), noise(kUnits), 0};
    return heads;
}

}  // namespace msao::app
