// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/cuda/model_source.h"
#include "tests/engine/decode/tiny_model.h"

namespace msao::engine::test {

/// A TinyModel's weights by their names in a checkpoint; a checkpoint in `type` (bf16 for int8 and int4).
class TinySource final : public ModelSource {
public:
    TinySource(const TinyModel& model, WeightType type) : m_model(model), m_type(type) {}

    Result<HostMatrix> matrix(std::string_view name, WeightType type) override;
    Result<std::vector<float>> vector(std::string_view name) override;
    WeightType embeddingType() const override;
    int groupSize(WeightType type) const override;

private:
    const TinyMatrix* find(std::string_view name) const;

    const TinyModel& m_model;
    WeightType m_type;
};

/// Rows in the number format that the device holds.
HostMatrix hostMatrix(const TinyMatrix& matrix, WeightType type);

}  // namespace msao::engine::test
