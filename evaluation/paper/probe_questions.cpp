// SPDX-License-Identifier: Apache-2.0
#include "evaluation/paper/probe_questions.h"

namespace msao::evaluation {

using namespace engine;

namespace {

constexpr std::int64_t kTextTokens = 40;  // a question of some 30 words
constexpr std::int64_t kLongTextTokens = 256;
constexpr std::int64_t kAudioTokensPerSecond = 25;
constexpr int kFramesPerSecond = 2;

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

}  // namespace msao::evaluation
