// SPDX-License-Identifier: Apache-2.0
#include "engine/decode/cpu/kv_pages.h"

#include "engine/base/bfloat16.h"

#include <algorithm>
#include <limits>
#include <new>

namespace msao::engine {

namespace {

/// Writes or reads `values` at `first`, every `stride` elements.
void put(std::byte* page, bool bf16, std::int64_t first, std::int64_t stride, std::span<const float> values) {
    if (bf16) {
        auto* element = reinterpret_cast<std::uint16_t*>(page) + first;
        for (std::size_t i = 0; i < values.size(); ++i)
            element[static_cast<std::int64_t>(i) * stride] = floatToBfloat16(values[i]);
    } else {
        auto* element = reinterpret_cast<float*>(page) + first;
        for (std::size_t i = 0; i < values.size(); ++i) element[static_cast<std::int64_t>(i) * stride] = values[i];
    }
}

void get(const std::byte* page, bool bf16, std::int64_t first, std::int64_t stride, std::span<float> values) {
    if (bf16) {
        const auto* element = reinterpret_cast<const std::uint16_t*>(page) + first;
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = bfloat16ToFloat(element[static_cast<std::int64_t>(i) * stride]);
    } else {
        const auto* element = reinterpret_cast<const float*>(page) + first;
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = element[static_cast<std::int64_t>(i) * stride];
    }
}

}  // namespace

KvPages::KvPages(const TextConfig& config, bool bf16, std::size_t bytes)
    : m_headDim(config.headDim),
      m_paddedHeadDim((config.headDim + 15) / 16 * 16),
      m_kvHeadCount(config.kvHeadCount),
      m_elementBytes(bf16 ? 2 : 4),
      // A cache line more or less is nothing here, and every head begins on one.
      m_headBytes((kKvPageTokens * (m_headDim + m_paddedHeadDim) * m_elementBytes + 63) / 64 * 64),
      m_pageBytes(config.layerCount * m_kvHeadCount * m_headBytes) {
    const std::size_t pages = bytes / static_cast<std::size_t>(m_pageBytes);
    m_pageCount = static_cast<std::int32_t>(std::min<std::size_t>(pages, std::numeric_limits<std::int32_t>::max()));
    Result<HugeBuffer> memory = HugeBuffer::make(static_cast<std::size_t>(m_pageCount * m_pageBytes));
    if (!memory) throw std::bad_alloc();
    m_bytes = *std::move(memory);
}

const std::byte* KvPages::head(std::int32_t layer, std::int32_t kvHead) const {
    return m_bytes.data() + (layer * m_kvHeadCount + kvHead) * m_headBytes;
}

void KvPages::writeKey(std::int32_t layer, std::int32_t kvHead, const KvSequence& sequence, std::int64_t slot,
                       std::span<const float> key) {
    put(page(layer, kvHead, sequence, slot), isBf16(), slot % kKvPageTokens, kKvPageTokens, key);
}

void KvPages::writeValue(std::int32_t layer, std::int32_t kvHead, const KvSequence& sequence, std::int64_t slot,
                         std::span<const float> value) {
    put(page(layer, kvHead, sequence, slot), isBf16(), valueIndex(slot), 1, value);
}

void KvPages::readKey(std::int32_t layer, std::int32_t kvHead, const KvSequence& sequence, std::int64_t slot,
                      std::span<float> key) const {
    get(page(layer, kvHead, sequence, slot), isBf16(), slot % kKvPageTokens, kKvPageTokens, key);
}

void KvPages::readValue(std::int32_t layer, std::int32_t kvHead, const KvSequence& sequence, std::int64_t slot,
                        std::span<float> value) const {
    get(page(layer, kvHead, sequence, slot), isBf16(), valueIndex(slot), 1, value);
}

std::byte* KvPages::page(std::int32_t layer, std::int32_t kvHead, const KvSequence& sequence, std::int64_t slot) const {
    const KvPageId id = sequence.pages()[static_cast<std::size_t>(slot / kKvPageTokens)];
    return m_bytes.data() + id * m_pageBytes + (layer * m_kvHeadCount + kvHead) * m_headBytes;
}

std::int64_t KvPages::valueIndex(std::int64_t slot) const {
    return kKvPageTokens * m_headDim + slot % kKvPageTokens * m_paddedHeadDim;
}

}  // namespace msao::engine
