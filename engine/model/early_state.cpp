// SPDX-License-Identifier: Apache-2.0
#include "engine/model/early_state.h"

#include "engine/model/content_hash.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <string>
#include <utility>

namespace msao::engine {
namespace {

/// Rows of consecutive visual inputs, each in a matrix of its own.
std::vector<FeatureRows> splitRows(const at::Tensor& rows, std::span<const VisualInput> visuals, std::int32_t merge) {
    const at::Tensor all = rows.contiguous();
    const float* next = all.data_ptr<float>();
    std::vector<FeatureRows> parts;
    for (const VisualInput& visual : visuals) {
        FeatureRows part{visual.grid.tokens(merge), all.size(1), {}};
        part.values.assign(next, next + part.rows * part.width);
        next += part.values.size();
        parts.push_back(std::move(part));
    }
    return parts;
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

EarlyFeatures::State earlyState(const VisionTensors& tensors, const ModelConfig& config,
                                std::span<const VisualInput> visuals, VisionState tower, const LookOptions& options) {
    EarlyFeatures::State state;
    const std::int32_t merge = config.vision.spatialMergeSize;
    const at::Tensor rows = rowsOfTokens(visuals, options.standIns, merge);
    const auto ofTokens = [&](const at::Tensor& looked) {
        return rows.defined() ? looked.index_select(0, rows) : looked;
    };
    state.pooled = splitRows(ofTokens(pooledBlocks(tower, config.vision)), visuals, merge);
    state.projected.resize(visuals.size());
    if (options.projects) state.projected = splitRows(ofTokens(mergePatches(tensors, config, tower)), visuals, merge);
    for (const VisualInput& visual : visuals) {
        state.grids.push_back(visual.grid);
        state.pixelHashes.push_back(contentHash(std::as_bytes(std::span(visual.patches))));
    }
    state.blocks = std::min(options.blocks, config.vision.depth);
    state.tower = std::move(tower);
    return state;
}

Status checkSeen(const EarlyFeatures::State& seen, std::span<const VisualInput> visuals,
                 std::span<const std::int64_t> keptBlocks) {
    if (seen.grids.size() != visuals.size()) {
        return Error{ErrorCode::InvalidArgument, "early features of " + std::to_string(seen.grids.size()) +
                                                     " visual inputs, but the prompt has " +
                                                     std::to_string(visuals.size())};
    }
    for (std::size_t v = 0; v < visuals.size(); ++v) {
        const bool isSame = seen.grids[v] == visuals[v].grid &&
                            seen.pixelHashes[v] == contentHash(std::as_bytes(std::span(visuals[v].patches)));
        if (!isSame) {
            return Error{ErrorCode::InvalidArgument,
                         "visual input " + std::to_string(v) + " is not the one that the early features were made of"};
        }
    }
    std::vector<std::int64_t> looked = seen.tower.layout.blockOrder;
    std::ranges::sort(looked);
    if (!std::ranges::includes(looked, keptBlocks)) {
        return Error{ErrorCode::InvalidArgument,
                     "the prompt keeps a token that was merged with another one before the early features were made"};
    }
    return Done{};
}

EarlyFeatures::EarlyFeatures(std::unique_ptr<State> state) : m_state(std::move(state)) {}
EarlyFeatures::EarlyFeatures(EarlyFeatures&&) noexcept = default;
EarlyFeatures& EarlyFeatures::operator=(EarlyFeatures&&) noexcept = default;
EarlyFeatures::~EarlyFeatures() = default;

std::size_t EarlyFeatures::visualCount() const {
    return m_state->grids.size();
}
PatchGrid EarlyFeatures::grid(std::size_t visual) const {
    return m_state->grids[visual];
}
const FeatureRows& EarlyFeatures::pooled(std::size_t visual) const {
    return m_state->pooled[visual];
}
const FeatureRows& EarlyFeatures::projected(std::size_t visual) const {
    return m_state->projected[visual];
}
std::int32_t EarlyFeatures::blocks() const {
    return m_state->blocks;
}
std::size_t EarlyFeatures::bytes() const {
    const VisionState& tower = m_state->tower;
    std::size_t bytes = bytesOf(m_state->pooled) + bytesOf(m_state->projected);
    for (const at::Tensor* tensor : {&tower.hidden, &tower.rotary.cos, &tower.rotary.sin}) {
        if (tensor->defined()) bytes += tensor->nbytes();
    }
    return bytes;
}

}  // namespace msao::engine
