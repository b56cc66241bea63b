// SPDX-License-Identifier: Apache-2.0
#include "engine/model/language_tensors.h"

#include "engine/model/torch_views.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

namespace msao::engine {
namespace {

at::Tensor plainTensor(const WeightMatrix& matrix) {
    const at::ScalarType type = matrix.type() == WeightType::F32 ? at::kFloat : at::kBFloat16;
    return borrowedTensor(matrix.plainData(), {matrix.rows(), matrix.cols()}, type);
}

/// The bf16 values of a packed matrix in `buffer`, which is made on first use: layers have equal shapes.
at::Tensor unpackedTensor(const WeightMatrix& matrix, at::Tensor& buffer) {
    if (!buffer.defined()) buffer = at::empty({matrix.rows(), matrix.cols()}, at::kBFloat16);
    matrix.toBf16({static_cast<std::uint16_t*>(buffer.data_ptr()), static_cast<std::size_t>(buffer.numel())});
    return buffer;
}

}  // namespace

LanguageTensors::LanguageTensors(const LanguageWeights& weights) : m_weights(weights) {
    const at::ScalarType type = weights.embedding.type == ElementType::F32 ? at::kFloat : at::kBFloat16;
    m_embedding = borrowedTensor(weights.embedding.bytes.data(), weights.embedding.shape, type);
}

LanguageLayerTensors LanguageTensors::layer(std::size_t index) {
    const LayerWeights& layer = m_weights.layers[index];
    const std::array<const WeightMatrix*, kMatrices> matrices{&layer.query, &layer.key, &layer.value, &layer.output,
                                                              &layer.gate,  &layer.up,  &layer.down};
    std::array<at::Tensor, kMatrices> tensors;
    at::parallel_for(0, kMatrices, 1, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
            tensors[i] = matrices[i]->plainData() != nullptr ? plainTensor(*matrices[i])
                                                             : unpackedTensor(*matrices[i], m_unpacked[i]);
        }
    });
    return {.inputNorm = borrowedTensor(layer.inputNorm),
            .query = tensors[0],
            .key = tensors[1],
            .value = tensors[2],
            .queryBias = borrowedTensor(layer.queryBias),
            .keyBias = borrowedTensor(layer.keyBias),
            .valueBias = borrowedTensor(layer.valueBias),
            .output = tensors[3],
            .postAttentionNorm = borrowedTensor(layer.postAttentionNorm),
            .gate = tensors[4],
            .up = tensors[5],
            .down = tensors[6]};
}

at::Tensor LanguageTensors::embed(const at::Tensor& ids) const {
    return m_embedding.index_select(0, ids).to(at::kFloat);
}

at::Tensor LanguageTensors::finalNorm() const {
    return borrowedTensor(m_weights.finalNorm);
}

}  // namespace msao::engine
