// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/decode/huge_buffer.h"
#include "engine/decode/kv_cache.h"
#include "msao/engine/model_config.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace msao::engine {

/// The bytes of the KV cache, float32 or bf16. A page holds 16 tokens of all layers, so memory in use follows pages in
/// use. Of each layer and head: keys [headDim][16] (sixteen scores come from headDim broadcasts), then values
/// [16][paddedHeadDim]. A value is rounded once, when it is written.
class KvPages {
public:
    /// As many pages as fit into `bytes`. Throws std::bad_alloc.
    KvPages(const TextConfig& config, bool bf16, std::size_t bytes);

    bool isBf16() const { return m_elementBytes == 2; }
    std::int32_t pageCount() const { return m_pageCount; }
    std::int64_t pageBytes() const { return m_pageBytes; }
    std::int64_t paddedHeadDim() const { return m_paddedHeadDim; }
    /// Of page 0; page p is p * pageBytes() further.
    const std::byte* head(std::int32_t layer, std::int32_t kvHead) const;

    void writeKey(std::int32_t layer, std::int32_t kvHead, const KvSequence& sequence, std::int64_t slot,
                  std::span<const float> key);
    void writeValue(std::int32_t layer, std::int32_t kvHead, const KvSequence& sequence, std::int64_t slot,
                    std::span<const float> value);
    void readKey(std::int32_t layer, std::int32_t kvHead, const KvSequence& sequence, std::int64_t slot,
                 std::span<float> key) const;
    void readValue(std::int32_t layer, std::int32_t kvHead, const KvSequence& sequence, std::int64_t slot,
                   std::span<float> value) const;

private:
    std::byte* page(std::int32_t layer, std::int32_t kvHead, const KvSequence& sequence, std::int64_t slot) const;
    std::int64_t valueIndex(std::int64_t slot) const;

    std::int64_t m_headDim;
    std::int64_t m_paddedHeadDim;
    std::int64_t m_kvHeadCount;
    std::int64_t m_elementBytes;
    std::int64_t m_headBytes;
    std::int64_t m_pageBytes;
    std::int32_t m_pageCount = 0;
    HugeBuffer m_bytes;
};

}  // namespace msao::engine
