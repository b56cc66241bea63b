// SPDX-License-Identifier: Apache-2.0
// The language model, one step at a time, on some device. CPU and CUDA implement it; the tests hold them to one oracle.
#pragma once

#include "engine/decode/cpu/cpu_level.h"
#include "engine/decode/kv_cache.h"
#include "engine/decode/language_weights.h"
#include "msao/engine/ids.h"
#include "msao/engine/result.h"

#include <cstdint>
#include <memory>
#include <span>

namespace msao::engine {

/// One new token in a step. Its key and value are written into `slot` of the sequence, which already counts it.
struct DecodeRow {
    TokenId token{};
    RopePosition position{};
    const KvSequence* sequence = nullptr;
    std::int64_t slot = 0;  // attends to slots 0...slot
};

/// Keys (after rotary embedding) and values of consecutive slots of one layer: [count, kvHeadCount, headDim], float32,
/// host.
struct KvRows {
    std::span<const float> keys;
    std::span<const float> values;
};

/// Layers [first, end) of a model that is cut in two.
struct LayerRange {
    std::int32_t first = 0;
    std::int32_t end = 0;
    bool operator==(const LayerRange&) const = default;
};

/// Owns the bytes of the KV cache and the kernels. Called by one thread; spreads its work itself.
class DecodeBackend {
public:
    virtual ~DecodeBackend() = default;

    virtual std::int32_t kvPageCount() const = 0;

    /// One pass over the weights for all rows; logits [rows, vocabularySize] float32 on the host. No two rows may name
    /// the same slot of the same sequence. Bitwise: a row's logits do not depend on which other rows share the step. An
    /// error (a token, slot or size that does not exist) leaves the cache as it was.
    virtual Status step(std::span<const DecodeRow> rows, std::span<float> logits) = 0;

    /// Some of the layers alone: `residual` [rows, hiddenSize], float32, is what came out of the layer before `first`,
    /// and becomes what comes out of the last one. From layer 0 on tokens are embedded into it; behind the last layer
    /// of all `logits` are filled as by step, and else empty. Both halves of a cut together have the bits of step.
    virtual Status stepLayers(std::span<const DecodeRow>, LayerRange, std::span<float> /*residual*/,
                              std::span<float> /*logits*/) {
        return Error{ErrorCode::UnsupportedModel, "this device runs all layers of a model or none"};
    }

    /// What prefill computed goes into the cache, and comes back out for a later prefill of the same session.
    virtual void storeKv(std::int32_t layer, const KvSequence& sequence, std::int64_t firstSlot, std::int64_t count,
                         KvRows rows) = 0;
    virtual void loadKv(std::int32_t layer, const KvSequence& sequence, std::int64_t count, std::span<float> keys,
                        std::span<float> values) const = 0;
};

/// The weights must outlive the backend. `threads` 0: one per core. The cache is address space until it is used. A
/// lower `level` than the machine's best is for tests; a higher one must not be asked for. Throws std::bad_alloc where
/// not even the address space is to be had.
std::unique_ptr<DecodeBackend> makeCpuDecodeBackend(const LanguageWeights& weights, int threads,
                                                    std::size_t kvCacheBytes, CpuLevel level = bestCpuLevel());

}  // namespace msao::engine
