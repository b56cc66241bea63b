// SPDX-License-Identifier: Apache-2.0
#include "engine/model/language_tensors.h"

#include "engine/model/torch_views.h"
#include "engine/model/worker_loop.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace msao::engine {
namespace {

at::Tensor plainTensor(const WeightMatrix& matrix) {
    const at::ScalarType type = matrix.type() == WeightType::F32 ? at::kFloat : at::kBFloat16;
    return borrowedTensor(matrix.plainData(), {matrix.rows(), matrix.cols()}, type);
}

/// The bf16 values of a packed matrix in `buffer`, which is made on first use: layers have equal shapes.
at::Tensor unpackedTensor(const WeightMatrix& matrix, at::Tensor& buffer) {
    if (!buffer.defined()) buffer = at::empty({matrix.rows(), matrix.cols()}, at::kBFloat16);
    unpackRows(matrix, 0, buffer);
    return buffer;
}

at::Tensor usableTensor(const WeightMatrix& matrix, at::Tensor& buffer) {
    return matrix.plainData() != nullptr ? plainTensor(matrix) : unpackedTensor(matrix, buffer);
}

}  // namespace

LanguageTensors::LanguageTensors(const LanguageWeights& weights) : m_weights(weights) {
    const at::ScalarType type = weights.embedding.type == ElementType::F32 ? at::kFloat : at::kBFloat16;
    m_embedding = borrowedTensor(weights.embedding.bytes.data(), weights.embedding.shape, type);
}

void unpackRows(const WeightMatrix& matrix, std::int64_t firstRow, const at::Tensor& out) {
    constexpr std::int64_t kRowsPerTask = 64;
    auto* values = static_cast<std::uint16_t*>(out.data_ptr());
    workerLoop((out.size(0) + kRowsPerTask - 1) / kRowsPerTask, [&](std::int64_t firstTask, std::int64_t endTask) {
        const std::int64_t begin = firstTask * kRowsPerTask, end = std::min(out.size(0), endTask * kRowsPerTask);
        const auto elements = static_cast<std::size_t>((end - begin) * matrix.cols());
        matrix.toBf16(firstRow + begin, end - begin, {values + begin * matrix.cols(), elements});
    });
}

LanguageLayerTensors LanguageTensors::layer(std::size_t index) {
    const LayerWeights& layer = m_weights.layers[index];
    LanguageLayerTensors tensors;
    tensors.inputNorm = borrowedTensor(layer.inputNorm);
    tensors.query = usableTensor(layer.query, m_unpacked[0]);
    tensors.key = usableTensor(layer.key, m_unpacked[1]);
    tensors.value = usableTensor(layer.value, m_unpacked[2]);
    tensors.queryBias = borrowedTensor(layer.queryBias);
    tensors.keyBias = borrowedTensor(layer.keyBias);
    tensors.valueBias = borrowedTensor(layer.valueBias);
    tensors.output = usableTensor(layer.output, m_unpacked[3]);
    tensors.postAttentionNorm = borrowedTensor(layer.postAttentionNorm);
    tensors.gate = usableTensor(layer.gate, m_unpacked[4]);
    tensors.up = usableTensor(layer.up, m_unpacked[5]);
    tensors.down = usableTensor(layer.down, m_unpacked[6]);
    return tensors;
}

at::Tensor LanguageTensors::embed(const at::Tensor& ids) const {
    return m_embedding.index_select(0, ids).to(at::kFloat);
}

at::Tensor LanguageTensors::finalNorm() const {
    return borrowedTensor(m_weights.finalNorm);
}

}  // namespace msao::engine
