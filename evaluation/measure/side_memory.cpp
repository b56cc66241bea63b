// SPDX-License-Identifier: Apache-2.0
#include "evaluation/measure/side_memory.h"

#include "engine/checkpoint/expected_tensors.h"

#include <algorithm>

namespace msao::evaluation {

using namespace engine;

namespace {

double valuesOf(const ExpectedTensor& tensor) {
    double values = 1;
    for (const std::int64_t side : tensor.shape) values *= static_cast<double>(side);
    return values;
}

double languageActivationBytes(const TextConfig& text, double tokens, double valueBytes) {
    return valueBytes * tokens * (2.0 * text.hiddenSize + 2.0 * text.intermediateSize);
}

}  // namespace

SideMemory sumOf(const SideMemory& one, const SideMemory& other) {
    return {one.weights + other.weights, one.cache + other.cache, one.activations + other.activations};
}

double weightValues(const ModelConfig& model, const char* prefix) {
    double values = 0;
    for (const ExpectedTensor& tensor : expectedTensors(model)) {
        if (tensor.name.starts_with(prefix)) values += valuesOf(tensor);
    }
    return values;
}

double languageMatrixValues(const ModelConfig& model) {
    double values = 0;
    for (const ExpectedTensor& tensor : expectedTensors(model)) {
        if (tensor.isLanguageMatrix) values += valuesOf(tensor);
    }
    return values;
}

double towerActivationBytes(const ModelConfig& model, double patches, double valueBytes) {
    const VisionConfig& vision = model.vision;
    const int products = model.family == ModelFamily::Qwen2_5VL ? 2 : 1;  // gate and up, or one
    return valueBytes * patches * (2.0 * vision.hiddenSize + products * vision.intermediateSize);
}

SideMemory memoryOf(const ModelConfig& model, const MemoryLoad& load, double valueBytes) {
    const TextConfig& text = model.text;
    const double tokens = load.promptTokens + load.answerTokens;
    return {valueBytes * weightValues(model), valueBytes * 2 * text.layerCount * text.kvWidth() * tokens,
            std::max(towerActivationBytes(model, load.patches, valueBytes),
                     languageActivationBytes(text, load.promptTokens, valueBytes))};
}

std::pair<SideMemory, SideMemory> cutMemory(const ModelConfig& model, const MemoryLoad& load, std::int32_t edgeLayers,
                                            double valueBytes) {
    const SideMemory whole = memoryOf(model, load, valueBytes);
    const double share = static_cast<double>(edgeLayers) / model.text.layerCount;
    const double layers = valueBytes * weightValues(model, "model.layers.");
    const double head = valueBytes * (weightValues(model, "lm_head.") + weightValues(model, "model.norm."));
    const double ends = whole.weights - layers - head;  // of the edge: what makes hidden states of a prompt
    return {{ends + share * layers, share * whole.cache, whole.activations},
            {head + (1 - share) * layers, (1 - share) * whole.cache,
             languageActivationBytes(model.text, load.promptTokens, valueBytes)}};
}

}  // namespace msao::evaluation
