// SPDX-License-Identifier: Apache-2.0
#include "engine/model/prompt_pass.h"

#include "engine/model/language_model.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace msao::engine {
namespace {

// Tokens that go through the language model together: enough for the products to run at full speed, few enough that the
// inner activations of the MLP and the attention mask stay small for a prompt of any length.
constexpr std::int64_t kChunkTokens = 1024;

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

void store(const CacheSlots& cache, std::int32_t layer, std::int64_t first, const KeyValues& own) {
    const at::Tensor keys = own.keys.contiguous();
    const at::Tensor values = own.values.contiguous();
    cache.backend.storeKv(layer, cache.sequence, first, keys.size(0), {floats(keys), floats(values)});
}

at::Tensor tokenIds(const Prompt& prompt) {
    std::vector<std::int64_t> ids;
    ids.reserve(prompt.tokens.size());
    for (const TokenId token : prompt.tokens) ids.push_back(toIndex(token));
    return at::tensor(ids, at::kLong);
}

/// `rows` with other values in the places of some pads.
at::Tensor filledIn(const at::Tensor& rows, const std::vector<std::int64_t>& places, const at::Tensor& values) {
    return rows.index_copy(0, at::tensor(places, at::kLong), values);
}

/// The merge blocks of tokens that stand for themselves, by their place in the input, ascending.
std::vector<std::int64_t> distinctBlocks(std::span<const VisualInput> visuals, std::span<const StandIns> standIns,
                                         std::int32_t merge) {
    std::vector<std::int64_t> blocks;
    std::int64_t first = 0;
    for (std::size_t v = 0; v < visuals.size(); ++v) {
        const std::int64_t tokens = visuals[v].grid.tokens(merge);
        for (std::int64_t t = 0; t < tokens; ++t) {
            if (!isMerged(standIns[v], static_cast<std::size_t>(t))) blocks.push_back(first + t);
        }
        first += tokens;
    }
    return blocks;
}

VisionState embedDistinct(const ModelParts& model, std::span<const VisualInput> visuals,
                          std::span<const StandIns> standIns) {
    if (standIns.empty()) return embedPatches(model.towers.vision, model.config, visuals);
    const auto blocks = distinctBlocks(visuals, standIns, model.config.vision.spatialMergeSize);
    return embedPatches(model.towers.vision, model.config, visuals, blocks);
}

Error lookingCancelled() {
    return {ErrorCode::Cancelled, "looking was cancelled"};
}

Result<EarlySight> see(const ModelParts& model, std::span<const VisualInput> visuals, const LookOptions& options,
                       const std::stop_token& stop) {
    VisionState state = embedDistinct(model, visuals, options.standIns);
    const std::int32_t end = std::min(options.blocks, model.config.vision.depth);
    for (std::int32_t block = 0; block < end; ++block) {
        if (stop.stop_requested()) return lookingCancelled();
        runVisionBlock(model.towers.vision, model.config, block, state);
    }
    return earlySight(model.towers.vision, model.config, visuals, std::move(state), options);
}

Result<EarlyHearing> hear(const ModelParts& model, std::span<const AudioInput> audios, const LookOptions& options,
                          const std::stop_token& stop) {
    const AudioConfig& config = *model.config.audio;
    AudioState state = embedSpectra(model.towers.audio, config, audios);
    const std::int32_t end = std::min(options.blocks, config.depth);
    for (std::int32_t block = 0; block < end; ++block) {
        if (stop.stop_requested()) return lookingCancelled();
        runAudioBlock(model.towers.audio, config, block, state);
    }
    return earlyHearing(model.towers.audio, config, audios, std::move(state), options);
}

}  // namespace

Result<EarlyFeatures::State> lookAt(const ModelParts& model, std::span<const VisualInput> visuals,
                                    std::span<const AudioInput> audios, const LookOptions& options,
                                    const std::stop_token& stop) {
    EarlyFeatures::State state;
    if (!visuals.empty()) {
        MSAO_TRY(state.sight, see(model, visuals, options, stop));
    }
    if (!audios.empty()) {
        MSAO_TRY(state.hearing, hear(model, audios, options, stop));
    }
    return state;
}

void PromptPass::cut(LayerRange layers, at::Tensor from) {
    m_layers = layers;
    if (!from.defined()) return;
    m_rows = std::move(from);
    m_stage = Stage::Understanding;
    beginChunk();
}

void PromptPass::step(const CacheSlots& cache) {
    ++m_stepsDone;
    switch (m_stage) {
        case Stage::Embedding:
            return embed();
        case Stage::Seeing:
            return see();
        case Stage::Hearing:
            return hear();
        case Stage::Understanding:
            return understand(cache);
        case Stage::Done:
            return;
    }
}

// One step embeds and one ends each tower; in between are the towers' blocks and the layers, piece by piece.
double PromptPass::share() const {
    const auto tokens = static_cast<std::int64_t>(m_prompt.tokens.size());
    std::int64_t all = 3 + (tokens + kChunkTokens - 1) / kChunkTokens * (m_layers.end - m_layers.first);
    if (!m_places.visual.sequenceIndex.empty())
        all += m_model.config.vision.depth - (m_seen == nullptr ? 0 : m_seen->sight.blocks);
    if (!m_places.audio.sequenceIndex.empty())
        all += m_model.config.audio->depth - (m_seen == nullptr ? 0 : m_seen->hearing.blocks);
    return static_cast<double>(m_stepsDone) / static_cast<double>(all);
}

// Where everything visual or audible was pruned, the tower need not look or listen.
void PromptPass::embed() {
    m_rows = m_model.language.embed(tokenIds(m_prompt));
    if (!m_places.visual.sequenceIndex.empty()) m_sight = firstSight();
    if (!m_places.audio.sequenceIndex.empty()) m_sound = firstHearing();
    m_block = m_seen == nullptr ? 0 : m_seen->sight.blocks;
    m_stage = Stage::Seeing;
}

// The tower works on what is kept alone: that is all that the cloud receives. A probe has looked at everything before
// it chose, so blocks handed on have seen the whole picture and only the later ones are spared.
VisionState PromptPass::firstSight() const {
    const std::vector<std::int64_t>& kept = m_places.visual.towerRow;
    VisionState state = m_seen == nullptr ? embedPatches(m_model.towers.vision, m_model.config, m_prompt.visuals, kept)
                                          : m_seen->sight.tower;
    const bool isPruned = state.layout.blockOrder.size() > kept.size();
    return isPruned ? keepBlocks(m_model.config, m_seen->sight.grids, state, kept) : state;
}

/// All of each sound is heard, whatever is kept of its tokens, so that blocks handed on are those of plain prefill.
AudioState PromptPass::firstHearing() const {
    if (m_seen != nullptr) return m_seen->hearing.tower;
    return embedSpectra(m_model.towers.audio, *m_model.config.audio, m_prompt.audios);
}

void PromptPass::see() {
    if (m_sight && m_block < m_model.config.vision.depth)
        return runVisionBlock(m_model.towers.vision, m_model.config, m_block++, *m_sight);
    if (m_sight) {
        m_rows = filledIn(m_rows, m_places.visual.sequenceIndex,
                          mergePatches(m_model.towers.vision, m_model.config, *m_sight));
    }
    m_sight.reset();
    m_block = m_seen == nullptr ? 0 : m_seen->hearing.blocks;
    m_stage = Stage::Hearing;
}

void PromptPass::hear() {
    if (m_sound && m_block < m_model.config.audio->depth)
        return runAudioBlock(m_model.towers.audio, *m_model.config.audio, m_block++, *m_sound);
    if (m_sound) {
        const at::Tensor heard = poolPositions(m_model.towers.audio, *m_sound);
        m_rows = filledIn(m_rows, m_places.audio.sequenceIndex,
                          heard.index_select(0, at::tensor(m_places.audio.towerRow, at::kLong)));
    }
    m_sound.reset();
    m_stage = Stage::Understanding;
    beginChunk();
}

std::int64_t PromptPass::chunkTokens() const {
    return std::min(kChunkTokens, m_rows.size(0) - m_begin);
}

void PromptPass::beginChunk() {
    const std::int64_t count = chunkTokens();
    const auto positions =
        std::span(m_prompt.positions).subspan(static_cast<std::size_t>(m_begin), static_cast<std::size_t>(count));
    m_block = m_layers.first;
    m_hidden = m_rows.narrow(0, m_begin, count);
    m_rotary = languageRotary(positions, m_model.config.text);
}

void PromptPass::understand(const CacheSlots& cache) {
    const TextConfig& config = m_model.config.text;
    const std::int64_t first = cache.first + m_begin;
    const LanguageLayerTensors tensors = m_model.language.layer(static_cast<std::size_t>(m_block));
    const KeyValues past = loadPast(cache, m_block, first, config);
    std::int64_t wanted = m_hidden.size(0);
    const bool isLastLayer = m_block + 1 == config.layerCount;
    const bool isLastChunk = m_begin + wanted == m_rows.size(0);
    if (isLastLayer && m_wanted == LogitRows::Last) wanted = isLastChunk ? 1 : 0;
    KeyValues own;
    Watch watch;
    if (m_tally != nullptr)
        watch = [&](const at::Tensor& query, const at::Tensor& keys) { m_tally->add(query, keys, m_begin); };
    m_hidden = languageLayer(tensors, config, m_hidden, m_rotary, past, own, wanted, watch);
    store(cache, m_block, first, own);
    if (++m_block == m_layers.end) endChunk();
}

void PromptPass::endChunk() {
    m_begin += chunkTokens();
    m_kept.push_back(std::exchange(m_hidden, at::Tensor()));
    if (m_begin < m_rows.size(0)) return beginChunk();
    m_rows = at::Tensor();
    m_stage = Stage::Done;
}

at::Tensor PromptPass::residual() const {
    return at::cat(m_kept);
}

at::Tensor PromptPass::hidden() const {
    return rmsNorm(residual(), m_model.language.finalNorm(), m_model.config.text.rmsNormEpsilon);
}

}  // namespace msao::engine
