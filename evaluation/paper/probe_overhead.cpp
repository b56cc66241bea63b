// SPDX-License-Identifier: Apache-2.0
#include "evaluation/paper/probe_overhead.h"

#include "engine/checkpoint/model_presets.h"
#include "evaluation/paper/probe_questions.h"
#include "evaluation/simulator/device_profile.h"
#include "msao/engine/early_features.h"
#include "msao/engine/flops.h"
#include "msao/engine/importance.h"

namespace msao::evaluation {

using namespace engine;

namespace {

constexpr int kAnswerTokens = 64;

/// What Engine::look holds, in float32: hidden states and two rotary tables of half a head a patch; hidden states of
/// the two positions of a sound's token; features of both widths a token. Behind it a hash and a score for each token.
double heldBytes(const ModelConfig& draft, const QuestionShape& question) {
    constexpr double kFloat = sizeof(float);
    double patches = 0;
    double tokens = 0;
    for (const PatchGrid& grid : question.grids) {
        patches += static_cast<double>(grid.patches());
        tokens += static_cast<double>(grid.tokens(draft.vision.spatialMergeSize));
    }
    const double headWidth = static_cast<double>(draft.vision.hiddenSize) / draft.vision.headCount;
    const double looked = kFloat * patches * (draft.vision.hiddenSize + headWidth) +
                          kFloat * tokens * (draft.vision.hiddenSize + draft.text.hiddenSize);
    const double sounds = static_cast<double>(question.audioTokens);
    const double heard = kFloat * sounds * (3.0 * AudioConfig{}.hiddenSize + draft.text.hiddenSize);
    return looked + heard + (tokens + sounds) * (sizeof(TokenHash) + kFloat);
}

std::int64_t promptTokens(const ModelConfig& draft, const QuestionShape& question) {
    std::int64_t tokens = question.textTokens + question.audioTokens;
    for (const PatchGrid& grid : question.grids) tokens += grid.tokens(draft.vision.spatialMergeSize);
    return tokens;
}

/// Arithmetic of one token of a prompt is what both profiles know of theirs.
double msPerFlop(const TextConfig& text, double promptTokenMs) {
    return promptTokenMs / languageFlops(text, 0, 1, 0);
}

double pipelineMs(const ModelConfig& target, const QuestionShape& question, const simulator::DeviceProfile& cloud) {
    double shown = 0;
    for (const PatchGrid& grid : question.grids)
        shown += static_cast<double>(grid.tokens(target.vision.spatialMergeSize));
    const double read = shown + static_cast<double>(question.textTokens + question.audioTokens);
    return read * cloud.targetPromptTokenMs + shown * cloud.targetTowerTokenMs +
           static_cast<double>(question.answerTokens) * cloud.targetStepMs;
}

}  // namespace

std::vector<ProbePoint> probeOverhead(const ModelConfig& draft, const ModelConfig& target) {
    std::vector<ProbePoint> points;
    const auto edge = simulator::findDeviceProfile("rtx3090");
    const auto cloud = simulator::findDeviceProfile("a100-40");
    if (!edge || !cloud) return points;
    for (const ProbeQuestion& question : probeQuestions(draft.vision, kAnswerTokens)) {
        if (!question.name.starts_with('V')) continue;  // the screen is not the paper's
        const ProbeFlops probe = probeFlops(draft, {}, question.shape, LookOptions{}.blocks);
        points.push_back({question.name, question.kind, promptTokens(draft, question.shape), probe.extra(),
                          probe.reused, pipelineFlops(target, {}, question.shape), heldBytes(draft, question.shape),
                          probe.extra() * msPerFlop(draft.text, edge->draftPromptTokenMs),
                          pipelineMs(target, question.shape, *cloud)});
    }
    return points;
}

std::vector<ProbePoint> paperProbeOverhead() {
    return probeOverhead(qwen2VL2B(), qwen25VL7B());
}

}  // namespace msao::evaluation
