// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/device_decode_backend.h"

#include "engine/cuda/step_sequence.h"

#include <algorithm>
#include <string>
#include <utility>

namespace msao::engine {
namespace {

Status checkConfig(const TextConfig& config) {
    const bool isWhole = config.headDim > 0 && config.headDim % 2 == 0 && config.kvHeadCount > 0 &&
                         config.headCount > 0 && config.headCount % config.kvHeadCount == 0 && config.layerCount > 0 &&
                         config.hiddenSize > 0 && config.intermediateSize > 0 && config.vocabularySize > 0;
    if (isWhole) return Done{};
    return Error{
        ErrorCode::UnsupportedModel,
        "the CUDA kernels need an even head size and a whole number of heads for each KV head, found head size " +
            std::to_string(config.headDim) + ", " + std::to_string(config.headCount) + " heads, " +
            std::to_string(config.kvHeadCount) + " KV heads"};
}

}  // namespace

Result<std::unique_ptr<DeviceDecodeBackend>> DeviceDecodeBackend::make(std::unique_ptr<DeviceRuntime> runtime,
                                                                       const TextConfig& config,
                                                                       const AssemblyOptions& options,
                                                                       WeightWriter& writer, std::size_t kvCacheBytes) {
    MSAO_CHECK(checkConfig(config));
    MSAO_TRY(DeviceModel model, assembleModel(config, options, *runtime, writer));
    MSAO_TRY(const KvCache cache, makeKvCache(model, kvCacheBytes, *runtime));
    MSAO_TRY(const StepWorkspace workspace, makeStepWorkspace(model, cache, *runtime));
    auto backend = std::unique_ptr<DeviceDecodeBackend>(
        new DeviceDecodeBackend(std::move(runtime), std::move(model), cache, workspace));
    MSAO_CHECK(backend->takeStaging());
    return backend;
}

DeviceDecodeBackend::DeviceDecodeBackend(std::unique_ptr<DeviceRuntime> runtime, DeviceModel model, KvCache cache,
                                         StepWorkspace workspace)
    : m_runtime(std::move(runtime)),
      m_model(std::move(model)),
      m_cache(cache),
      m_workspace(workspace),
      m_inputs(m_model.config, cache.pageCount) {}

Status DeviceDecodeBackend::takeStaging() {
    const auto bytes = static_cast<std::size_t>(kStagedSlots * m_model.config.kvWidth()) * sizeof(float);
    MSAO_TRY(void* keys, m_runtime->allocate(bytes));
    MSAO_TRY(void* values, m_runtime->allocate(bytes));
    MSAO_TRY(void* pages, m_runtime->allocate(static_cast<std::size_t>(m_cache.pageCount) * sizeof(KvPageId)));
    m_stagedKeys = static_cast<float*>(keys);
    m_stagedValues = static_cast<float*>(values);
    m_copyPages = static_cast<KvPageId*>(pages);
    return Done{};
}

Status DeviceDecodeBackend::step(std::span<const DecodeRow> rows, std::span<float> logits) {
    const auto vocabulary = static_cast<std::size_t>(m_model.config.vocabularySize);
    if (logits.size() / vocabulary < rows.size()) {
        return Error{ErrorCode::InvalidArgument, "the logits of " + std::to_string(rows.size()) + " rows have no room"};
    }
    std::vector<const DecodeRow*> ordered;
    for (const DecodeRow& row : rows) {
        MSAO_CHECK(StepInputs::check(row, m_model.config, maxSlots()));
        ordered.push_back(&row);
    }
    // Rows of one session that fall into several passes: the earlier slots must be there first.
    if (rows.size() > kMaxPassRows) {
        std::ranges::stable_sort(ordered, {}, [](const DecodeRow* row) { return row->slot; });
    }
    for (std::size_t first = 0; first < ordered.size(); first += kMaxPassRows) {
        const auto some = std::span(std::as_const(ordered))
                              .subspan(first)
                              .first(std::min<std::size_t>(kMaxPassRows, ordered.size() - first));
        MSAO_CHECK(pass(some));
        MSAO_CHECK(copyLogits(some, rows.data(), logits));
    }
    return Done{};
}

Result<const float*> DeviceDecodeBackend::stepOnDevice(std::span<const DecodeRow> rows) {
    if (rows.empty() || rows.size() > kMaxPassRows) {
        return Error{ErrorCode::InvalidArgument, "a step on the device takes 1 to " + std::to_string(kMaxPassRows) +
                                                     " rows, got " + std::to_string(rows.size())};
    }
    std::vector<const DecodeRow*> ordered;
    for (const DecodeRow& row : rows) {
        MSAO_CHECK(StepInputs::check(row, m_model.config, maxSlots()));
        ordered.push_back(&row);
    }
    MSAO_CHECK(pass(ordered));
    return static_cast<const float*>(m_workspace.logits);
}

Status DeviceDecodeBackend::pass(std::span<const DecodeRow* const> rows) {
    if (m_copyError) return *std::exchange(m_copyError, std::nullopt);
    MSAO_CHECK(m_inputs.set(rows));
    const std::span<const std::byte> inputs = m_inputs.bytes();
    MSAO_CHECK(m_runtime->copyIn(m_workspace.inputs, inputs.data(), inputs.size()));
    const int count = static_cast<int>(rows.size());
    const auto enqueue = [&] { return enqueueStep(*m_runtime, m_model, m_cache, m_workspace, count); };
    return count <= kMaxDecodeTokens ? m_runtime->replay(count, enqueue) : enqueue();
}

Status DeviceDecodeBackend::copyLogits(std::span<const DecodeRow* const> pass, const DecodeRow* first,
                                       std::span<float> logits) {
    const auto vocabulary = static_cast<std::size_t>(m_model.config.vocabularySize);
    const std::size_t rowBytes = vocabulary * sizeof(float);
    for (std::size_t i = 0; i < pass.size();) {
        // Neighbours stay together: one copy for an ordinary step.
        const auto target = static_cast<std::size_t>(pass[i] - first);
        std::size_t count = 1;
        while (i + count < pass.size() && pass[i + count] == pass[i] + count) ++count;
        MSAO_CHECK(m_runtime->copyOut(logits.data() + target * vocabulary, m_workspace.logits + i * vocabulary,
                                      count * rowBytes));
        i += count;
    }
    return Done{};
}

}  // namespace msao::engine
