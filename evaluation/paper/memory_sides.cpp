// SPDX-License-Identifier: Apache-2.0
#include "evaluation/paper/memory_sides.h"

#include "engine/checkpoint/model_presets.h"
#include "evaluation/paper/speed_point.h"
#include "evaluation/simulator/device_profile.h"
#include "evaluation/simulator/layer_split.h"

#include <algorithm>
#include <cmath>

namespace msao::evaluation {

using namespace engine;

namespace {

constexpr double kValueBytes = 2;

double promptTokens(const ModelConfig& model, const MemoryQuestion& question, double retention) {
    const auto shown = static_cast<double>(question.picture.tokens(model.vision.spatialMergeSize));
    return static_cast<double>(question.wordTokens) + std::ceil(retention * shown);
}

MemoryLoad loadOf(const ModelConfig& model, const MemoryQuestion& question, double retention) {
    return {promptTokens(model, question, retention), static_cast<double>(question.answerTokens),
            retention * static_cast<double>(question.picture.patches())};
}

MemoryPoint cutModel(const ModelConfig& model, const MemoryQuestion& question, std::int32_t edgeLayers) {
    const auto [edge, cloud] = cutMemory(model, loadOf(model, question, 1), edgeLayers, kValueBytes);
    return {kPerLlm, edge, cloud};
}

std::int32_t paperCut() {
    const auto edge = simulator::findDeviceProfile("rtx3090");
    const auto cloud = simulator::findDeviceProfile("a100-40");
    return edge && cloud ? simulator::chooseLayerSplit(*edge, *cloud).edgeLayers : 1;
}

/// The probe looks at the whole picture before anything is pruned.
SideMemory prunedAtEdge(const ModelConfig& draft, const MemoryQuestion& question, double retention) {
    SideMemory memory = modelMemory(draft, question, retention);
    const auto patches = static_cast<double>(question.picture.patches());
    memory.activations = std::max(memory.activations, towerActivationBytes(draft, patches, kValueBytes));
    return memory;
}

}  // namespace

SideMemory modelMemory(const ModelConfig& model, const MemoryQuestion& question, double retention) {
    return memoryOf(model, loadOf(model, question, retention), kValueBytes);
}

std::vector<MemoryPoint> memorySides(std::optional<double> planned) {
    const MemoryQuestion question;
    const ModelConfig draft = qwen2VL2B();
    const ModelConfig target = qwen25VL7B();
    const SideMemory drafts = modelMemory(draft, question);
    const SideMemory verifies = modelMemory(target, question);
    std::vector<MemoryPoint> points = {{kCloudOnly, {}, verifies},
                                       {"edge-only", drafts, {}},
                                       cutModel(target, question, paperCut()),
                                       {"sync, verify-only, never-idle", drafts, verifies},
                                       {kMethod, drafts, verifies}};
    if (planned) {
        points.push_back(
            {kPrunedMethod, prunedAtEdge(draft, question, *planned), modelMemory(target, question, *planned)});
    }
    points.push_back({"co-located", {}, sumOf(drafts, verifies)});
    points.push_back({"MSAO, the cloud drafts too", drafts, sumOf(drafts, verifies)});
    return points;
}

}  // namespace msao::evaluation
