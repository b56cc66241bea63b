// SPDX-License-Identifier: Apache-2.0
// Stands in for a decode backend where a test wants to see what prefill stores: float32, no pages, cannot decode.
#pragma once

#include "engine/decode/decode_backend.h"

#include <algorithm>
#include <vector>

namespace msao::engine {

class InMemoryKv : public DecodeBackend {
public:
    explicit InMemoryKv(const TextConfig& config)
        : m_width(config.kvWidth()), m_layers(static_cast<std::size_t>(config.layerCount)) {}

    std::int32_t kvPageCount() const override { return 1 << 20; }

    Status step(std::span<const DecodeRow>, std::span<float>) override {
        return Error{ErrorCode::Internal, "the in-memory cache does not decode"};
    }

    void storeKv(std::int32_t layer, const KvSequence&, std::int64_t firstSlot, std::int64_t count,
                 KvRows rows) override {
        Layer& target = m_layers[static_cast<std::size_t>(layer)];
        put(target.keys, rows.keys, firstSlot, count);
        put(target.values, rows.values, firstSlot, count);
    }

    void loadKv(std::int32_t layer, const KvSequence&, std::int64_t count, std::span<float> keys,
                std::span<float> values) const override {
        const Layer& source = m_layers[static_cast<std::size_t>(layer)];
        std::copy_n(source.keys.begin(), count * m_width, keys.begin());
        std::copy_n(source.values.begin(), count * m_width, values.begin());
    }

    std::span<const float> keys(std::size_t layer) const { return m_layers[layer].keys; }
    std::span<const float> values(std::size_t layer) const { return m_layers[layer].values; }

private:
    struct Layer {
        std::vector<float> keys;
        std::vector<float> values;
    };

    void put(std::vector<float>& target, std::span<const float> rows, std::int64_t firstSlot,
             std::int64_t count) const {
        target.resize(static_cast<std::size_t>((firstSlot + count) * m_width));
        std::copy_n(rows.begin(), count * m_width, target.begin() + firstSlot * m_width);
    }

    std::int64_t m_width;
    std::vector<Layer> m_layers;
};

}  // namespace msao::engine
