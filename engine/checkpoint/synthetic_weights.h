// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/checkpoint/agreement.h"
#include "engine/checkpoint/expected_tensors.h"
#include "msao/engine/model_config.h"

#include <cstdint>
#include <optional>
#include <span>

namespace msao::engine {

/// Random weights of one model: every value is a function of (seed, tensor name, index).
class SyntheticWeights {
public:
    /// With a table, the model follows it (see SuccessorTable); its head must not be tied then.
    SyntheticWeights(std::uint64_t seed, ModelConfig model, std::optional<SuccessorTable> successors);

    /// Rows firstRow... of `tensor` (a vector counts as one row); `out` holds whole rows.
    void fillRows(const ExpectedTensor& tensor, std::int64_t firstRow, std::span<float> out) const;

private:
    void fillHeadRow(std::int32_t token, std::span<float> out) const;
    void fillEmbeddingRow(std::int32_t token, std::span<float> out) const;
    float deviation(const ExpectedTensor& tensor) const;

    std::uint64_t m_seed;
    ModelConfig m_model;
    std::optional<SuccessorTable> m_successors;
};

/// Values in one row: all of a vector's, a matrix's columns, the product of all but the first size otherwise.
std::int64_t rowValues(const ExpectedTensor& tensor);
std::int64_t rowCount(const ExpectedTensor& tensor);

}  // namespace msao::engine
