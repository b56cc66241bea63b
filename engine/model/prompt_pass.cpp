// SPDX-License-Identifier: Apache-2.0
#include "engine/model/prompt_pass.h"

#include "engine/model/audio_tower.h"
#include "engine/model/language_model.h"
#include "engine/model/vision_tower.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <utility>
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

Result<EarlyFeatures::State> PromptPass::look(std::span<const VisualInput> visuals, const LookOptions& options) const {
    VisionState state = embedPatches(m_towers.vision, m_config, visuals);
    MSAO_CHECK(throughBlocks(state, 0, std::min(options.blocks, m_config.vision.depth)));
    return earlyState(m_towers.vision, m_config, visuals, std::move(state), options);
}

// Where everything visual or audible was pruned, the tower need not look or listen.
Result<at::Tensor> PromptPass::embed(const Prompt& prompt, const MediaPlaces& places,
                                     const EarlyFeatures::State* seen) const {
    at::Tensor rows = m_language.embed(tokenIds(prompt));
    if (!places.visual.sequenceIndex.empty()) {
        MSAO_TRY(const at::Tensor kept, see(prompt, places.visual, seen));
        rows = rows.index_copy(0, at::tensor(places.visual.sequenceIndex, at::kLong), kept);
    }
    if (!places.audio.sequenceIndex.empty()) {
        MSAO_TRY(const at::Tensor kept, hear(prompt, places.audio));
        rows = rows.index_copy(0, at::tensor(places.audio.sequenceIndex, at::kLong), kept);
    }
    return rows;
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

// The tower works on what is kept alone: that is all that the cloud receives. A probe has looked at everything before
// it chose, so blocks handed on have seen the whole picture and only the later ones are spared.
Result<at::Tensor> PromptPass::see(const Prompt& prompt, const VisualPlaces& places,
                                   const EarlyFeatures::State* seen) const {
    VisionState state =
        seen == nullptr ? embedPatches(m_towers.vision, m_config, prompt.visuals, places.towerRow) : seen->tower;
    const bool isPruned = state.layout.blockOrder.size() > places.towerRow.size();
    if (isPruned) state = keepBlocks(m_config, seen->grids, state, places.towerRow);
    MSAO_CHECK(throughBlocks(state, seen == nullptr ? 0 : seen->blocks, m_config.vision.depth));
    return mergePatches(m_towers.vision, m_config, state);
}

Result<at::Tensor> PromptPass::hear(const Prompt& prompt, const AudioPlaces& places) const {
    AudioState state = embedSpectra(m_towers.audio, *m_config.audio, prompt.audios);
    for (std::int32_t block = 0; block < m_config.audio->depth; ++block) {
        if (m_stop.stop_requested()) return cancelled();
        runAudioBlock(m_towers.audio, *m_config.audio, block, state);
    }
    return poolPositions(m_towers.audio, state).index_select(0, at::tensor(places.towerRow, at::kLong));
}

Status PromptPass::throughBlocks(VisionState& state, std::int32_t begin, std::int32_t end) const {
    for (std::int32_t block = begin; block < end; ++block) {
        if (m_stop.stop_requested()) return cancelled();
        runVisionBlock(m_towers.vision, m_config, block, state);
    }
    return Done{};
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
