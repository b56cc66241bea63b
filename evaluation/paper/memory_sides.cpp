// SPDX-License-Identifier: Apache-2.0
#include "evaluation/paper/memory_sides.h"

#include "engine/checkpoint/expected_tensors.h"
#include "engine/checkpoint/model_presets.h"
#include "evaluation/paper/speed_point.h"
#include "evaluation/simulator/device_profile.h"
#include "evaluation/simulator/layer_split.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace msao::evaluation {

using namespace engine;

namespace {

constexpr double kValueBytes = 2;

double weightBytes(const ModelConfig& model, std::string_view prefix) {
    double values = 0;
    for (const ExpectedTensor& tensor : expectedTensors(model)) {
        if (!tensor.name.starts_with(prefix)) continue;
        double size = 1;
        for (const std::int64_t side : tensor.shape) size *= static_cast<double>(side);
        values += size;
    }
    return kValueBytes * values;
}

double towerActivations(const ModelConfig& model, double patches) {
    const VisionConfig& vision = model.vision;
    const int products = model.family == ModelFamily::Qwen2_5VL ? 2 : 1;  // gate and up, or one
    return kValueBytes * patches * (2.0 * vision.hiddenSize + products * vision.intermediateSize);
}

double languageActivations(const TextConfig& text, double tokens) {
    return kValueBytes * tokens * (2.0 * text.hiddenSize + 2.0 * text.intermediateSize);
}

double promptTokens(const ModelConfig& model, const MemoryQuestion& question, double retention) {
    const auto shown = static_cast<double>(question.picture.tokens(model.vision.spatialMergeSize));
    return static_cast<double>(question.wordTokens) + std::ceil(retention * shown);
}

double cacheBytes(const TextConfig& text, double tokens) {
    return kValueBytes * 2 * text.layerCount * text.kvWidth() * tokens;
}

/// PerLLM: towers, embedding and the first layers at the edge; the other layers and the head in the cloud. Each layer
/// has its own part of the cache.
MemoryPoint cutModel(const ModelConfig& model, const MemoryQuestion& question, std::int32_t edgeLayers) {
    const SideMemory whole = modelMemory(model, question);
    const double share = static_cast<double>(edgeLayers) / model.text.layerCount;
    const double layers = weightBytes(model, "model.layers.");
    const double head = weightBytes(model, "lm_head.") + weightBytes(model, "model.norm.");
    const double ends = whole.weights - layers - head;  // of the edge: what makes hidden states of a prompt
    return {kPerLlm,
            {ends + share * layers, share * whole.cache, whole.activations},
            {head + (1 - share) * layers, (1 - share) * whole.cache,
             languageActivations(model.text, promptTokens(model, question, 1))}};
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
    memory.activations = std::max(memory.activations, towerActivations(draft, patches));
    return memory;
}

SideMemory both(const SideMemory& one, const SideMemory& other) {
    return {one.weights + other.weights, one.cache + other.cache, one.activations + other.activations};
}

}  // namespace

SideMemory modelMemory(const ModelConfig& model, const MemoryQuestion& question, double retention) {
    const double tokens = promptTokens(model, question, retention);
    const double patches = retention * static_cast<double>(question.picture.patches());
    return {weightBytes(model, ""), cacheBytes(model.text, tokens + static_cast<double>(question.answerTokens)),
            std::max(towerActivations(model, patches), languageActivations(model.text, tokens))};
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
    points.push_back({"co-located", {}, both(drafts, verifies)});
    points.push_back({"MSAO, the cloud drafts too", drafts, both(drafts, verifies)});
    return points;
}

}  // namespace msao::evaluation
