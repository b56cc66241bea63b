// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/cuda/device_runtime.h"
#include "engine/cuda/model_assembly.h"
#include "engine/cuda/step_inputs.h"
#include "engine/cuda/step_workspace.h"
#include "engine/decode/decode_backend.h"

#include <memory>
#include <optional>
#include <vector>

namespace msao::engine {

/// The decode step on a device. storeKv and loadKv cannot answer with an Error; one that they meet is kept, and the
/// next step returns it.
class DeviceDecodeBackend final : public DecodeBackend {
public:
    /// Slots that go through the staging buffers at a time when keys and values are copied from or to the host.
    static constexpr std::int64_t kStagedSlots = 1024;

    static Result<std::unique_ptr<DeviceDecodeBackend>> make(std::unique_ptr<DeviceRuntime> runtime,
                                                             const TextConfig& config, const AssemblyOptions& options,
                                                             WeightWriter& writer, std::size_t kvCacheBytes);

    std::int32_t kvPageCount() const override { return m_cache.pageCount; }
    Status step(std::span<const DecodeRow> rows, std::span<float> logits) override;
    void storeKv(std::int32_t layer, const KvSequence& sequence, std::int64_t firstSlot, std::int64_t count,
                 KvRows rows) override;
    void loadKv(std::int32_t layer, const KvSequence& sequence, std::int64_t count, std::span<float> keys,
                std::span<float> values) const override;

    /// The same with float32 device addresses, [count, kvHeads, headDim]: for a prefill on the same device. Enqueued in
    /// the runtime's stream, without waiting.
    Status storeKvFromDevice(std::int32_t layer, const KvSequence& sequence, std::int64_t firstSlot, std::int64_t count,
                             const float* keys, const float* values);
    Status loadKvToDevice(std::int32_t layer, const KvSequence& sequence, std::int64_t count, float* keys,
                          float* values) const;

    /// A step whose logits stay on the device, [rows, vocabularySize], until the next step; at most kMaxPassRows rows.
    /// Returns when it is enqueued.
    Result<const float*> stepOnDevice(std::span<const DecodeRow> rows);

    DeviceRuntime& runtime() const { return *m_runtime; }
    const DeviceModel& model() const { return m_model; }

private:
    DeviceDecodeBackend(std::unique_ptr<DeviceRuntime> runtime, DeviceModel model, KvCache cache,
                        StepWorkspace workspace);
    Status takeStaging();
    Status pass(std::span<const DecodeRow* const> rows);
    Status copyLogits(std::span<const DecodeRow* const> pass, const DecodeRow* first, std::span<float> logits);
    std::int64_t maxSlots() const { return std::int64_t{m_workspace.maxChunks} * kChunkSlots; }
    Result<KvCopyArguments> kvCopy(std::int32_t layer, const KvSequence& sequence, std::int64_t firstSlot,
                                   std::int64_t count) const;
    Status storePieces(std::int32_t layer, const KvSequence& sequence, std::int64_t firstSlot, std::int64_t count,
                       KvRows rows);
    Status loadPieces(std::int32_t layer, const KvSequence& sequence, std::int64_t count, std::span<float> keys,
                      std::span<float> values) const;

    std::unique_ptr<DeviceRuntime> m_runtime;
    DeviceModel m_model;
    KvCache m_cache;
    StepWorkspace m_workspace;
    StepInputs m_inputs;
    KvPageId* m_copyPages = nullptr;  // page list of the sequence that is copied
    float* m_stagedKeys = nullptr;    // kStagedSlots slots on their way
    float* m_stagedValues = nullptr;
    mutable std::optional<Error> m_copyError;
};

}  // namespace msao::engine
