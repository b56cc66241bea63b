// SPDX-License-Identifier: Apache-2.0
#include "engine/model/early_state.h"

#include "engine/model/content_hash.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <string>
#include <utility>

namespace msao::engine {
namespace {

/// Consecutive rows, so many for each input, each in a matrix of its own.
std::vector<FeatureRows> splitRows(const at::Tensor& rows, std::span<const std::int64_t> counts) {
    const at::Tensor all = rows.contiguous();
    const float* next = all.data_ptr<float>();
    std::vector<FeatureRows> parts;
    for (const std::int64_t count : counts) {
        FeatureRows part{count, all.size(1), {}};
        part.values.assign(next, next + part.rows * part.width);
        next += part.values.size();
        parts.push_back(std::move(part));
    }
    return parts;
}

std::vector<std::int64_t> tokenCounts(std::span<const VisualInput> visuals, std::int32_t merge) {
    std::vector<std::int64_t> counts;
    for (const VisualInput& visual : visuals) counts.push_back(visual.grid.tokens(merge));
    return counts;
}

std::vector<std::int64_t> tokenCounts(std::span<const AudioInput> audios) {
    std::vector<std::int64_t> counts;
    for (const AudioInput& audio : audios) counts.push_back(audio.tokens());
    return counts;
}

std::uint64_t hashOf(const std::vector<float>& values) {
    return contentHash(std::as_bytes(std::span(values)));
}

/// The mean over the patches of each merge block that was looked at, in the order of the input.
at::Tensor pooledBlocks(const VisionState& tower, const VisionConfig& config) {
    const std::int64_t blockPatches = std::int64_t{config.spatialMergeSize} * config.spatialMergeSize;
    const at::Tensor blocks = tower.hidden.unflatten(0, {-1, blockPatches}).mean(1);
    return blocks.index_select(0, at::argsort(at::tensor(tower.layout.blockOrder, at::kLong)));
}

/// For each token of all visual inputs its row among those that were looked at; undefined where all of them were.
at::Tensor rowsOfTokens(std::span<const VisualInput> visuals, std::span<const StandIns> standIns, std::int32_t merge) {
    if (standIns.empty()) return {};
    std::vector<std::int64_t> rows;
    std::int64_t looked = 0;
    for (std::size_t v = 0; v < visuals.size(); ++v) {
        const std::size_t first = rows.size();
        const auto tokens = static_cast<std::size_t>(visuals[v].grid.tokens(merge));
        for (std::size_t t = 0; t < tokens; ++t) {
            const bool isCopy = isMerged(standIns[v], t);
            rows.push_back(isCopy ? rows[first + static_cast<std::size_t>(standIns[v][t])] : looked++);
        }
    }
    return at::tensor(rows, at::kLong);
}

std::size_t bytesOf(const std::vector<FeatureRows>& parts) {
    std::size_t bytes = 0;
    for (const FeatureRows& part : parts) bytes += part.values.size() * sizeof(float);
    return bytes;
}

}  // namespace

EarlySight earlySight(const VisionTensors& tensors, const ModelConfig& config, std::span<const VisualInput> visuals,
                      VisionState tower, const LookOptions& options) {
    EarlySight sight;
    const std::int32_t merge = config.vision.spatialMergeSize;
    const std::vector<std::int64_t> counts = tokenCounts(visuals, merge);
    const at::Tensor rows = rowsOfTokens(visuals, options.standIns, merge);
    const auto ofTokens = [&](const at::Tensor& looked) {
        return rows.defined() ? looked.index_select(0, rows) : looked;
    };
    sight.pooled = splitRows(ofTokens(pooledBlocks(tower, config.vision)), counts);
    sight.projected.resize(visuals.size());
    if (options.projects) sight.projected = splitRows(ofTokens(mergePatches(tensors, config, tower)), counts);
    for (const VisualInput& visual : visuals) {
        sight.grids.push_back(visual.grid);
        sight.hashes.push_back(hashOf(visual.patches));
    }
    sight.blocks = std::min(options.blocks, config.vision.depth);
    sight.tower = std::move(tower);
    return sight;
}

EarlyHearing earlyHearing(const AudioTensors& tensors, const AudioConfig& config, std::span<const AudioInput> audios,
                          AudioState tower, const LookOptions& options) {
    EarlyHearing hearing;
    const std::vector<std::int64_t> counts = tokenCounts(audios);
    hearing.pooled = splitRows(pairedPositions(tower), counts);
    hearing.projected.resize(audios.size());
    if (options.projects) hearing.projected = splitRows(poolPositions(tensors, tower), counts);
    for (const AudioInput& audio : audios) hearing.hashes.push_back(hashOf(audio.features));
    hearing.blocks = std::min(options.blocks, config.depth);
    hearing.tower = std::move(tower);
    return hearing;
}

namespace {

Error otherCount(std::size_t found, std::size_t expected, const std::string& what) {
    return {ErrorCode::InvalidArgument, "early features of " + std::to_string(found) + " " + what +
                                            ", but the prompt has " + std::to_string(expected)};
}

Error otherInput(std::size_t index, const std::string& what) {
    return {ErrorCode::InvalidArgument,
            what + " " + std::to_string(index) + " is not the one that the early features were made of"};
}

Status checkSight(const EarlySight& sight, std::span<const VisualInput> visuals,
                  std::span<const std::int64_t> keptBlocks) {
    if (sight.grids.size() != visuals.size()) return otherCount(sight.grids.size(), visuals.size(), "visual inputs");
    for (std::size_t v = 0; v < visuals.size(); ++v) {
        const bool isSame = sight.grids[v] == visuals[v].grid && sight.hashes[v] == hashOf(visuals[v].patches);
        if (!isSame) return otherInput(v, "visual input");
    }
    std::vector<std::int64_t> looked = sight.tower.layout.blockOrder;
    std::ranges::sort(looked);
    if (!std::ranges::includes(looked, keptBlocks)) {
        return Error{ErrorCode::InvalidArgument,
                     "the prompt keeps a token that was merged with another one before the early features were made"};
    }
    return Done{};
}

}  // namespace

Status checkSeen(const EarlyFeatures::State& seen, std::span<const VisualInput> visuals,
                 std::span<const AudioInput> audios, std::span<const std::int64_t> keptBlocks) {
    MSAO_CHECK(checkSight(seen.sight, visuals, keptBlocks));
    const std::vector<std::uint64_t>& heard = seen.hearing.hashes;
    if (heard.size() != audios.size()) return otherCount(heard.size(), audios.size(), "sounds");
    for (std::size_t a = 0; a < audios.size(); ++a) {
        if (heard[a] != hashOf(audios[a].features)) return otherInput(a, "sound");
    }
    return Done{};
}

EarlyFeatures::EarlyFeatures(std::unique_ptr<State> state) : m_state(std::move(state)) {}
EarlyFeatures::EarlyFeatures(EarlyFeatures&&) noexcept = default;
EarlyFeatures& EarlyFeatures::operator=(EarlyFeatures&&) noexcept = default;
EarlyFeatures::~EarlyFeatures() = default;

std::size_t EarlyFeatures::visualCount() const {
    return m_state->sight.grids.size();
}
PatchGrid EarlyFeatures::grid(std::size_t visual) const {
    return m_state->sight.grids[visual];
}
const FeatureRows& EarlyFeatures::pooled(std::size_t visual) const {
    return m_state->sight.pooled[visual];
}
const FeatureRows& EarlyFeatures::projected(std::size_t visual) const {
    return m_state->sight.projected[visual];
}
std::size_t EarlyFeatures::soundCount() const {
    return m_state->hearing.pooled.size();
}
const FeatureRows& EarlyFeatures::pooledSound(std::size_t sound) const {
    return m_state->hearing.pooled[sound];
}
const FeatureRows& EarlyFeatures::projectedSound(std::size_t sound) const {
    return m_state->hearing.projected[sound];
}
std::int32_t EarlyFeatures::blocks() const {
    return m_state->sight.blocks;
}
std::int32_t EarlyFeatures::soundBlocks() const {
    return m_state->hearing.blocks;
}
std::size_t EarlyFeatures::bytes() const {
    const auto& [sight, hearing] = *m_state;
    std::size_t bytes =
        bytesOf(sight.pooled) + bytesOf(sight.projected) + bytesOf(hearing.pooled) + bytesOf(hearing.projected);
    const RotaryTable& rotary = sight.tower.rotary;
    for (const at::Tensor* tensor : {&sight.tower.hidden, &rotary.cos, &rotary.sin, &hearing.tower.hidden}) {
        if (tensor->defined()) bytes += tensor->nbytes();
    }
    return bytes;
}

}  // namespace msao::engine
