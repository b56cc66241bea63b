// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/step_workspace.h"

#include "engine/cuda/step_inputs.h"

#include <algorithm>
#include <limits>
#include <string>

namespace msao::engine {
namespace {

template <typename Element>
Status take(DeviceRuntime& runtime, std::int64_t count, Element*& address) {
    MSAO_TRY(void* memory, runtime.allocate(static_cast<std::size_t>(count) * sizeof(Element)));
    address = static_cast<Element*>(memory);
    return Done{};
}

Status takeActivations(DeviceRuntime& runtime, WeightType type, std::int64_t columns, void*& address,
                       std::int64_t& stride) {
    stride = activationLayout(type).stride(columns);
    MSAO_TRY(address, runtime.allocate(static_cast<std::size_t>(kMaxPassRows * stride * activationBytes(type))));
    return Done{};
}

Status takeChunks(DeviceRuntime& runtime, const TextConfig& config, const KvCache& cache, StepWorkspace& workspace) {
    const std::int64_t slots =
        std::min<std::int64_t>(std::int64_t{cache.pageCount} * kPageSlots, std::max(config.maxPositions, kChunkSlots));
    workspace.maxChunks = static_cast<std::int32_t>((slots + kChunkSlots - 1) / kChunkSlots);
    const std::int64_t chunks = std::int64_t{kAttentionRows} * config.headCount * workspace.maxChunks;
    MSAO_CHECK(take(runtime, chunks * cache.layout.paddedHeadDim, workspace.chunkWeighted));
    MSAO_CHECK(take(runtime, chunks, workspace.chunkLargest));
    MSAO_CHECK(take(runtime, chunks, workspace.chunkSums));
    return take(runtime, std::int64_t{kAttentionRows} * config.kvHeadCount, workspace.arrivals);
}

}  // namespace

Result<KvCache> makeKvCache(const DeviceModel& model, std::size_t bytes, DeviceRuntime& runtime) {
    KvCache cache;
    cache.layout = KvLayout::of(model.config.kvHeadCount, model.config.headDim);
    cache.elementBytes = activationBytes(model.type);
    const auto pageBytes =
        static_cast<std::size_t>(cache.layout.pageElements() * cache.elementBytes) * model.layers.size();
    const std::size_t pages =
        std::min<std::size_t>(bytes / pageBytes, std::numeric_limits<std::int32_t>::max() / kPageSlots);
    if (pages == 0) {
        return Error{ErrorCode::InvalidArgument, "the KV cache needs at least " + std::to_string(pageBytes) +
                                                     " bytes for one page, got " + std::to_string(bytes)};
    }
    cache.pageCount = static_cast<std::int32_t>(pages);
    MSAO_CHECK(take(runtime, static_cast<std::int64_t>(pages * pageBytes), cache.bytes));
    return cache;
}

Result<StepWorkspace> makeStepWorkspace(const DeviceModel& model, const KvCache& cache, DeviceRuntime& runtime) {
    const TextConfig& config = model.config;
    StepWorkspace workspace;
    const StepInputLayout inputs = StepInputLayout::of(config.headDim, cache.pageCount);
    MSAO_CHECK(take(runtime, static_cast<std::int64_t>(inputs.bytes()), workspace.inputs));
    workspace.rowInputs = inputs.rowInputs(workspace.inputs);
    const std::int64_t rows = kMaxPassRows;
    MSAO_CHECK(take(runtime, rows * config.hiddenSize, workspace.residual));
    MSAO_CHECK(take(runtime, rows * ((config.hiddenSize + kGroupRows - 1) / kGroupRows), workspace.squares));
    MSAO_CHECK(takeActivations(runtime, model.type, config.hiddenSize, workspace.normed, workspace.normedStride));
    MSAO_CHECK(take(runtime, rows * config.queryWidth(), workspace.queries));
    MSAO_CHECK(takeActivations(runtime, model.type, config.queryWidth(), workspace.attended, workspace.attendedStride));
    MSAO_CHECK(takeActivations(runtime, model.type, config.intermediateSize, workspace.inner, workspace.innerStride));
    MSAO_CHECK(take(runtime, rows * config.vocabularySize, workspace.logits));
    MSAO_CHECK(takeChunks(runtime, config, cache, workspace));
    return workspace;
}

}  // namespace msao::engine
