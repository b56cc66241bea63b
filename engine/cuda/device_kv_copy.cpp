// SPDX-License-Identifier: Apache-2.0
// The way of keys and values between prefill and the pages of a DeviceDecodeBackend.
#include "engine/cuda/device_decode_backend.h"

#include <algorithm>
#include <string>

namespace msao::engine {

Result<KvCopyArguments> DeviceDecodeBackend::kvCopy(std::int32_t layer, const KvSequence& sequence,
                                                    std::int64_t firstSlot, std::int64_t count) const {
    const auto layers = static_cast<std::int32_t>(m_model.layers.size());
    const std::int64_t room = static_cast<std::int64_t>(sequence.pages().size()) * kKvPageTokens;
    if (layer < 0 || layer >= layers || firstSlot < 0 || count < 0 || firstSlot > room || count > room - firstSlot) {
        return Error{ErrorCode::InvalidArgument, "keys and values of layer " + std::to_string(layer) + ", slots " +
                                                     std::to_string(firstSlot) + " and " + std::to_string(count) +
                                                     " more, are not in the cache"};
    }
    MSAO_CHECK(m_runtime->copyIn(m_copyPages, sequence.pages().data(), sequence.pages().size_bytes()));
    KvCopyArguments a;
    a.kv = m_cache.layout;
    a.cache = m_cache.layer(layer);
    a.pages = m_copyPages;
    a.firstSlot = firstSlot;
    a.count = count;
    a.floatCache = m_cache.elementBytes == 4;
    return a;
}

Status DeviceDecodeBackend::storeKvFromDevice(std::int32_t layer, const KvSequence& sequence, std::int64_t firstSlot,
                                              std::int64_t count, const float* keys, const float* values) {
    if (count == 0) return Done{};
    MSAO_TRY(KvCopyArguments a, kvCopy(layer, sequence, firstSlot, count));
    a.keys = const_cast<float*>(keys);  // the arguments serve both directions; storing only reads them
    a.values = const_cast<float*>(values);
    return m_runtime->storeKv(a);
}

Status DeviceDecodeBackend::loadKvToDevice(std::int32_t layer, const KvSequence& sequence, std::int64_t count,
                                           float* keys, float* values) const {
    if (count == 0) return Done{};
    MSAO_TRY(KvCopyArguments a, kvCopy(layer, sequence, 0, count));
    a.keys = keys;
    a.values = values;
    return m_runtime->loadKv(a);
}

void DeviceDecodeBackend::storeKv(std::int32_t layer, const KvSequence& sequence, std::int64_t firstSlot,
                                  std::int64_t count, KvRows rows) {
    if (Status status = storePieces(layer, sequence, firstSlot, count, rows); !status) m_copyError = status.error();
}

void DeviceDecodeBackend::loadKv(std::int32_t layer, const KvSequence& sequence, std::int64_t count,
                                 std::span<float> keys, std::span<float> values) const {
    if (Status status = loadPieces(layer, sequence, count, keys, values); !status) m_copyError = status.error();
}

Status DeviceDecodeBackend::storePieces(std::int32_t layer, const KvSequence& sequence, std::int64_t firstSlot,
                                        std::int64_t count, KvRows rows) {
    const auto width = static_cast<std::size_t>(m_model.config.kvWidth());
    for (std::int64_t done = 0; done < count; done += kStagedSlots) {
        const std::int64_t some = std::min(kStagedSlots, count - done);
        const std::size_t offset = static_cast<std::size_t>(done) * width;
        const std::size_t bytes = static_cast<std::size_t>(some) * width * sizeof(float);
        MSAO_CHECK(m_runtime->copyIn(m_stagedKeys, rows.keys.data() + offset, bytes));
        MSAO_CHECK(m_runtime->copyIn(m_stagedValues, rows.values.data() + offset, bytes));
        MSAO_CHECK(storeKvFromDevice(layer, sequence, firstSlot + done, some, m_stagedKeys, m_stagedValues));
    }
    return Done{};
}

Status DeviceDecodeBackend::loadPieces(std::int32_t layer, const KvSequence& sequence, std::int64_t count,
                                       std::span<float> keys, std::span<float> values) const {
    const auto width = static_cast<std::size_t>(m_model.config.kvWidth());
    for (std::int64_t done = 0; done < count; done += kStagedSlots) {
        const std::int64_t some = std::min(kStagedSlots, count - done);
        const std::size_t offset = static_cast<std::size_t>(done) * width;
        const std::size_t bytes = static_cast<std::size_t>(some) * width * sizeof(float);
        MSAO_TRY(KvCopyArguments a, kvCopy(layer, sequence, done, some));
        a.keys = m_stagedKeys;
        a.values = m_stagedValues;
        MSAO_CHECK(m_runtime->loadKv(a));
        MSAO_CHECK(m_runtime->copyOut(keys.data() + offset, m_stagedKeys, bytes));
        MSAO_CHECK(m_runtime->copyOut(values.data() + offset, m_stagedValues, bytes));
    }
    return Done{};
}

}  // namespace msao::engine
