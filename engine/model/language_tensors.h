// SPDX-License-Identifier: Apache-2.0
// Internal to engine/model: the weights that decode reads, as tensors for prefill.
#pragma once

#include "engine/decode/language_weights.h"
#include "engine/model/language_model.h"

#include <ATen/core/Tensor.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace msao::engine {

/// Rows of a packed matrix from `firstRow` on, as many as `out` [rows, cols] bf16 holds, by all of libtorch's threads.
void unpackRows(const WeightMatrix& matrix, std::int64_t firstRow, const at::Tensor& out);

/// Hands out one layer at a time. Plain matrices are views; packed ones are unpacked to bf16 into buffers that the next
/// layer overwrites.
class LanguageTensors {
public:
    explicit LanguageTensors(const LanguageWeights& weights);

    /// Valid until the next call.
    LanguageLayerTensors layer(std::size_t index);
    /// Rows of the embedding, float32, [ids, hiddenSize].
    at::Tensor embed(const at::Tensor& ids) const;
    at::Tensor finalNorm() const;

private:
    static constexpr std::size_t kMatrices = 7;

    const LanguageWeights& m_weights;
    at::Tensor m_embedding;
    std::array<at::Tensor, kMatrices> m_unpacked;
};

}  // namespace msao::engine
