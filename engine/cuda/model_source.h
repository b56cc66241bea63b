// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/engine.h"
#include "msao/engine/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace msao::engine {

/// One matrix on the host, in the number format that the device will hold; row-major, without padding.
struct HostMatrix {
    WeightType type = WeightType::F32;
    std::int64_t rows = 0;
    std::int64_t cols = 0;
    std::span<const std::byte> values;
    std::span<const float> scales;  // int8, int4: [rows, groups]
    int groupSize = 0;
    std::shared_ptr<const void> storage;  // keeps what the spans show, where nobody else does

    std::int64_t rowBytes() const { return values.empty() ? 0 : static_cast<std::int64_t>(values.size()) / rows; }
    std::int64_t groups() const { return scales.empty() ? 0 : static_cast<std::int64_t>(scales.size()) / rows; }
};

/// Where a model's weights come from, by canonical name.
class ModelSource {
public:
    virtual ~ModelSource() = default;

    virtual Result<HostMatrix> matrix(std::string_view name, WeightType type) = 0;
    virtual Result<std::vector<float>> vector(std::string_view name) = 0;
    /// F32 or BF16: how the embedding is stored.
    virtual WeightType embeddingType() const = 0;
    /// Columns that share a scale in the matrices of this type.
    virtual int groupSize(WeightType type) const = 0;
};

}  // namespace msao::engine
