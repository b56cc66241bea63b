// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/cuda/device_language.h"

#include <cstdint>

namespace msao::engine {

/// The page of engine/decode/kv_cache.h, repeated for the kernels' sake; step_inputs.cpp checks that they agree.
inline constexpr std::int32_t kPageSlots = 16;
using PageId = std::int32_t;

/// Where keys and values lie in a layer's cache: [page][key, value][kv head][slot in page][padded head dimension].
struct KvLayout {
    std::int32_t kvHeadCount = 0;
    std::int32_t headDim = 0;
    std::int32_t paddedHeadDim = 0;  // whole 16-byte vectors of any element type; the padding stays zero

    static KvLayout of(std::int32_t kvHeads, std::int32_t dimension) {
        return {kvHeads, dimension, (dimension + 7) / 8 * 8};
    }
    MSAO_HD std::int64_t pageElements() const { return std::int64_t{2} * kvHeadCount * kPageSlots * paddedHeadDim; }
    /// First element of a head's row.
    MSAO_HD std::int64_t offset(PageId page, bool isValue, std::int32_t kvHead, std::int32_t slotInPage) const {
        const std::int64_t head = (std::int64_t{page} * 2 + (isValue ? 1 : 0)) * kvHeadCount + kvHead;
        return (head * kPageSlots + slotInPage) * paddedHeadDim;
    }
};

}  // namespace msao::engine
