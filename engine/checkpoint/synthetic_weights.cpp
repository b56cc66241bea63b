// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/synthetic_weights.h"

#include "engine/checkpoint/random_values.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <string_view>

namespace msao::engine {
namespace {

constexpr std::string_view kEmbedding = "model.embed_tokens.weight";
constexpr std::string_view kHead = "lm_head.weight";

/// How much all layers together may add to an embedding of deviation 1 when a successor table rules.
constexpr double kLayersBesideTable = 0.2;

bool isNorm(std::string_view name) {
    return name.find("norm") != std::string_view::npos || name.find("ln_q") != std::string_view::npos ||
           name.find("ln_post") != std::string_view::npos;
}

/// The last matrix of a residual branch.
bool endsBranch(std::string_view name) {
    for (const std::string_view ending :
         {"o_proj.weight", "out_proj.weight", "down_proj.weight", "attn.proj.weight", "fc2.weight"}) {
        if (name.ends_with(ending)) return true;
    }
    return false;
}

}  // namespace

std::int64_t rowCount(const ExpectedTensor& tensor) {
    return tensor.shape.size() == 1 ? 1 : tensor.shape[0];
}

std::int64_t rowValues(const ExpectedTensor& tensor) {
    const auto first = tensor.shape.begin() + (tensor.shape.size() == 1 ? 0 : 1);
    return std::accumulate(first, tensor.shape.end(), std::int64_t{1}, std::multiplies<>());
}

SyntheticWeights::SyntheticWeights(std::uint64_t seed, ModelConfig model, std::optional<SuccessorTable> successors)
    : m_seed(seed), m_model(std::move(model)), m_successors(std::move(successors)) {}

void SyntheticWeights::fillRows(const ExpectedTensor& tensor, std::int64_t firstRow, std::span<float> out) const {
    const std::int64_t width = rowValues(tensor);
    if (m_successors && (tensor.name == kHead || tensor.name == kEmbedding)) {
        for (std::size_t i = 0; i < out.size() / static_cast<std::size_t>(width); ++i) {
            const auto row = out.subspan(i * static_cast<std::size_t>(width), static_cast<std::size_t>(width));
            const auto token = static_cast<std::int32_t>(firstRow + static_cast<std::int64_t>(i));
            tensor.name == kHead ? fillHeadRow(token, row) : fillEmbeddingRow(token, row);
        }
        return;
    }
    const float offset = isNorm(tensor.name) && tensor.name.ends_with("weight") ? 1.0f : 0.0f;
    RandomValues(m_seed, tensor.name).fill(firstRow * width, out, deviation(tensor), offset);
}

/// Chosen so that activations keep their size through any depth: a matrix keeps the variance of its input, and the
/// branches of all layers together add about as much as one of them would alone.
float SyntheticWeights::deviation(const ExpectedTensor& tensor) const {
    constexpr float kSmallVectors = 0.1f;
    if (tensor.shape.size() == 1) return kSmallVectors;
    const bool isVisual = tensor.name.starts_with("visual.");
    const bool isAudio = tensor.name.starts_with("audio_tower.");
    // Twice 1/sqrt(width) makes logits of a tied head spread like those of trained models, by about 2.
    const double embedding = 2 / std::sqrt(static_cast<double>(m_model.text.hiddenSize));
    if (tensor.name == kEmbedding || tensor.name == kHead) return static_cast<float>(embedding);
    double value = 1 / std::sqrt(static_cast<double>(rowValues(tensor)));
    if (tensor.name == "visual.merger.mlp.2.weight" || tensor.name == "audio_tower.proj.weight")
        return static_cast<float>(value * (m_successors ? 1 : embedding));
    if (endsBranch(tensor.name)) {
        const std::int32_t depth = isVisual  ? m_model.vision.depth
                                   : isAudio ? m_model.audio->depth
                                             : m_model.text.layerCount;
        value /= std::sqrt(2.0 * depth);
        if (m_successors && !isVisual && !isAudio) value *= kLayersBesideTable;
    }
    return static_cast<float>(value);
}

void SyntheticWeights::fillEmbeddingRow(std::int32_t token, std::span<float> out) const {
    const auto regularTokens = static_cast<std::int32_t>(m_successors->predecessor.size());
    // A special token, which no table names, speaks like some regular one; so what follows it is settled too.
    const std::int32_t speaker = token % regularTokens;
    RandomValues(m_seed, kEmbedding).fill(std::int64_t{speaker} * m_model.text.hiddenSize, out, 1.0f);
}

void SyntheticWeights::fillHeadRow(std::int32_t token, std::span<float> out) const {
    // Rows aligned with an embedding give logits of about kGain * sqrt(width) for the successor and kGain for others;
    // rows that succeed nobody stay far below.
    constexpr float kGain = 1.0f;
    constexpr float kNobody = 0.05f;
    const float scale = kGain / std::sqrt(static_cast<float>(m_model.text.hiddenSize));
    if (token < static_cast<std::int32_t>(m_successors->predecessor.size())) {
        fillEmbeddingRow(m_successors->predecessor[static_cast<std::size_t>(token)], out);
        for (float& value : out) value *= scale;
    } else {
        RandomValues(m_seed, kHead).fill(std::int64_t{token} * m_model.text.hiddenSize, out, scale * kNobody);
    }
}

}  // namespace msao::engine
