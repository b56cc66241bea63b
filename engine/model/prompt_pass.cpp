// SPDX-License-Identifier: Apache-2.0
#include "engine/model/prompt_pass.h"

#include "engine/model/language_model.h"
#include "engine/model/vision_tower.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <vector>

namespace msao::engine {
namespace {

// Tokens that go through the language model together: enough for the products to run at full speed, few enough that the
// inner activations of the MLP and the attention mask stay small for a prompt of any length.
constexpr std::int64_t kChunkTokens = 1024;

Error cancelled() {
    return {ErrorCode::Cancelled, "prefill was cancelled"};
}

std::span<float> floats(const at::Tensor& tensor) {
    return {tensor.data_ptr<float>(), static_cast<std::size_t>(tensor.numel())};
}

/// The first `count` slots; undefined tensors when there are none.
KeyValues loadPast(const CacheSlots& cache, std::int32_t layer, std::int64_t count, const TextConfig& config) {
    if (count == 0) return {};
    const KeyValues past{at::empty({count, config.kvHeadCount, config.headDim}, at::kFloat),
                         at::empty({count, config.kvHeadCount, config.headDim}, at::kFloat)};
    cache.backend.loadKv(layer, cache.sequence, count, floats(past.keys), floats(past.values));
    return past;
}

void store(const CacheSlots& cache, std::int32_t layer, const KeyValues& own) {
    const at::Tensor keys = own.keys.contiguous();
    const at::Tensor values = own.values.contiguous();
    cache.backend.storeKv(layer, cache.sequence, cache.first, keys.size(0), {floats(keys), floats(values)});
}

at::Tensor tokenIds(const Prompt& prompt) {
    std::vector<std::int64_t> ids;
    ids.reserve(prompt.tokens.size());
    for (const TokenId token : prompt.tokens) ids.push_back(toIndex(token));
    return at::tensor(ids, at::kLong);
}

}  // namespace

Result<at::Tensor> PromptPass::embed(const Prompt& prompt, const VisualPlaces& places) const {
    const at::Tensor text = m_language.embed(tokenIds(prompt));
    // Also true where everything visual was pruned: the tower need not look at it.
    if (places.sequenceIndex.empty()) return text;
    MSAO_TRY(const at::Tensor seen, see(prompt.visuals));
    const at::Tensor kept = seen.index_select(0, at::tensor(places.towerRow, at::kLong));
    return text.index_copy(0, at::tensor(places.sequenceIndex, at::kLong), kept);
}

Result<at::Tensor> PromptPass::understand(const at::Tensor& embedded, std::span<const RopePosition> positions,
                                          const CacheSlots& cache, LogitRows rows) const {
    std::vector<at::Tensor> kept;
    for (std::int64_t begin = 0; begin < embedded.size(0); begin += kChunkTokens) {
        const std::int64_t count = std::min(kChunkTokens, embedded.size(0) - begin);
        const CacheSlots chunkSlots{cache.sequence, cache.backend, cache.first + begin};
        const auto chunkPositions = positions.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(count));
        const bool isLastChunk = begin + count == embedded.size(0);
        const std::int64_t wantedRows = rows == LogitRows::All ? count : (isLastChunk ? 1 : 0);
        MSAO_TRY(const at::Tensor hidden,
                 throughLayers(embedded.narrow(0, begin, count), chunkPositions, chunkSlots, wantedRows));
        kept.push_back(hidden);
    }
    return rmsNorm(at::cat(kept), m_language.finalNorm(), m_config.text.rmsNormEpsilon);
}

Result<at::Tensor> PromptPass::see(std::span<const VisualInput> visuals) const {
    VisionState state = embedPatches(m_vision, m_config, visuals);
    for (std::int32_t block = 0; block < m_config.vision.depth; ++block) {
        if (m_stop.stop_requested()) return cancelled();
        runVisionBlock(m_vision, m_config, block, state);
    }
    return mergePatches(m_vision, m_config, state);
}

Result<at::Tensor> PromptPass::throughLayers(const at::Tensor& embedded, std::span<const RopePosition> positions,
                                             const CacheSlots& cache, std::int64_t wantedRows) const {
    const RotaryTable rotary = languageRotary(positions, m_config.text);
    at::Tensor hidden = embedded;
    for (std::int32_t layer = 0; layer < m_config.text.layerCount; ++layer) {
        if (m_stop.stop_requested()) return cancelled();
        const LanguageLayerTensors tensors = m_language.layer(static_cast<std::size_t>(layer));
        const KeyValues past = loadPast(cache, layer, cache.first, m_config.text);
        KeyValues own;
        const bool isLastLayer = layer + 1 == m_config.text.layerCount;
        hidden =
            languageLayer(tensors, m_config.text, hidden, rotary, past, own, isLastLayer ? wantedRows : hidden.size(0));
        store(cache, layer, own);
    }
    return hidden;
}

}  // namespace msao::engine
